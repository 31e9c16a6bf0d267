#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace certcheck {

/// Whose mail a host takes, by an MX record (RFC 5321 5.1).
struct MailExchanger {
  std::string domain;          ///< "example.com"
  uint16_t preference = 0;     ///< the lowest is tried first
  bool implicit = false;       ///< there is no MX record: the host is the domain itself
  bool authenticated = false;  ///< the resolver says that DNSSEC authenticates it
  bool beside_null = false;    ///< the domain says as well that it takes no mail (RFC 7505)
};

/// Where to connect to, as a user says it.
struct Target {
  enum class Kind : uint8_t { dns, ipv4, ipv6 };

  std::string input;  ///< as given, but for user names and passwords, and for space around
  std::string
      host;  ///< "example.com", "192.0.2.1", "2001:db8::1", "fe80::1%eth0"; no brackets, case as given
  uint16_t port = 0;  ///< 0 if unknown
  Kind kind = Kind::dns;
  std::string scheme;  ///< of a URL, in lower case; empty for other input
  /// The protocol in which the connection begins in plaintext and requests TLS, "smtp"; empty where the first
  /// byte is TLS's.
  std::string starttls;
  /// Set if the host is one of a domain's mail exchangers, and the domain is what the user named.
  std::optional<MailExchanger> exchanger = {};

  bool is_address() const { return kind != Kind::dns; }
};

}  // namespace certcheck
