#pragma once

#include "certcheck/crypto/verifier.h"
#include "certcheck/engine/report.h"
#include "certcheck/fetch/rules.h"
#include "certcheck/net/pace.h"
#include "certcheck/scan/scan.h"

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace certcheck::serve {

/// What came of a target.
struct Checked {
  std::vector<engine::Report> reports;  ///< several where it stands for several servers
  std::optional<Error> error;           ///< it could not be tried
  /// Nothing was connected to, because it may not be: why, without an address that only this machine's
  /// resolver knows.
  std::optional<std::string> forbidden;
};

/// Why a target as a client writes it is not one that a service checks, however it may be spelt: a range, or
/// a host with an address to go to, or a number that only some programs take for an address.
std::optional<Error> unfit_target(const std::string& text);

/// Checks it, and connects to no address that the rules do not allow. `time` shortens the limit of each
/// server. Waits.
Checked check(const std::string& target, const scan::OptionsFor& options_for, const fetch::Rules& rules,
              std::optional<std::chrono::milliseconds> time, const std::shared_ptr<net::Pace>& pace,
              crypto::Verifier& verifier);

}  // namespace certcheck::serve
