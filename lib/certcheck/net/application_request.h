#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace certcheck::net {

/// What to send first over a finished connection so that the server answers: a HEAD request, the preface of
/// HTTP/2, or nothing where the port says that the server greets first or speaks no HTTP. `host` is the name
/// as for the Host field; an IPv6 address without brackets.
std::string first_request(std::string_view alpn, std::string_view host, uint16_t port);

}  // namespace certcheck::net
