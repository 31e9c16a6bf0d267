#include "certcheck/net/target.h"

#include "certcheck/base/ascii.h"
#include "certcheck/base/ip_address.h"
#include "certcheck/net/starttls/detail/protocols.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace certcheck::net {

namespace {

// Monitors write these before a host and its port; the last says nothing about TLS.
constexpr std::string_view tls_at_once[] = {"tls", "ssl"}, unspecified = "tcp";

constexpr std::string_view after_comma =
    "after a comma comes the address to connect to, an IP address without a port";

Error usage(std::string_view input, std::string_view problem) {
  return {Error::Kind::usage, "\"" + std::string(input) + "\": " + std::string(problem)};
}

// RFC 4007 section 11: a link-local address may name its zone after a percent sign.
bool is_ipv6(std::string_view host) {
  const size_t percent = host.find('%');
  if (percent != std::string_view::npos && percent + 1 == host.size()) return false;
  const auto address = parse_ip_address(host.substr(0, percent));
  return address && address->size() == 16;
}

// A last label of digits alone can only be meant as an IPv4 address: there is no such top-level domain.
bool ends_in_number(std::string_view host) {
  const std::string_view label = host.substr(host.find_last_of('.') + 1);  // npos + 1 is 0
  return !label.empty() && std::all_of(label.begin(), label.end(), is_digit);
}

// RFC 1035 2.3.4 by length; by letters only what could never be part of a host name is refused.
std::optional<std::string> problem_of_name(std::string_view host) {
  host = without_final_dot(host);
  if (host.empty()) return "there is no host";
  if (host.size() > 253) return "the host name is longer than 253 characters";
  size_t label = 0;
  for (const char c : host) {
    const auto byte = static_cast<unsigned char>(c);
    const bool allowed = byte >= 0x80 || is_digit(c) || (to_lower(c) >= 'a' && to_lower(c) <= 'z') ||
                         c == '-' || c == '_' || c == '.';
    if (c == ',') return std::string(after_comma);
    if (host.starts_with("*.") && c == '*') return "a wildcard is not a host; give a name that it stands for";
    if (!allowed)
      return (c > ' ' && byte < 0x7f ? "the host name contains \"" + std::string(1, c) + "\", which"
                                     : std::string("the host name contains a character that")) +
             " host names cannot contain";
    if (c != '.') {
      // U-labels grow and shrink when encoded; their length is checked by who encodes them.
      if (++label > 63 && byte < 0x80) return "a label of the host name is longer than 63 characters";
      continue;
    }
    if (label == 0) return "the host name has an empty label";
    label = 0;
  }
  if (ends_in_number(host)) return "this is not a valid IPv4 address";
  return std::nullopt;
}

// "192.0.2.0/24" means a network, not a path. Who takes networks reads them before, and leaves what is none.
std::optional<std::string> problem_of_range(std::string_view host, std::string_view path) {
  const bool is_range = path.size() > 1 && path.size() < 5 && path.front() == '/' &&
                        std::all_of(path.begin() + 1, path.end(), is_digit);
  const auto address = is_range ? parse_ip_address(host) : std::nullopt;
  if (!address) return std::nullopt;
  const size_t bits = 8 * address->size();
  if (std::stoul(std::string(path.substr(1))) > bits)
    return "the prefix of a network of these addresses has at most " + std::to_string(bits) + " bits";
  return "a range of addresses is not a target; list the addresses";
}

std::optional<uint16_t> parse_port(std::string_view text) {
  uint16_t port = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), port);
  if (problem != std::errc() || end != text.data() + text.size() || port == 0) return std::nullopt;
  return port;
}

// What people paste along: the space around, the mark that editors of Windows put before a text.
std::string_view trimmed(std::string_view text) {
  constexpr std::string_view byte_order_mark = "\xef\xbb\xbf", space = " \t\r\n\f\v";
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  const size_t first = text.find_first_not_of(space);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(space) + 1 - first);
}

// Where the authority (RFC 3986 3.2) begins and ends.
struct Authority {
  size_t begin, end;
};

Authority authority_in(std::string_view text) {
  const size_t mark = text.find("://");
  const size_t begin = mark == std::string_view::npos ? 0 : mark + 3;
  return {begin, std::min(text.find_first_of("/?#", begin), text.size())};
}

}  // namespace

