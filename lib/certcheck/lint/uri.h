#pragma once

#include <optional>
#include <string_view>

namespace certcheck::lint {

/// The parts of a URI reference (RFC 3986 4.1, appendix B), which view its text. Characters are not checked,
/// see uri_fault().
struct Uri {
  std::string_view scheme;                    ///< empty in a relative reference
  std::optional<std::string_view> authority;  ///< between "//" and the path, if there is "//"
  std::string_view path;                      ///< up to query and fragment
};

Uri split_uri(std::string_view text);

/// The host of an authority (RFC 3986 3.2.2): without user information and port, IPv6 addresses in brackets.
std::string_view host_of(std::string_view authority);

/// The host is an IP address as RFC 3986 3.2.2 writes it: 192.0.2.1, [2001:db8::1].
bool is_ip_host(std::string_view host);

/// Why the text, as far as it is ASCII, is no URI (RFC 3986 3; of http and https RFC 9110 4.2), as the end of
/// a sentence: "has no scheme", ... Empty if it is one. The one judge of URIs, wherever they stand.
std::string_view uri_fault(std::string_view text);

}  // namespace certcheck::lint
