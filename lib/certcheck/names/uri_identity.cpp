#include "certcheck/names/detail/uri_identity.h"

#include "certcheck/base/ascii.h"
#include "certcheck/base/uri.h"
#include "certcheck/names/dns_name.h"
#include "certcheck/names/idna.h"

#include <algorithm>

namespace certcheck::names {

namespace {

constexpr size_t max_spiffe_id = 2048;  // SPIFFE-ID 2.3: "MUST support SPIFFE URIs up to 2048 bytes"

bool is_lower_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

bool is_trust_domain_character(char c) { return is_lower_or_digit(c) || c == '-' || c == '.' || c == '_'; }

bool is_path_character(char c) { return is_trust_domain_character(to_lower(c)); }

/// SPIFFE-ID 2.1 (trust domain) and 2.2 (path).
std::string_view spiffe_fault(std::string_view text, const Uri& uri) {
  if (text.size() > max_spiffe_id) return "is longer than a SPIFFE ID may be (2048 bytes)";
  if (text.find_first_of("?#") != std::string_view::npos)
    return "has a query or a fragment, which SPIFFE IDs do not have";
  const std::string domain = to_lower(uri.authority.value_or(""));
  if (domain.empty()) return "has no trust domain";
  if (!std::all_of(domain.begin(), domain.end(), is_trust_domain_character))
    return "has a trust domain with other characters than letters, digits, \".\", \"-\" and \"_\"";
  for (std::string_view path = uri.path; !path.empty();) {
    path.remove_prefix(1);  // the slash
    const std::string_view segment = path.substr(0, path.find('/'));
    if (segment.empty()) return "has an empty path segment, which SPIFFE IDs do not have";
    if (segment == "." || segment == "..") return "has a relative path segment, which SPIFFE IDs do not have";
    if (!std::all_of(segment.begin(), segment.end(), is_path_character))
      return "has a path with other characters than letters, digits, \".\", \"-\" and \"_\"";
    path.remove_prefix(segment.size());
  }
  return {};
}

/// Mapping could make a delimiter of a character, so what is not a host name after it stays as it was.
std::string comparable_host(std::string_view host) {
  const auto ascii = to_a_labels(host);
  return ascii && reference_name_fault(*ascii).empty() ? *ascii : to_lower(host);
}

/// Case of hexadecimal digits does not matter (RFC 3986 6.2.2.1).
std::string with_upper_escapes(std::string_view text) {
  std::string result(text);
  for (size_t i = 0; i + 2 < result.size(); ++i) {
    if (result[i] != '%') continue;
    for (size_t digit = i + 1; digit <= i + 2; ++digit)
      if (result[digit] >= 'a' && result[digit] <= 'f')
        result[digit] = static_cast<char>(result[digit] - 'a' + 'A');
  }
  return result;
}

}  // namespace

std::string comparable_uri(std::string_view text) {
  const Uri uri = split_uri(text);
  std::string result = to_lower(uri.scheme) + ":";
  std::string_view rest = text.substr(uri.scheme.empty() ? 0 : uri.scheme.size() + 1);
  if (uri.authority) {
    const std::string_view host = host_of(*uri.authority);
    const auto before = static_cast<size_t>(host.data() - uri.authority->data());
    result += "//" + std::string(uri.authority->substr(0, before)) + comparable_host(host) +
              std::string(uri.authority->substr(before + host.size()));
    rest.remove_prefix(2 + uri.authority->size());
    if (uri.path.empty()) result += '/';
  } else if (rest.find('.') != std::string_view::npos && reference_name_fault(rest).empty()) {
    return result + to_lower(rest);
  }
  return result + with_upper_escapes(rest);
}

bool is_spiffe_id(std::string_view uri) { return equal_ignoring_case(split_uri(uri).scheme, "spiffe"); }

std::string_view identity_uri_fault(std::string_view text) {
  const Uri uri = split_uri(text);
  if (uri.scheme.empty()) return "is not a URI: it has no scheme";
  if (text.size() == uri.scheme.size() + 1) return "is not a URI: nothing follows its scheme";
  // RFC 3986 2: what is neither reserved nor unreserved stands percent-encoded. A host may have U-labels.
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte <= 0x20 || byte == 0x7f || std::string_view("\"<>\\^`{|}").find(c) != std::string_view::npos)
      return "is not a URI: it has a character that URIs allow only percent-encoded";
  }
  if (uri.authority && host_of(*uri.authority).find('*') != std::string_view::npos)
    return "has a wildcard; the name to match is that of one host";
  return is_spiffe_id(text) ? spiffe_fault(text, uri) : std::string_view();
}

}  // namespace certcheck::names
