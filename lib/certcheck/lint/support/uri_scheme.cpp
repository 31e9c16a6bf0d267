#include "certcheck/lint/support/uri_scheme.h"

#include "certcheck/base/ascii.h"
#include "certcheck/lint/support/uri.h"
#include "certcheck/names/dns_name.h"

namespace certcheck::lint {
namespace {

/// The text up to a delimiter, which is taken off with it.
std::string_view take_until(std::string_view& text, char delimiter) {
  const size_t end = text.find(delimiter);
  const std::string_view part = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return part;
}

}  // namespace

std::string_view uri_scheme(std::string_view uri) { return split_uri(uri).scheme; }

bool has_scheme(std::string_view uri, std::string_view scheme) {
  return equal_ignoring_case(uri.substr(0, scheme.size()), scheme) &&
         uri.substr(scheme.size()).starts_with("://");
}

bool is_http_or_ldap(std::string_view uri) { return has_scheme(uri, "http") || has_scheme(uri, "ldap"); }

std::optional<LdapUri> read_ldap_uri(std::string_view uri) {
  if (!has_scheme(uri, "ldap") && !has_scheme(uri, "ldaps")) return std::nullopt;
  uri.remove_prefix(uri.find("://") + 3);
  LdapUri parts;
  parts.host = take_until(uri, '/');
  parts.dn = take_until(uri, '?');
  parts.attributes = take_until(uri, '?');
  return parts;
}

}  // namespace certcheck::lint
