#include "certcheck/base/target.h"

#include "certcheck/base/ip_address.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace certcheck {

namespace {

struct UriScheme {
  std::string_view name;
  uint16_t port;
};

// IANA service names whose port speaks TLS from the first byte.
constexpr std::array uri_schemes{
    UriScheme{"https", 443}, UriScheme{"wss", 443},   UriScheme{"ldaps", 636}, UriScheme{"smtps", 465},
    UriScheme{"imaps", 993}, UriScheme{"pop3s", 995}, UriScheme{"ftps", 990},
};

Error usage(std::string_view input, std::string_view problem) {
  return {Error::Kind::usage, "\"" + std::string(input) + "\": " + std::string(problem)};
}

// RFC 4007 section 11: a link-local address may name its zone behind a percent sign.
bool is_ipv6(std::string_view host) {
  const size_t percent = host.find('%');
  if (percent != std::string_view::npos && percent + 1 == host.size()) return false;
  const auto address = parse_ip_address(host.substr(0, percent));
  return address && address->size() == 16;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// A last label of digits alone can only be meant as an IPv4 address: there is no such top-level domain.
bool ends_in_number(std::string_view host) {
  const std::string_view label = host.substr(host.find_last_of('.') + 1);  // npos + 1 is 0
  return !label.empty() && std::all_of(label.begin(), label.end(), is_digit);
}

// RFC 1035 2.3.4 by length; by letters only what could never be part of a host name is refused.
std::optional<std::string_view> problem_of_name(std::string_view host) {
  if (host.ends_with('.')) host.remove_suffix(1);
  if (host.empty()) return "there is no host";
  if (host.size() > 253) return "the host name is longer than 253 characters";
  size_t label = 0;
  for (const char c : host) {
    const auto byte = static_cast<unsigned char>(c);
    const bool allowed = byte >= 0x80 || is_digit(c) || (lower(c) >= 'a' && lower(c) <= 'z') || c == '-' ||
                         c == '_' || c == '.';
    if (!allowed) return "the host name holds a character that no host name can hold";
    if (c != '.') {
      // U-labels grow and shrink when encoded; their length is checked by who encodes them.
      if (++label > 63 && byte < 0x80) return "a label of the host name is longer than 63 characters";
      continue;
    }
    if (label == 0) return "the host name has an empty label";
    label = 0;
  }
  if (ends_in_number(host)) return "this is no valid IPv4 address";
  return std::nullopt;
}

std::optional<uint16_t> parse_port(std::string_view text) {
  uint16_t port = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), port);
  if (problem != std::errc() || end != text.data() + text.size() || port == 0) return std::nullopt;
  return port;
}

}  // namespace

Result<Target> parse_target(std::string_view input, uint16_t default_port) {
  Target target;
  target.input = std::string(input);
  target.port = default_port;
  std::string_view rest = input;

  if (const size_t mark = rest.find("://"); mark != std::string_view::npos) {
    std::string name(rest.substr(0, mark));
    std::transform(name.begin(), name.end(), name.begin(), lower);
    const auto* scheme = std::find_if(uri_schemes.begin(), uri_schemes.end(),
                                      [&](const UriScheme& candidate) { return candidate.name == name; });
    if (scheme == uri_schemes.end()) {
      return usage(input, "the scheme \"" + name + "\" does not start with TLS; use https://, or host:port");
    }
    target.port = scheme->port;
    rest.remove_prefix(mark + 3);
    rest = rest.substr(0, rest.find_first_of("/?#"));
    if (rest.find('@') != std::string_view::npos) return usage(input, "user names are not supported");
  }

  std::optional<std::string_view> port;
  if (rest.starts_with('[')) {
    const size_t end = rest.find(']');
    if (end == std::string_view::npos) return usage(input, "the \"[\" is not closed");
    const std::string_view after = rest.substr(end + 1);
    target.host = std::string(rest.substr(1, end - 1));
    if (!is_ipv6(target.host)) return usage(input, "between the brackets is no IPv6 address");
    if (!after.empty() && after.front() != ':') return usage(input, "after \"]\" only \":port\" may follow");
    if (!after.empty()) port = after.substr(1);
  } else if (std::count(rest.begin(), rest.end(), ':') > 1) {
    target.host = std::string(rest);
    if (!is_ipv6(target.host)) return usage(input, "this is neither host:port nor an IPv6 address");
  } else {
    const size_t colon = rest.find(':');
    target.host = std::string(rest.substr(0, colon));
    if (colon != std::string_view::npos) port = rest.substr(colon + 1);
  }
  if (port) {
    const auto number = parse_port(*port);
    if (!number) return usage(input, "the port must be a number from 1 to 65535");
    target.port = *number;
  }

  if (target.host.find(':') != std::string::npos) {
    target.kind = Target::Kind::ipv6;
  } else if (parse_ip_address(target.host)) {
    target.kind = Target::Kind::ipv4;
  } else if (const auto problem = problem_of_name(target.host)) {
    return usage(input, *problem);
  }
  return target;
}

}  // namespace certcheck
