#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/net/client/detail/limits.h"

#include <cstdint>
#include <variant>
#include <vector>

namespace certcheck::net {

/// The algorithms of RFC 8879 that this build has, the preferred one first.
std::vector<uint16_t> compression_algorithms();

enum class DecompressionFault : uint8_t {
  malformed,   ///< cut short, of an algorithm not offered, or not compressed data
  wrong_size,  ///< it becomes more or less than it says
  over_limit,  ///< it says that it becomes more than the limits allow
};

/// The Certificate message of a CompressedCertificate (RFC 8879 section 4). No more is ever written than the
/// message says it will become, and that is bounded by `limits`.
std::variant<Bytes, DecompressionFault> decompress_certificate(ByteView body,
                                                               const std::vector<uint16_t>& offered,
                                                               const Limits& limits);

}  // namespace certcheck::net
