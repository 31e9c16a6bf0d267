#pragma once

#include "certcheck/base/bytes.h"

#include <cstddef>
#include <optional>
#include <string_view>

namespace certcheck {

/// Addresses that have their first bits in common (RFC 4632 section 3.1, RFC 4291 2.3).
struct IpNetwork {
  Bytes base;       ///< 4 or 16 bytes
  size_t bits = 0;  ///< of `base` that count

  /// False for an address of the other family.
  bool contains(ByteView address) const;
};

/// Reads "192.0.2.0/24", "2001:db8::/32", and a single address; what follows the prefix may be any bits.
std::optional<IpNetwork> parse_ip_network(std::string_view text);

}  // namespace certcheck
