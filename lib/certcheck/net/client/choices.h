#pragma once

#include "certcheck/base/result.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace certcheck::net {

// What to offer, as people write it: a list with commas, in the order of preference. Errors (kind usage) name
// what is not known, or cannot be completed by this library.

/// "1.3,1.2"; returned the newest first.
Result<std::vector<uint16_t>> read_versions(std::string_view list);
/// Registered names, whatever their case ("x25519,secp256r1"), OpenSSL's "P-256", or numbers ("0x001d").
Result<std::vector<uint16_t>> read_groups(std::string_view list);
/// Registered names, with or without "TLS_", or numbers ("0xc02f").
Result<std::vector<uint16_t>> read_cipher_suites(std::string_view list);

}  // namespace certcheck::net
