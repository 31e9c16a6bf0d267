#pragma once

#include "certcheck/base/result.h"
#include "certcheck/engine/options.h"
#include "certcheck/fetch/fetcher.h"
#include "certcheck/files/contents.h"
#include "certcheck/request/settings.h"
#include "certcheck/scan/scan.h"

#include <functional>
#include <memory>

namespace certcheck::tools {

/// Whoever fetches by the settings. Never null.
using FetcherFor = std::function<Result<std::shared_ptr<fetch::Fetcher>>(const request::Settings& settings)>;

/// How targets are checked by the settings, of which `engine` is what they say of validation. Stores,
/// evidence and untrusted certificates are the caller's to add. `fetcher_for` is asked where something may be
/// fetched. The error names the option, or where it stands.
Result<scan::Options> to_scan_options(const request::Settings& settings, engine::Options engine,
                                      const files::ReadOptions& reading, const FetcherFor& fetcher_for);

}  // namespace certcheck::tools
