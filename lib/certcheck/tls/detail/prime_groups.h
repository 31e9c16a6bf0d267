#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/tls/key_exchange.h"

#include <cstdint>
#include <optional>

namespace certcheck::tls {

/// A finite field by what is known of it: the code point of one of RFC 7919, or else which other it is.
struct PrimeGroupIdentity {
  std::optional<uint16_t> code_point;
  PrimeGroup prime = PrimeGroup::custom;  ///< none with a code point
};

/// Recognizes the fields of RFC 7919 ("ffdhe2048") and of RFC 2409 and 3526 ("modp2048"). Both numbers
/// big-endian without leading zeros.
PrimeGroupIdentity identify_prime_group(ByteView prime, ByteView generator);

}  // namespace certcheck::tls
