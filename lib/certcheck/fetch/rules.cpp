#include "certcheck/fetch/rules.h"

#include "certcheck/base/ascii.h"
#include "certcheck/base/ip_address.h"

#include <algorithm>
#include <array>

namespace certcheck::fetch {
namespace {

/// A block of the registries of special-purpose addresses (RFC 6890, IANA), and those of other uses.
struct Block {
  std::string_view network, kind;
};
constexpr std::array blocks{
    Block{"0.0.0.0/8", "an unspecified address (RFC 1122 3.2.1.3)"},
    Block{"10.0.0.0/8", "a private address (RFC 1918)"},
    Block{"100.64.0.0/10", "an address of carrier-grade NAT (RFC 6598)"},
    Block{"127.0.0.0/8", "a loopback address (RFC 1122 3.2.1.3)"},
    Block{"169.254.0.0/16", "a link-local address (RFC 3927)"},
    Block{"172.16.0.0/12", "a private address (RFC 1918)"},
    Block{"192.0.0.0/24", "an address of protocol assignments (RFC 6890)"},
    Block{"192.0.2.0/24", "an address of documentation (RFC 5737)"},
    Block{"192.88.99.0/24", "an address of 6to4 relays (RFC 7526)"},
    Block{"192.168.0.0/16", "a private address (RFC 1918)"},
    Block{"198.18.0.0/15", "an address of benchmarks (RFC 2544)"},
    Block{"198.51.100.0/24", "an address of documentation (RFC 5737)"},
    Block{"203.0.113.0/24", "an address of documentation (RFC 5737)"},
    Block{"224.0.0.0/4", "a multicast address (RFC 5771)"},
    Block{"240.0.0.0/4", "a reserved or broadcast address (RFC 1112 4)"},
    Block{"::/128", "the unspecified address (RFC 4291 2.5.2)"},
    Block{"::1/128", "the loopback address (RFC 4291 2.5.3)"},
    Block{"64:ff9b:1::/48", "an address of local NAT64 (RFC 8215)"},
    Block{"100::/64", "an address that discards (RFC 6666)"},
    Block{"2001::/23", "an address of protocol assignments, such as Teredo (RFC 2928, RFC 4380)"},
    Block{"2001:db8::/32", "an address of documentation (RFC 3849)"},
    Block{"2002::/16", "an address of 6to4 (RFC 3056)"},
    Block{"3fff::/20", "an address of documentation (RFC 9637)"},
    Block{"5f00::/16", "a segment routing identifier (RFC 9602)"},
    Block{"fc00::/7", "a unique local address (RFC 4193)"},
    Block{"fe80::/10", "a link-local address (RFC 4291 2.5.6)"},
    Block{"fec0::/10", "a site-local address (RFC 3879)"},
    Block{"ff00::/8", "a multicast address (RFC 4291 2.7)"},
    // RFC 4291 2.4 and the registry of IANA: nothing outside of it is assigned as global unicast.
};
constexpr std::string_view global_unicast = "2000::/3";
/// The IPv4 address is in the last four bytes (RFC 4291 2.5.5.2; RFC 6052 2.1).
constexpr std::array<std::string_view, 2> embedding{"::ffff:0:0/96", "64:ff9b::/96"};

bool is_in(std::string_view network, ByteView address) {
  const auto parsed = parse_ip_network(network);
  return parsed && parsed->contains(address);
}

/// The address itself, or the IPv4 address that it stands for.
ByteView unwrapped(ByteView address) {
  const bool embeds = std::any_of(embedding.begin(), embedding.end(),
                                  [&](std::string_view network) { return is_in(network, address); });
  return embeds ? address.last(ipv4_size) : address;
}

/// The address as it is, or as the IPv4 address that it stands for.
bool has_network(const std::vector<Rule>& rules, ByteView address) {
  const ByteView inner = unwrapped(address);
  return std::any_of(rules.begin(), rules.end(), [&](const Rule& rule) {
    return rule.network && (rule.network->contains(address) || rule.network->contains(inner));
  });
}

bool has_name(const std::vector<Rule>& rules, std::string_view host) {
  return !host.empty() &&
         std::any_of(rules.begin(), rules.end(), [&](const Rule& rule) { return rule.matches_name(host); });
}

/// The host where it is one by name.
std::string_view name_of(const Url& url) { return url.is_address ? std::string_view() : url.host; }

bool is_ordinary_port(uint16_t port) {
  constexpr uint16_t http = 80, http_alternate = 8080;  // IANA: http, http-alt
  return port == http || port == http_alternate;
}

std::string other_port(const Url& url) {
  return "port " + std::to_string(url.port) + " is not asked, only 80 and 8080 (--fetch-allow allows others)";
}

}  // namespace

std::string special_kind(ByteView address) {
  const ByteView inner = unwrapped(address);
  for (const Block& block : blocks)
    if (is_in(block.network, inner)) return std::string(block.kind);
  if (inner.size() == ipv6_size && !is_in(global_unicast, inner))
    return "not a global unicast address (RFC 4291 2.4)";
  return {};
}

bool Rule::matches_name(std::string_view host) const {
  if (network) return false;
  host = without_final_dot(host);
  if (pattern == "*") return true;
  if (!pattern.starts_with("*.")) return host == pattern;
  const std::string_view suffix = std::string_view(pattern).substr(1);
  return host.size() > suffix.size() && host.ends_with(suffix);
}

Result<Rule> parse_rule(std::string_view text) {
  Rule rule;
  rule.network = parse_ip_network(text);
  if (rule.network) {
    // An IPv4-mapped network is one of IPv4, in whichever form it is written.
    constexpr size_t mapping_bits = 96;
    if (rule.network->bits >= mapping_bits && is_in(embedding[0], rule.network->base)) {
      const ByteView inner = ByteView(rule.network->base).last(ipv4_size);
      rule.network->base = Bytes(inner.begin(), inner.end());
      rule.network->bits -= mapping_bits;
    }
    return rule;
  }
  rule.pattern = to_lower(without_final_dot(text));
  const std::string_view name =
      std::string_view(rule.pattern)
          .substr(rule.pattern.starts_with("*.") ? std::string_view("*.").size() : 0);
  // A host that is a number is compared as the address that it stands for: as a name it would match nothing.
  if (ends_in_number(name))
    return Error{Error::Kind::usage,
                 "\"" + std::string(text) +
                     "\" ends in a number, so that it is not a name; networks are written "
                     "as 127.0.0.1 or 10.0.0.0/8"};
  const bool is_name = !name.empty() && text != "*." && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
  });
  if (is_name || text == "*") return rule;
  return Error{Error::Kind::usage,
               "\"" + std::string(text) +
                   "\" is neither a network such as 10.0.0.0/8 nor a name such as pki.example or *.example"};
}

