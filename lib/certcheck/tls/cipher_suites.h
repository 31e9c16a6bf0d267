#pragma once

#include "certcheck/tls/key_exchange.h"

#include <cstdint>
#include <span>
#include <string_view>

namespace certcheck::tls {

/// A cipher suite of IANA's registry "TLS Cipher Suites", and what it consists of.
struct CipherSuite {
  /// How keys are exchanged and who is authenticated, as the names of the suites up to TLS 1.2 begin.
  enum class Method : uint8_t {
    none,   ///< nothing is exchanged: signalling values, and TLS_NULL_WITH_NULL_NULL
    tls13,  ///< TLS 1.3, whose suites leave it open
    rsa,
    dh_dss,
    dh_rsa,
    dhe_dss,
    dhe_rsa,
    dh_anon,
    ecdh_ecdsa,
    ecdh_rsa,
    ecdhe_ecdsa,
    ecdhe_rsa,
    ecdh_anon,
    psk,
    dhe_psk,
    ecdhe_psk,
    rsa_psk,
    krb5,
    srp,
    srp_dss,
    srp_rsa,
    eccpwd,
    gost,
  };
  /// Block ciphers in CBC mode stand together, and so do AEADs.
  enum class Cipher : uint8_t {
    unknown,
    null,
    rc4_40,
    rc4_128,
    rc2_40_cbc,
    des40_cbc,
    des_cbc,
    triple_des_cbc,
    idea_cbc,
    seed_cbc,
    aes_128_cbc,
    aes_256_cbc,
    camellia_128_cbc,
    camellia_256_cbc,
    aria_128_cbc,
    aria_256_cbc,
    aes_128_gcm,
    aes_256_gcm,
    aes_128_ccm,
    aes_256_ccm,
    aes_128_ccm_8,
    aes_256_ccm_8,
    camellia_128_gcm,
    camellia_256_gcm,
    aria_128_gcm,
    aria_256_gcm,
    sm4_gcm,
    sm4_ccm,
    aegis_128l,
    aegis_256,
    chacha20_poly1305,
    gost,  ///< one of RFC 9189 and 9367
  };
  enum class Digest : uint8_t { none, md5, sha1, sha256, sha384, sha512, sm3 };
  enum class Authentication : uint8_t { unknown, rsa, dss, ecdsa, anonymous };

  uint16_t id;
  std::string_view name;  ///< registered, "TLS_AES_128_GCM_SHA256"; static storage
  Method method;
  Cipher cipher;
  /// Of the MAC, or with an AEAD of what derives the keys; none where the name has none.
  Digest digest;
  bool is_export = false;  ///< made weak for export (RFC 2246 A.5)

  /// unknown for TLS 1.3, which leaves it open.
  KeyExchange::Kind key_exchange() const;
  Authentication authentication() const;
  bool has_psk() const;  ///< a key shared before takes part
  bool encrypts() const { return cipher != Cipher::null; }
  bool is_cbc() const;   ///< a block cipher in CBC mode with a MAC
  bool is_aead() const;  ///< what encrypts also authenticates
  /// Less than 112 bits of security: DES, and what was made weak for export.
  bool is_below_112_bits() const;
  /// Of the PRF of TLS 1.2 (RFC 5246 section 5) or the key schedule of TLS 1.3.
  Digest prf_digest() const;
};

/// In order of their ids. Static storage.
std::span<const CipherSuite> cipher_suites();

/// Null if it is not registered.
const CipherSuite* find_cipher_suite(uint16_t id);

/// "SHA-256"; empty for none.
std::string_view to_string(CipherSuite::Digest digest);

}  // namespace certcheck::tls
