#include "certcheck/lint/support/uri.h"

#include "certcheck/base/ascii.h"
#include "certcheck/base/encoding.h"
#include "certcheck/base/ip_address.h"
#include "certcheck/names/dns_name.h"

#include <algorithm>
#include <array>

namespace certcheck::lint {
namespace {

constexpr bool is_hex_digit(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// Unreserved and reserved characters (RFC 3986 2.2, 2.3) and "%".
constexpr std::array<bool, 128> uri_characters = [] {
  std::array<bool, 128> out{};
  for (size_t c = 0; c < out.size(); ++c)
    out[c] = is_letter(static_cast<char>(c)) || is_digit(static_cast<char>(c));
  for (const char c : std::string_view("-._~:/?#[]@!$&'()*+,;=%")) out[static_cast<uint8_t>(c)] = true;
  return out;
}();

// RFC 1035 2.3.4, well below the 253 bytes of a name: longer ones are not plain.
constexpr size_t max_plain_host = 128, max_plain_label = 63;

bool is_port(std::string_view text) {
  return text.empty() || (text.front() == ':' && std::all_of(text.begin() + 1, text.end(), is_digit));
}

/// RFC 9110 4.2.1, 4.2.2: an http or https URI with an empty host identifier is invalid.
bool needs_host(std::string_view scheme) {
  return equal_ignoring_case(scheme, "http") || equal_ignoring_case(scheme, "https");
}

std::string_view character_fault(std::string_view text) {
  for (size_t i = 0; i < text.size(); ++i) {
    if (static_cast<unsigned char>(text[i]) >= 0x80) continue;
    if (!uri_characters[static_cast<uint8_t>(text[i])])
      return "has a character that URIs allow only percent-encoded";
    if (text[i] == '%' && (text.size() - i < 3 || !is_hex_digit(text[i + 1]) || !is_hex_digit(text[i + 2])))
      return "has a \"%\" without two hexadecimal digits";
  }
  return {};
}

/// RFC 3986 3.2.2: IP-literal = "[" ( IPv6address / IPvFuture ) "]", IPvFuture = "v" 1*HEXDIG "." 1*(
/// unreserved / sub-delims / ":" ). Zones are not part of it.
bool is_ip_literal(std::string_view literal) {
  const std::string_view address = literal.substr(1, literal.size() - 2);
  if (address.starts_with('v') || address.starts_with('V')) {
    const size_t digits = address.find_first_not_of(hex_digits, 1);
    return digits != std::string_view::npos && digits > 1 && address[digits] == '.' &&
           digits + 1 < address.size() && address.find_first_of("%/?#[]@", digits) == std::string_view::npos;
  }
  const auto parsed = parse_ip_address(address);
  return parsed && parsed->size() == ipv6_size;
}

/// Of the delimiters, "[" and "]" are around an IPv6 host alone and "#" once before the fragment.
std::string_view delimiter_fault(std::string_view text, const Uri& uri) {
  const std::string_view host = uri.authority ? host_of(*uri.authority) : std::string_view();
  const bool literal = host.starts_with('[') && host.ends_with(']');
  const auto brackets = std::count_if(text.begin(), text.end(), [](char c) { return c == '[' || c == ']'; });
  if (brackets != (literal ? 2 : 0)) return "has brackets that are not those around an IPv6 address";
  if (literal && !is_ip_literal(host)) return "has brackets around what is not an IPv6 address";
  return std::count(text.begin(), text.end(), '#') > 1 ? "has a second \"#\"" : std::string_view();
}

/// Of two labels or more without two hyphens together, the last one of letters alone.
bool is_plain_host(std::string_view host) {
  size_t label = 0, labels = 1;
  bool letters = true;
  char before = '.';
  if (host.size() > max_plain_host) return false;
  for (const char c : host) {
    if (c == '.') {
      if (before == '.' || before == '-') return false;
      ++labels;
      label = 0;
      letters = true;
    } else if (c == '-' ? before == '.' || before == '-' : !is_letter(c) && !is_digit(c)) {
      return false;
    } else if (++label > max_plain_label) {
      return false;
    } else {
      letters = letters && is_letter(c);
    }
    before = c;
  }
  return labels > 1 && label > 0 && letters;
}

/// A URI of that beginning with a plain host and a path or query of characters that mean nothing else.
bool is_plain_behind(std::string_view text, std::string_view beginning) {
  if (!text.starts_with(beginning)) return false;
  text.remove_prefix(beginning.size());
  const size_t path = std::min(text.find('/'), text.size());
  return is_plain_host(text.substr(0, path)) &&
         std::all_of(text.begin() + static_cast<std::ptrdiff_t>(path), text.end(), [](char c) {
           return is_letter(c) || is_digit(c) || c == '/' || c == '.' || c == '-' || c == '_' || c == '~' ||
                  c == '?' || c == '=' || c == '&';
         });
}

}  // namespace

bool is_plain_uri(std::string_view text) {
  return is_plain_behind(text, "http://") || is_plain_behind(text, "https://");
}

std::string_view uri_fault(std::string_view text) {
  const Uri uri = split_uri(text);
  if (uri.scheme.empty()) return "has no scheme";
  if (uri.path.empty() && uri.authority.value_or("").empty()) return "has nothing after its scheme";
  if (const std::string_view fault = character_fault(text); !fault.empty()) return fault;
  if (needs_host(uri.scheme) && (!uri.authority || host_of(*uri.authority).empty())) return "has no host";
  if (uri.authority) {
    // RFC 3986 3.2.1: userinfo has no "@", which ends it.
    if (std::count(uri.authority->begin(), uri.authority->end(), '@') > 1)
      return "has a second \"@\" in its authority";
    const std::string_view rest = without_user_information(*uri.authority);
    if (!is_port(rest.substr(host_size(rest)))) return "has a port that is not a number";
  }
  return delimiter_fault(text, uri);
}

}  // namespace certcheck::lint