bool Rules::denies_name(std::string_view host) const { return has_name(denied, host); }

Standing Rules::standing_of(std::string_view host, ByteView address) const {
  if (has_network(denied, address)) return Standing::denied;
  if (has_name(allowed, host) || has_network(allowed, address)) return Standing::allowed;
  return special_kind(address).empty() ? Standing::ordinary : Standing::special;
}

bool Rules::allows_name(const Url& url) const { return has_name(allowed, name_of(url)); }

std::string Rules::why_not(const Url& url) const {
  if (denies_name(name_of(url))) return "the host is denied (--fetch-deny)";
  if (url.is_address) return why_not(url, parse_ip_address(url.host).value_or(Bytes()));
  // Which addresses the name has is not known yet; the port is asked about again with each.
  const bool some_network =
      std::any_of(allowed.begin(), allowed.end(), [](const Rule& rule) { return rule.network.has_value(); });
  if (is_ordinary_port(url.port) || allows_name(url) || some_network) return {};
  return other_port(url);
}

std::string Rules::why_not(const Url& url, ByteView address) const {
  switch (standing_of(name_of(url), address)) {
    case Standing::denied:
      return "the address is denied (--fetch-deny)";
    case Standing::allowed:
      return {};
    case Standing::special:
      return "it is " + special_kind(address) + ", which --fetch-allow can allow";
    case Standing::ordinary:
      break;
  }
  return is_ordinary_port(url.port) ? std::string() : other_port(url);
}

}  // namespace certcheck::fetch
