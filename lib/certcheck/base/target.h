#pragma once

#include <cstdint>
#include <string>

namespace certcheck {

/// Where to connect to, as a user says it.
struct Target {
  enum class Kind : uint8_t { dns, ipv4, ipv6 };

  std::string input;  ///< as given, but for user names and passwords, and for space around
  std::string
      host;  ///< "example.com", "192.0.2.1", "2001:db8::1", "fe80::1%eth0"; no brackets, case as given
  uint16_t port = 0;  ///< 0 if unknown
  Kind kind = Kind::dns;
  std::string scheme;  ///< of a URL, in lower case; empty for other input
  /// The protocol in which the connection begins in the clear and asks for TLS, "smtp"; empty where the first
  /// byte is TLS's.
  std::string starttls;

  bool is_address() const { return kind != Kind::dns; }
};

}  // namespace certcheck
