#pragma once

#include "certcheck/base/bytes.h"

#include <cstdint>
#include <string_view>

namespace certcheck::net {

/// The PROXY protocol (HAProxy, doc/proxy-protocol.txt, revision 2.2 or later): a header ahead of everything
/// else says to a server to which a load balancer forwards whose connection this is.
enum class ProxyProtocol : uint8_t { none, v1, v2 };

std::string_view to_string(ProxyProtocol version);

/// The two ends of a connection over TCP; addresses of 4 or of 16 bytes, both of the same size.
struct ConnectionEnds {
  Bytes source, destination;
  uint16_t source_port = 0, destination_port = 0;
};

/// The header for a connection that has come from `source`. Where the addresses are of two families, or of
/// none, it is "UNKNOWN" (section 2.1) or LOCAL (section 2.2), which servers take with the ends as they see
/// them.
Bytes proxy_protocol_header(ProxyProtocol version, const ConnectionEnds& ends);

}  // namespace certcheck::net
