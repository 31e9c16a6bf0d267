#pragma once

#include "certcheck/handshake/record.h"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace certcheck::tls {

/// What a cipher suite consists of, read from its registered name (names.h): the name says all of it.
struct SuiteParameters {
  enum class Authentication : uint8_t { unknown, rsa, dss, ecdsa, anonymous };
  enum class Mode : uint8_t {
    unknown,   ///< a cipher that this library does not know (KRB5 exports, GOST, SM4 ...)
    null,      ///< a MAC alone
    stream,    ///< RC4 with a MAC
    cbc,       ///< a block cipher with a MAC
    aead,      ///< GCM and CCM: part of the nonce is sent
    chacha20,  ///< ChaCha20-Poly1305: the nonce is counted
  };

  KeyExchange::Kind key_exchange = KeyExchange::Kind::unknown;  ///< unknown for TLS 1.3, which leaves it open
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

/// Every suite that has a registered name, in order of value.
std::vector<uint16_t> registered_suites();

/// Whether Botan has what protects the records of this suite.
bool can_protect(const SuiteParameters& suite);

}  // namespace certcheck::tls
