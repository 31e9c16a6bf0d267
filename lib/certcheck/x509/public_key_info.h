#pragma once

#include "certcheck/x509/algorithm.h"

#include <optional>

namespace certcheck::x509 {

/// Of bytes that are the DER of one SubjectPublicKeyInfo and nothing else, which it views; nullopt of others.
std::optional<SubjectPublicKeyInfo> parse_public_key_info(ByteView der);

}  // namespace certcheck::x509
