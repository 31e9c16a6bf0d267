#include "certcheck/lint/uri_scheme.h"

#include "certcheck/names/dns_name.h"

#include <algorithm>

namespace certcheck::lint {
namespace {

constexpr bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// scheme = ALPHA *( ALPHA / DIGIT / "+" / "-" / "." )
constexpr bool is_scheme_character(char c) {
  return is_letter(c) || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
}

/// The text up to a delimiter, which is taken off with it.
std::string_view take_until(std::string_view& text, char delimiter) {
  const size_t end = text.find(delimiter);
  const std::string_view part = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return part;
}

}  // namespace

std::string_view uri_scheme(std::string_view uri) {
  const size_t colon = uri.find(':');
  if (colon == std::string_view::npos || colon == 0 || !is_letter(uri[0])) {
    return {};
  }
  const std::string_view scheme = uri.substr(0, colon);
  return std::all_of(scheme.begin(), scheme.end(), is_scheme_character) ? scheme : std::string_view{};
}

bool has_scheme(std::string_view uri, std::string_view scheme) {
  return names::equal_ignoring_case(uri.substr(0, scheme.size()), scheme) &&
         uri.substr(scheme.size()).starts_with("://");
}

bool is_http_or_ldap(std::string_view uri) { return has_scheme(uri, "http") || has_scheme(uri, "ldap"); }

std::optional<LdapUri> read_ldap_uri(std::string_view uri) {
  if (!has_scheme(uri, "ldap") && !has_scheme(uri, "ldaps")) {
    return std::nullopt;
  }
  uri.remove_prefix(uri.find("://") + 3);
  LdapUri parts;
  parts.host = take_until(uri, '/');
  parts.dn = take_until(uri, '?');
  parts.attributes = take_until(uri, '?');
  return parts;
}

}  // namespace certcheck::lint
