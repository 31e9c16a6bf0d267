#pragma once

#include "certcheck/base/bytes.h"

#include <optional>
#include <string>
#include <string_view>

namespace certcheck {

/// Bytes of an address.
inline constexpr size_t ipv4_size = 4, ipv6_size = 16;

/// The 4 or 16 bytes of an address in network order. IPv4: four decimal numbers without leading zeros
/// (RFC 3986 3.2.2). IPv6: RFC 4291 2.2, any case, IPv4 tail allowed. Neither brackets, zones (RFC 4007) nor
/// prefix lengths; nullopt on anything else.
std::optional<Bytes> parse_ip_address(std::string_view text);

/// Dotted quad or the canonical IPv6 text (RFC 5952). Bytes of any other number are no address and come out
/// as "#" and hexadecimal.
std::string format_ip_address(ByteView address);

}  // namespace certcheck
