#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/base/ip_network.h"
#include "certcheck/base/result.h"
#include "certcheck/fetch/url.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Whom it is allowed to ask. Addresses to fetch from are in certificates, so whoever issued one could
/// otherwise have this machine ask whatever it can reach, in its own network too (server-side request
/// forgery).
namespace certcheck::fetch {

/// Names or IP addresses that the user allows or denies.
struct Rule {
  std::optional<IpNetwork> network;  ///< unset: names
  std::string pattern;               ///< "pki.example", "*.example" (all names below), "*" (all names)

  bool matches_name(std::string_view host) const;
};

/// Reads "10.0.0.0/8", "192.0.2.1", "pki.example", "*.example" or "*".
Result<Rule> parse_rule(std::string_view text);

/// How rules stand to an address that is to be connected to for a host.
enum class Standing : uint8_t {
  ordinary,  ///< of the public internet, and no rule names it
  special,   ///< not of the public internet (special_kind), and not allowed
  allowed,
  denied,
};

/// What the user says beyond the rules that hold anyway: public addresses only, and of what is fetched ports
/// 80 and 8080.
struct Rules {
  std::vector<Rule> allowed;  ///< names and addresses at any address and port
  std::vector<Rule> denied;   ///< never, whatever is allowed

  /// Whether the host, in lower case, is denied by its name.
  bool denies_name(std::string_view host) const;
  /// Of an IP address (4 or 16 bytes), for the host; to be asked about the very address that a connection is
  /// then made to. `host` is empty where nobody named one.
  Standing standing_of(std::string_view host, ByteView address) const;

  /// Why this host is not asked, before its name is looked up; empty: it may be.
  std::string why_not(const Url& url) const;
  /// Why this IP address (4 or 16 bytes) is not connected to for the host of the URL; empty: it may be. To be
  /// asked about the very address that a connection is then made to: a name may have another one at each
  /// lookup.
  std::string why_not(const Url& url, ByteView address) const;

  /// The user allows the host by its name.
  bool allows_name(const Url& url) const;
};

/// What kind of address this is, in words for people, if it is not one of the public internet: "a loopback
/// address (RFC 1122)". An IPv4 address that an IPv6 address stands for counts as itself. Empty for public
/// ones.
std::string special_kind(ByteView address);

}  // namespace certcheck::fetch
