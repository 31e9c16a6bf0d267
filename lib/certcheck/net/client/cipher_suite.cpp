#include "certcheck/net/client/cipher_suite.h"

#include <botan/aead.h>
#include <botan/cipher_mode.h>
#include <botan/hash.h>
#include <botan/stream_cipher.h>

#include <algorithm>
#include <array>
#include <string>

namespace certcheck::net {

using namespace tls;

namespace {

using Mode = SuiteParameters::Mode;

struct CipherParameters {
  CipherSuite::Cipher cipher;
  Mode mode;
  std::string_view botan;
  size_t key_bytes;
  size_t block_bytes;
};

using C = CipherSuite::Cipher;
constexpr std::array ciphers{
    CipherParameters{C::null, Mode::null, "", 0, 0},
    CipherParameters{C::rc4_128, Mode::stream, "RC4", 16, 0},
    CipherParameters{C::des_cbc, Mode::cbc, "DES/CBC/NoPadding", 8, 8},
    CipherParameters{C::triple_des_cbc, Mode::cbc, "TripleDES/CBC/NoPadding", 24, 8},
    CipherParameters{C::idea_cbc, Mode::cbc, "IDEA/CBC/NoPadding", 16, 8},
    CipherParameters{C::seed_cbc, Mode::cbc, "SEED/CBC/NoPadding", 16, 16},
    CipherParameters{C::aes_128_cbc, Mode::cbc, "AES-128/CBC/NoPadding", 16, 16},
    CipherParameters{C::aes_256_cbc, Mode::cbc, "AES-256/CBC/NoPadding", 32, 16},
    CipherParameters{C::camellia_128_cbc, Mode::cbc, "Camellia-128/CBC/NoPadding", 16, 16},
    CipherParameters{C::camellia_256_cbc, Mode::cbc, "Camellia-256/CBC/NoPadding", 32, 16},
    CipherParameters{C::aria_128_cbc, Mode::cbc, "ARIA-128/CBC/NoPadding", 16, 16},
    CipherParameters{C::aria_256_cbc, Mode::cbc, "ARIA-256/CBC/NoPadding", 32, 16},
    CipherParameters{C::aes_128_gcm, Mode::aead, "AES-128/GCM", 16, 0},
    CipherParameters{C::aes_256_gcm, Mode::aead, "AES-256/GCM", 32, 0},
    CipherParameters{C::aes_128_ccm, Mode::aead, "AES-128/CCM", 16, 0},
    CipherParameters{C::aes_256_ccm, Mode::aead, "AES-256/CCM", 32, 0},
    CipherParameters{C::aes_128_ccm_8, Mode::aead, "AES-128/CCM(8)", 16, 0},
    CipherParameters{C::aes_256_ccm_8, Mode::aead, "AES-256/CCM(8)", 32, 0},
    CipherParameters{C::camellia_128_gcm, Mode::aead, "Camellia-128/GCM", 16, 0},
    CipherParameters{C::camellia_256_gcm, Mode::aead, "Camellia-256/GCM", 32, 0},
    CipherParameters{C::aria_128_gcm, Mode::aead, "ARIA-128/GCM", 16, 0},
    CipherParameters{C::aria_256_gcm, Mode::aead, "ARIA-256/GCM", 32, 0},
    CipherParameters{C::chacha20_poly1305, Mode::chacha20, "ChaCha20Poly1305", 32, 0},
};

}  // namespace

SuiteParameters suite_parameters(uint16_t id) {
  SuiteParameters suite;
  const CipherSuite* registered = find_cipher_suite(id);
  if (!registered) return suite;
  suite.key_exchange = registered->key_exchange();
  suite.psk = registered->has_psk();
  if (registered->is_export) return suite;
  suite.authentication = registered->authentication();
  suite.tls13 = registered->method == CipherSuite::Method::tls13 && registered->encrypts();
  const auto* cipher = std::find_if(ciphers.begin(), ciphers.end(), [&](const CipherParameters& each) {
    return each.cipher == registered->cipher;
  });
  // RFC 9150's suites of TLS 1.3 have a MAC alone.
  if (cipher == ciphers.end() || (registered->method == CipherSuite::Method::tls13 && !suite.tls13))
    return suite;
  suite.mode = cipher->mode;
  suite.cipher = cipher->botan;
  suite.key_bytes = cipher->key_bytes;
  suite.block_bytes = cipher->block_bytes;
  if (!registered->is_aead()) suite.mac = to_string(registered->digest);
  suite.prf = to_string(registered->prf_digest());
  suite.tls12_only =
      !suite.tls13 && (registered->is_aead() || registered->digest == CipherSuite::Digest::sha256 ||
                       registered->digest == CipherSuite::Digest::sha384);
  return suite;
}

bool can_protect(const SuiteParameters& suite) {
  using Botan::Cipher_Dir;
  const std::string cipher(suite.cipher);
  if (!suite.mac.empty() && !Botan::HashFunction::create(suite.mac)) return false;
  switch (suite.mode) {
    case Mode::null:
      return true;
    case Mode::stream:
      return Botan::StreamCipher::create(cipher) != nullptr;
    case Mode::cbc:
      return Botan::Cipher_Mode::create(cipher, Cipher_Dir::Encryption) != nullptr;
    case Mode::aead:
    case Mode::chacha20:
      return Botan::AEAD_Mode::create(cipher, Cipher_Dir::Encryption) != nullptr;
    case Mode::unknown:
      break;
  }
  return false;
}

}  // namespace certcheck::net
