#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/base/result.h"
#include "certcheck/crypto/digest.h"
#include "certcheck/crypto/password_based.h"
#include "certcheck/der/oid.h"
#include "certcheck/der/reader.h"

#include <cstdint>
#include <optional>
#include <string_view>

/// How PBES2 and PBKDF2 are written in PKCS#8 and PKCS#12 files (RFC 8018 A.2, A.4, C).
namespace certcheck::crypto {

/// id-PBES2
inline constexpr der::Oid pbes2_oid{std::string_view("\x2a\x86\x48\x86\xf7\x0d\x01\x05\x0d", 9)};

/// PBKDF2-params
struct Pbkdf2Parameters {
  Bytes salt;
  uint64_t iterations = 0;  ///< not bounded; the caller has a budget for them
  std::optional<uint64_t> key_size;
  Digest prf = Digest::sha1;
};

/// PBES2-params
struct Pbes2Parameters {
  Pbkdf2Parameters derivation;
  Cipher cipher = Cipher::aes256;
  Bytes iv;
};

/// HMAC's digest by its object identifier (RFC 8018 B.1); nullopt where it is not known.
std::optional<Digest> hmac_digest(der::Oid oid);

/// Of an AlgorithmIdentifier's content, or of the parameters of id-PBES2. The message of an error names
/// what is unknown
/// ("the cipher 1.2.3 is not supported") or cannot be read.
Result<Pbkdf2Parameters> read_pbkdf2(der::Reader algorithm);
Result<Pbes2Parameters> read_pbes2(der::Reader parameters);

/// The passphrase is UTF-8. nullopt if it does not open what is sealed.
std::optional<Bytes> decrypt_pbes2(const Pbes2Parameters& parameters, std::string_view passphrase,
                                   ByteView sealed);

}  // namespace certcheck::crypto