std::string without_credentials(std::string_view text) {
  text = trimmed(text);
  const Authority authority = authority_in(text);
  // Who forgets to encode an "@" in a password has several: the last one ends it (as browsers have it).
  // One after a slash may belong to a password as well, if what is before is not a host and port.
  size_t at = text.substr(0, authority.end).rfind('@');
  if (at == std::string_view::npos || at < authority.begin) {
    at = text.rfind('@');
    const std::string_view before = text.substr(authority.begin, authority.end - authority.begin);
    const size_t colon = before.rfind(':');
    const bool password_with_slash = at != std::string_view::npos && at > authority.begin &&
                                     colon != std::string_view::npos && !before.ends_with(']') &&
                                     !parse_port(before.substr(colon + 1));
    if (!password_with_slash) return std::string(text);
  }
  return std::string(text.substr(0, authority.begin)) + std::string(text.substr(at + 1));
}

Result<Target> parse_target(std::string_view given, const TargetDefaults& defaults) {
  Target target;
  target.input = without_credentials(given);
  target.port = defaults.port;
  const std::string& input = target.input;
  std::string_view rest = input;

  const starttls::Protocol* wanted = nullptr;
  if (defaults.starttls && !defaults.starttls->empty()) {
    wanted = starttls::find_protocol(*defaults.starttls);
    if (wanted == nullptr || wanted->start == nullptr)
      return usage(input, "there is no STARTTLS for \"" + *defaults.starttls + "\"");
    target.port = wanted->clear_ports[0];
  }
  bool needs_port = false;
  bool by_port = true;  // says whether the connection begins in the clear
  if (const size_t mark = rest.find("://"); mark != std::string_view::npos) {
    std::string name = to_lower(rest.substr(0, mark));
    if (const auto scheme = starttls::find_scheme(name)) {
      target.port = scheme->port;
      if (scheme->clear) target.starttls = scheme->protocol->name;
      by_port = false;
    } else {
      const bool at_once =
          std::find(std::begin(tls_at_once), std::end(tls_at_once), name) != std::end(tls_at_once);
      if (!at_once && name != unspecified)
        return usage(input, "the scheme \"" + name + "\" is not supported; use https://, or host:port");
      needs_port = true;
      by_port = !at_once;
    }
    target.scheme = std::move(name);
  }
  const Authority authority = authority_in(rest);
  const std::string_view path = rest.substr(authority.end);
  rest = rest.substr(authority.begin, authority.end - authority.begin);
  if (target.scheme.empty())
    if (const auto problem = problem_of_range(rest, path)) return usage(input, *problem);

  std::optional<std::string_view> port;
  if (rest.starts_with('[')) {
    const size_t end = rest.find(']');
    if (end == std::string_view::npos) return usage(input, "the \"[\" is not closed");
    const std::string_view after = rest.substr(end + 1);
    target.host = std::string(rest.substr(1, end - 1));
    // RFC 6874 section 2: in a URL the percent sign before a zone is itself encoded.
    if (const size_t percent = target.host.find("%25");
        percent != std::string::npos && percent + 3 < target.host.size())
      target.host.erase(percent + 1, 2);
    if (!is_ipv6(target.host)) return usage(input, "the text between the brackets is not an IPv6 address");
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
  if (port && port->empty() && !needs_port) port.reset();  // RFC 3986 3.2.3: the scheme's own
  if (!port && needs_port)
    return usage(input, "the scheme \"" + target.scheme + "\" has no default port: give one");
  if (port) {
    const auto number = parse_port(*port);
    if (!number)
      return usage(input, port->find(',') != std::string_view::npos
                              ? after_comma
                              : "the port must be a number from 1 to 65535");
    target.port = *number;
  }
  if (defaults.starttls)
    target.starttls = wanted != nullptr ? wanted->name : std::string_view();
  else if (const auto* protocol = starttls::protocol_of_clear_port(target.port);
           by_port && protocol != nullptr)
    target.starttls = protocol->name;

  if (target.host.find(':') != std::string::npos)
    target.kind = Target::Kind::ipv6;
  else if (parse_ip_address(target.host))
    target.kind = Target::Kind::ipv4;
  else if (const auto problem = problem_of_name(target.host))
    return usage(input, *problem);
  return target;
}

Result<std::string> parse_starttls(std::string_view text) {
  if (text == "none") return std::string();
  if (const auto* protocol = starttls::find_protocol(text); protocol != nullptr && protocol->start != nullptr)
    return std::string(protocol->name);
  std::string known;
  for (const starttls::Protocol& protocol : starttls::protocols())
    if (protocol.start != nullptr) known.append(protocol.name).append(", ");
  return Error{Error::Kind::usage,
               "there is no STARTTLS for \"" + std::string(text) + "\"; known are " + known + "and none"};
}

}  // namespace certcheck::net
