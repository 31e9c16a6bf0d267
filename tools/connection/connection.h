#pragma once

#include "certcheck/base/result.h"
#include "certcheck/fetch/fetcher.h"
#include "certcheck/fetch/rules.h"
#include "certcheck/net/connect.h"
#include "certcheck/request/option.h"
#include "certcheck/request/settings.h"

#include <optional>
#include <span>

namespace certcheck::tools {

/// What the settings say of how to connect; reads the client's certificate and key. The error names the
/// option.
Result<net::ConnectOptions> to_connect_options(const request::Settings& settings);

/// How what --aia and --online-revocation ask for is fetched. The error names the option.
Result<fetch::Options> to_fetch_options(const request::Settings& settings);
/// Of that, --fetch-allow and --fetch-deny.
Result<fetch::Rules> to_fetch_rules(const request::Settings& settings);
/// Where nothing is fetched: which of the options given says how, to no effect. `given` are those of the
/// command line; `connects`: there are connections besides those on which something is fetched.
std::optional<Error> check_without_fetching(const request::Settings& settings,
                                            std::span<const request::Option* const> given, bool connects);

/// What --starttls says of targets.
Result<net::TargetDefaults> to_target_defaults(const request::Settings& settings);

}  // namespace certcheck::tools
