#pragma once

#include <optional>
#include <string_view>

namespace certcheck::lint {

/// The scheme of a URI without its colon (RFC 3986 3.1); empty if there is none: then it is relative, or no
/// URI.
std::string_view uri_scheme(std::string_view uri);

/// True if the URI has this scheme, given in lower case, and an authority or path after "//".
bool has_scheme(std::string_view uri, std::string_view scheme);

/// "http" or "ldap": the schemes that RFC 5280 asks for wherever something is to be fetched.
bool is_http_or_ldap(std::string_view uri);

/// The parts of an LDAP URI that RFC 5280 asks for (RFC 4516 2), as they stand.
struct LdapUri {
  std::string_view host;        ///< with the port
  std::string_view dn;          ///< before the first question mark
  std::string_view attributes;  ///< between the first and the second
};
std::optional<LdapUri> read_ldap_uri(std::string_view uri);

}  // namespace certcheck::lint
