#pragma once

#include "certcheck/base/result.h"

#include <cstdint>
#include <string>
#include <string_view>

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

  bool is_address() const { return kind != Kind::dns; }
};

/// The text without the space and the byte order mark around it, and without the user name and password of a
/// URL: fit to be shown and logged.
std::string without_credentials(std::string_view text);

/// Reads "host", "host:port", "192.0.2.1", "[2001:db8::1]:8443", "2001:db8::1" and URLs of schemes that start
/// with TLS ("https://host:8443/path"; wss, ldaps, smtps, imaps, pop3s, ftps ...), each of which brings its own
/// default port; tls, ssl and tcp have none and need one. User names, paths, queries and fragments are skipped,
/// with and without a scheme. A host with characters outside ASCII is taken as it is: turning it into A-labels
/// is the caller's. Errors are of kind usage and say what is wrong with the input, without credentials.
Result<Target> parse_target(std::string_view input, uint16_t default_port = 443);

}  // namespace certcheck
