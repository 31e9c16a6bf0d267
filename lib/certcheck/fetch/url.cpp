#include "certcheck/fetch/url.h"

#include "certcheck/base/ascii.h"
#include "certcheck/base/encoding.h"
#include "certcheck/base/ip_address.h"
#include "certcheck/base/uri.h"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <system_error>
#include <utility>

namespace certcheck::fetch {
namespace {

constexpr uint16_t http_port = 80;

Error wrong(std::string problem) { return {Error::Kind::usage, std::move(problem)}; }

bool is_control(char c) { return static_cast<uint8_t>(c) < 0x20 || c == 0x7f; }

/// With digits in upper case (RFC 3986 2.1).
void append_encoded(std::string& out, char c) {
  const auto byte = static_cast<uint8_t>(c);
  out += '%';
  for (const int digit : {byte >> 4, byte & 0xf})
    out += hex_digits[static_cast<size_t>(digit < 10 ? digit : digit + 6)];
}

/// RFC 3986 3.3 and 3.4: what a path or a query has unencoded.
bool stands_in_path(char c) {
  return is_letter(c) || is_digit(c) ||
         std::string_view("-._~!$&'()*+,;=:@/?%").find(c) != std::string_view::npos;
}

/// RFC 3986 5.2.4: a path, and what follows it, without the segments "." and "..".
std::string without_dot_segments(std::string_view text) {
  const std::string_view path = text.substr(0, text.find('?'));
  std::string out;
  for (size_t at = 0; at < path.size();) {  // at a slash
    const size_t end = std::min(path.find('/', at + 1), path.size());
    const std::string_view segment = path.substr(at + 1, end - at - 1);
    if (segment == "..") out.resize(std::min(out.rfind('/'), out.size()));  // npos: nothing is left
    if (segment != "." && segment != "..")
      out += path.substr(at, end - at);
    else if (end == path.size())
      out += '/';
    at = end;
  }
  return out += text.substr(path.size());
}

std::string encoded_path(std::string_view path) {
  std::string out;
  for (const char c : path)
    if (stands_in_path(c))
      out += c;
    else
      append_encoded(out, c);
  return out;
}

/// The host as written, brackets and all.
std::optional<Error> read_host(std::string_view text, Url& url) {
  if (text.empty()) return wrong("the address has no host");
  if (text.front() == '[') {
    const auto address =
        text.back() == ']' ? parse_ip_address(text.substr(1, text.size() - 2)) : std::nullopt;
    if (!address || address->size() != ipv6_size) return wrong("the host in brackets is not an IPv6 address");
    url.host = format_ip_address(*address);
    url.is_address = true;
    return std::nullopt;
  }
  url.host = to_lower(text);
  const auto fits = [](char c) { return is_letter(c) || is_digit(c) || c == '-' || c == '.' || c == '_'; };
  // RFC 5280 7.4: host names in URIs are in A-labels.
  if (!std::all_of(url.host.begin(), url.host.end(), fits))
    return wrong("the host has characters that host names do not have");
  constexpr size_t name_bytes_max = 254;  // RFC 1035 2.3.4, with the final dot
  if (url.host.size() > name_bytes_max || url.host == ".") return wrong("the host is not a host name");
  const std::string_view name = without_final_dot(url.host);
  if (!ends_in_number(name)) return std::nullopt;
  in_addr address{};
  if (inet_aton(std::string(name).c_str(), &address) == 0)
    return wrong("the host is a number that is not an IPv4 address");
  const auto* bytes = reinterpret_cast<const uint8_t*>(&address.s_addr);
  url.host = format_ip_address(ByteView(bytes, ipv4_size));
  url.is_address = true;
  return std::nullopt;
}

std::optional<Error> read_authority(std::string_view authority, Url& url) {
  // Nobody is shown what a user name or a password is.
  if (authority.find('@') != std::string_view::npos) return wrong("the address has a user name");
  const size_t bracket = authority.starts_with('[') ? authority.find(']') : 0;
  const size_t colon = bracket == std::string_view::npos ? bracket : authority.find(':', bracket);
  url.port = http_port;
  if (colon != std::string_view::npos && colon + 1 < authority.size()) {
    const std::string_view digits = authority.substr(colon + 1);
    const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), url.port);
    if (problem != std::errc() || end != digits.data() + digits.size() || url.port == 0)
      return wrong("the address has no valid port");
  }
  return read_host(authority.substr(0, colon), url);
}

