#pragma once

#include "certcheck/crypto/verifier.h"
#include "certcheck/engine/input.h"
#include "certcheck/engine/options.h"
#include "certcheck/engine/report.h"
#include "certcheck/fetch/fetcher.h"
#include "certcheck/trust/store.h"

#include <chrono>
#include <span>

namespace certcheck::scan {

/// As engine::inspect(), but what the options let it want is fetched, all of it within `patience`. Waits for
/// that.
engine::Report inspect(engine::Input input, std::span<const trust::Store* const> stores,
                       engine::Options options, crypto::Verifier& verifier, fetch::Fetcher& fetcher,
                       std::chrono::milliseconds patience);

}  // namespace certcheck::scan
