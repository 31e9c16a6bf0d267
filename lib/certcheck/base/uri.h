#pragma once

#include <optional>
#include <string_view>

namespace certcheck {

/// The parts of a URI reference (RFC 3986 4.1, appendix B), which view its text. Characters are not checked,
/// see lint::uri_fault().
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

/// An authority from its host on: without user information.
std::string_view without_user_information(std::string_view authority);

/// Where the host ends in an authority without user information: at the colon of the port.
size_t host_size(std::string_view host_and_port);

}  // namespace certcheck
