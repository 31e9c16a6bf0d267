#pragma once

#include "certcheck/base/bytes.h"

#include <string>

namespace certcheck::tls {

/// The name of a finite field of RFC 7919 ("ffdhe2048") or RFC 3526 and 2409 ("modp2048"); "custom" for any
/// other. Both numbers big-endian without leading zeros.
std::string prime_group_name(ByteView prime, ByteView generator);

}  // namespace certcheck::tls
