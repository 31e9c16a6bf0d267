#pragma once

#include "certcheck/tls/cipher_suites.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace certcheck::net {

/// What the client needs to compute with a cipher suite.
struct SuiteParameters {
  using Authentication = tls::CipherSuite::Authentication;
  enum class Mode : uint8_t {
    unknown,   ///< a cipher that this library does not know (exports, GOST, SM4 ...)
    null,      ///< a MAC alone
    stream,    ///< RC4 with a MAC
    cbc,       ///< a block cipher with a MAC
    aead,      ///< GCM and CCM: part of the nonce is sent
    chacha20,  ///< ChaCha20-Poly1305: the nonce is counted
  };

  tls::KeyExchange::Kind key_exchange =
      tls::KeyExchange::Kind::unknown;  ///< unknown for TLS 1.3, which leaves it open
  Authentication authentication = Authentication::unknown;
  bool psk = false;  ///< a key shared before takes part
  bool tls13 = false;
  Mode mode = Mode::unknown;
  std::string_view cipher;  ///< as Botan names it, "AES-128/GCM"; empty for null and unknown
  size_t key_bytes = 0;
  size_t block_bytes = 0;            ///< cbc only
  std::string_view mac;              ///< Botan's name of the MAC's hash; empty for AEADs
  std::string_view prf = "SHA-256";  ///< hash of the PRF of TLS 1.2 or the key schedule of TLS 1.3
  bool tls12_only = false;           ///< not to be used in older versions (RFC 5246 A.5, RFC 5289)
};

SuiteParameters suite_parameters(uint16_t id);

/// Whether Botan has what protects the records of this suite.
bool can_protect(const SuiteParameters& suite);

}  // namespace certcheck::net
