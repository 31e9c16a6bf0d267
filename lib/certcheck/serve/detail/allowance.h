#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <unordered_map>

namespace certcheck::serve {

/// How many requests may come: as a bucket that fills evenly and holds what may come in a second, one at
/// least. On one thread.
class Bucket {
 public:
  using Clock = std::chrono::steady_clock;

  Bucket(double rate, Clock::time_point now);
  /// Takes one; else how long until there is one.
  std::optional<std::chrono::duration<double>> take(Clock::time_point now);
  bool full(Clock::time_point now) const;

 private:
  double level(Clock::time_point now) const;

  double rate_, level_;
  Clock::time_point at_;
};

/// The same for all clients together, and for each.
class Allowance {
 public:
  Allowance(std::optional<double> rate, std::optional<double> client_rate);
  /// nullopt: the request may come. Else how long the client has to wait.
  std::optional<std::chrono::duration<double>> take(const std::string& client, Bucket::Clock::time_point now);

 private:
  /// Clients that are remembered; those beyond share one bucket.
  static constexpr size_t clients_max = 10'000;

  Bucket& of_client(const std::string& client, Bucket::Clock::time_point now);

  std::optional<double> rate_, client_rate_;
  std::optional<Bucket> all_;
  std::unordered_map<std::string, Bucket> clients_;
};

/// Who a client is for its allowance: its IPv4 address, or the /64 of an IPv6 address, which one site has
/// (RFC 6177 2).
std::string allowance_key(const std::string& address);

}  // namespace certcheck::serve
