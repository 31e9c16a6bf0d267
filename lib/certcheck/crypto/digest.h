#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/base/finding.h"

#include <cstddef>
#include <optional>
#include <string_view>

namespace certcheck::crypto {

enum class Digest : uint8_t {
  none,
  md2,
  md4,
  md5,
  sha1,
  sha224,
  sha256,
  sha384,
  sha512,
  sha3_224,
  sha3_256,
  sha3_384,
  sha3_512,
  shake128,  ///< 256 bits of output (RFC 8692)
  shake256   ///< 512 bits of output (RFC 8692)
};

/// "SHA-256"; empty for none.
std::string_view to_string(Digest digest);

/// Bytes of output; 0 for none.
size_t digest_size(Digest digest);

/// nullopt for digests that are not built in (MD2, MD4).
std::optional<Bytes> digest(Digest which, ByteView data);

Sha256 sha256(ByteView data);

}  // namespace certcheck::crypto
