#pragma once

#include "certcheck/base/result.h"
#include "certcheck/fetch/fetcher.h"
#include "certcheck/net/connect.h"
#include "certcheck/request/settings.h"

namespace certcheck::tools {

/// What the settings say of how to connect; reads the client's certificate and key. The error names the
/// option.
Result<net::ConnectOptions> to_connect_options(const request::Settings& settings);

/// How what --aia and --online-revocation ask for is fetched. The error names the option.
Result<fetch::Options> to_fetch_options(const request::Settings& settings);

/// What --starttls says of targets.
Result<net::TargetDefaults> to_target_defaults(const request::Settings& settings);

}  // namespace certcheck::tools
