#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace certcheck::net {

/// What to send first over a finished connection so that the server answers: a HEAD request or the preface of
/// HTTP/2, where ALPN, the target's scheme or its port says that it speaks HTTP; else nothing. `host` is the
/// name as for the Host field; an IPv6 address without brackets.
std::string first_request(std::string_view alpn, std::string_view scheme, std::string_view host,
                          uint16_t port);

}  // namespace certcheck::net
