#pragma once

#include <chrono>
#include <cstddef>
#include <optional>

namespace certcheck::serve {

/// What the clients of a service may cost it.
struct Limits {
  /// Checks, validations and lints under way at once. Further ones wait, `waiting` at most; beyond that
  /// they are answered 503.
  size_t concurrency = 32, waiting = 128;
  /// Of those, requests in a second: of all clients together, and of each address (of IPv6, each /64). Unset:
  /// any number. More are refused (429), but for bursts of as many as may come in a second.
  std::optional<double> rate = {}, client_rate = {};
  /// Connections at once, more are answered 503 and closed; each takes some tens of kilobytes.
  size_t connections = 1'000;
  /// Bytes of a request's head. Node.js takes as much, nginx and Apache half of it.
  size_t header_bytes = size_t{16} << 10;
  /// Bytes of a body, and of all bodies that are being read or worked on. A large certificate has some
  /// hundred kilobytes, a bundle of roots 250, a CRL in a request of validation may have megabytes.
  size_t body_bytes = size_t{4} << 20, bodies_bytes = size_t{64} << 20;
  /// For a request's head and its body to arrive, each as a whole, for an answer to be taken, and between two
  /// requests. Apache gives a head 20 to 40 seconds, nginx 60.
  std::chrono::milliseconds head_time{10'000}, body_time{30'000}, write_time{30'000}, idle_time{75'000};
  /// From the whole request to the answer; then it is 504. What is under way goes on and counts until its own
  /// limits end it.
  std::chrono::milliseconds answer_time{60'000};
  /// How long a client that keeps a connection may still send a request on it once the service is to stop.
  std::chrono::milliseconds stop_idle_time{1'000};
};

}  // namespace certcheck::serve
