#pragma once

#include "certcheck/base/bytes.h"

#include <cstddef>
#include <string_view>

namespace certcheck {

/// HKDF-Expand-Label of TLS 1.3 with an empty context (RFC 8446 7.1). `hash` is "SHA-256" or "SHA-384". Empty
/// if Botan was built without it.
Bytes expand_label(std::string_view hash, ByteView secret, std::string_view label, size_t size);

}  // namespace certcheck