/// What follows "http://".
Result<Url> read_after_scheme(std::string_view rest) {
  Url url;
  const size_t end = std::min(rest.find_first_of("/?#\\"), rest.size());
  if (auto problem = read_authority(rest.substr(0, end), url)) return *std::move(problem);
  std::string_view path = rest.substr(end);
  path = path.substr(0, path.find('#'));
  url.path = without_dot_segments((path.starts_with('/') ? "" : "/") + encoded_path(path));
  return url;
}

std::optional<Error> check_text(std::string_view text, size_t bytes_max) {
  if (text.empty()) return wrong("the address is empty");
  if (text.size() > bytes_max)
    return wrong("the address has more than " + std::to_string(bytes_max) + " bytes");
  if (std::any_of(text.begin(), text.end(), is_control)) return wrong("the address has control characters");
  return std::nullopt;
}

}  // namespace

bool ends_in_number(std::string_view host) {
  const std::string_view last = host.substr(host.rfind('.') + 1);  // npos + 1 is 0
  if (!last.empty() && std::all_of(last.begin(), last.end(), is_digit)) return true;
  return last.starts_with("0x") && last.find_first_not_of(hex_digits, 2) == std::string_view::npos;
}

std::string Url::authority() const {
  std::string text = is_address && host.find(':') != std::string::npos ? "[" + host + "]" : host;
  if (port != http_port) text += ":" + std::to_string(port);
  return text;
}

Result<Url> parse_url(std::string_view text, size_t bytes_max) {
  if (auto problem = check_text(text, bytes_max)) return *std::move(problem);
  const std::string scheme = to_lower(split_uri(text).scheme);
  if (scheme.empty()) return wrong("the address has no scheme");
  // RFC 5280 8: to get a status by TLS needs the status of the server's certificate first, and so on.
  if (scheme == "https")
    return wrong("https addresses are not fetched; the address of a CA's data has to be http");
  if (scheme != "http") return wrong(scheme + " addresses are not fetched, only http");
  const std::string_view rest = text.substr(scheme.size() + 1);
  if (!rest.starts_with("//")) return wrong("the address has no host");
  return read_after_scheme(rest.substr(2));
}

Result<Url> resolve_reference(const Url& base, std::string_view location, size_t bytes_max) {
  if (auto problem = check_text(location, bytes_max)) return *std::move(problem);
  if (!split_uri(location).scheme.empty()) return parse_url(location, bytes_max);
  if (location.starts_with("//")) return read_after_scheme(location.substr(2));
  Url url = base;
  location = location.substr(0, location.find('#'));
  const std::string_view whole = base.path;
  const std::string_view path = whole.substr(0, whole.find('?'));
  if (location.empty()) return url;
  if (location.starts_with('/'))
    url.path = without_dot_segments(encoded_path(location));
  else if (location.starts_with('?'))
    url.path = std::string(path) + encoded_path(location);
  else
    url.path =
        without_dot_segments(std::string(path.substr(0, path.rfind('/') + 1)) + encoded_path(location));
  if (url.path.size() > bytes_max)
    return wrong("the address has more than " + std::to_string(bytes_max) + " bytes");
  return url;
}

Url with_request(const Url& responder, std::string_view request_base64) {
  Url url = responder;
  if (!url.path.ends_with('/')) url.path += '/';
  for (const char c : request_base64)
    if (is_letter(c) || is_digit(c))
      url.path += c;
    else
      append_encoded(url.path, c);
  return url;
}

}  // namespace certcheck::fetch
