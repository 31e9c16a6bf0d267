#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/crypto/digest.h"

#include <optional>

/// What opens files that are sealed with a passphrase: PBES2 and PBMAC1 (RFC 8018), PKCS#12's own key
/// derivation (RFC 7292 B). The caller reads the ASN.1 and bounds the iterations.
namespace certcheck::crypto {

/// Block ciphers in CBC mode.
enum class Cipher : uint8_t { aes128, aes192, aes256, triple_des };

size_t key_size(Cipher cipher);
size_t block_size(Cipher cipher);

/// RFC 8018 5.2 with HMAC over the digest; nullopt if the digest is not built in or `iterations` is 0.
std::optional<Bytes> pbkdf2(Digest digest, ByteView password, ByteView salt, size_t iterations, size_t size);

/// What the derived bytes are for, RFC 7292 B.3.
enum class Pkcs12Use : uint8_t { key = 1, iv = 2, mac = 3 };
/// RFC 7292 B.2; `password` is BMPString with its two zero bytes, or empty.
std::optional<Bytes> pkcs12_derive(Digest digest, Pkcs12Use use, ByteView password, ByteView salt,
                                   size_t iterations, size_t size);

/// nullopt if the digest is not built in.
std::optional<Bytes> hmac(Digest digest, ByteView key, ByteView data);

/// CBC with PKCS#7 padding; nullopt if the sizes or the padding are wrong, as they are with a wrong key.
std::optional<Bytes> decrypt_cbc(Cipher cipher, ByteView key, ByteView iv, ByteView data);

}  // namespace certcheck::crypto
