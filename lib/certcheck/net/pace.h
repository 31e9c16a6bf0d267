#pragma once

#include "certcheck/base/result.h"

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace certcheck::net {

/// How many connections may be opened in a second; unset: as many as can be.
struct Rates {
  std::optional<double> overall, per_address;
};

/// Reads "50", "50/s", "0.5", "30/m" and "100/h". The error says what it takes.
Result<double> parse_rate(std::string_view text);

/// Gives each connection its turn, so that they come evenly. May be used by several threads.
class Pace {
 public:
  using Clock = std::chrono::steady_clock;

  explicit Pace(const Rates& rates);
  Pace(const Pace&) = delete;
  Pace& operator=(const Pace&) = delete;
  ~Pace();

  /// When the next connection to this address may be opened, as far as the address is concerned; from then on
  /// the turn is taken.
  Clock::time_point take_turn_of(const std::string& address, Clock::time_point now);
  /// The same for all connections together. Asked when the address has its turn: connections that wait for
  /// their address hold up no others.
  Clock::time_point take_turn(Clock::time_point now);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace certcheck::net
