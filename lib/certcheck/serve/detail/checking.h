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

/// How long a check may take, whatever its options say.
struct CheckTime {
  std::optional<std::chrono::milliseconds> of_server;  ///< shortens the limit of each server
  std::chrono::steady_clock::time_point end;           ///< what is not done then is given up
};

/// Checks it, and connects to no address that the rules do not allow. Waits.
Checked check(const std::string& target, const scan::OptionsFor& options_for, const fetch::Rules& rules,
              const CheckTime& time, const std::shared_ptr<net::Pace>& pace, crypto::Verifier& verifier);

}  // namespace certcheck::serve
