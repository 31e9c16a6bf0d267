#pragma once

#include "certcheck/base/bytes.h"

#include <string_view>

namespace certcheck::lint {

/// What an address, or some address of a block, is reserved for: "private use", "documentation", ... by
/// IANA's special-purpose registries (RFC 6890), which the Baseline Requirements mean by "Reserved IP
/// Address" (1.6.1), and "multicast", which nobody has an address of (RFC 1112 4, RFC 4291 2.7). Empty if for
/// nothing. `address` and `mask` are 4 or 16 bytes each.
std::string_view reserved_for(ByteView address);
std::string_view reserved_for(ByteView address, ByteView mask);

}  // namespace certcheck::lint
