#pragma once

#include "certcheck/crypto/digest.h"

#include <string_view>

namespace certcheck::crypto {

/// The name under which Botan knows a digest; empty if it is not built in.
std::string_view botan_name(Digest digest);

}  // namespace certcheck::crypto
