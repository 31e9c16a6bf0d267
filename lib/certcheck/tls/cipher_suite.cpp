#include "certcheck/tls/cipher_suite.h"

#include "certcheck/tls/names.h"

#include <botan/aead.h>
#include <botan/cipher_mode.h>
#include <botan/hash.h>
#include <botan/stream_cipher.h>

#include <algorithm>
#include <array>
#include <string>

namespace certcheck::tls {

namespace {

using Mode = SuiteParameters::Mode;
using Authentication = SuiteParameters::Authentication;

struct Cipher {
  std::string_view name;  // within the suite's
  Mode mode;
  std::string_view botan;
  size_t key_bytes;
  size_t block_bytes;
};

constexpr std::array ciphers{
    Cipher{"NULL", Mode::null, "", 0, 0},
    Cipher{"RC4_128", Mode::stream, "RC4", 16, 0},
    Cipher{"DES_CBC", Mode::cbc, "DES/CBC/NoPadding", 8, 8},
    Cipher{"3DES_EDE_CBC", Mode::cbc, "TripleDES/CBC/NoPadding", 24, 8},
    Cipher{"IDEA_CBC", Mode::cbc, "IDEA/CBC/NoPadding", 16, 8},
    Cipher{"SEED_CBC", Mode::cbc, "SEED/CBC/NoPadding", 16, 16},
    Cipher{"AES_128_CBC", Mode::cbc, "AES-128/CBC/NoPadding", 16, 16},
    Cipher{"AES_256_CBC", Mode::cbc, "AES-256/CBC/NoPadding", 32, 16},
    Cipher{"CAMELLIA_128_CBC", Mode::cbc, "Camellia-128/CBC/NoPadding", 16, 16},
    Cipher{"CAMELLIA_256_CBC", Mode::cbc, "Camellia-256/CBC/NoPadding", 32, 16},
    Cipher{"ARIA_128_CBC", Mode::cbc, "ARIA-128/CBC/NoPadding", 16, 16},
    Cipher{"ARIA_256_CBC", Mode::cbc, "ARIA-256/CBC/NoPadding", 32, 16},
    Cipher{"AES_128_GCM", Mode::aead, "AES-128/GCM", 16, 0},
    Cipher{"AES_256_GCM", Mode::aead, "AES-256/GCM", 32, 0},
    Cipher{"AES_128_CCM", Mode::aead, "AES-128/CCM", 16, 0},
    Cipher{"AES_256_CCM", Mode::aead, "AES-256/CCM", 32, 0},
    Cipher{"AES_128_CCM_8", Mode::aead, "AES-128/CCM(8)", 16, 0},
    Cipher{"AES_256_CCM_8", Mode::aead, "AES-256/CCM(8)", 32, 0},
    Cipher{"CAMELLIA_128_GCM", Mode::aead, "Camellia-128/GCM", 16, 0},
    Cipher{"CAMELLIA_256_GCM", Mode::aead, "Camellia-256/GCM", 32, 0},
    Cipher{"ARIA_128_GCM", Mode::aead, "ARIA-128/GCM", 16, 0},
    Cipher{"ARIA_256_GCM", Mode::aead, "ARIA-256/GCM", 32, 0},
    Cipher{"CHACHA20_POLY1305", Mode::chacha20, "ChaCha20Poly1305", 32, 0},
};

struct Hash {
  std::string_view suffix;
  std::string_view botan;
};

constexpr std::array hashes{Hash{"_SHA384", "SHA-384"}, Hash{"_SHA256", "SHA-256"}, Hash{"_SHA", "SHA-1"},
                            Hash{"_MD5", "MD5"}};

Authentication authentication_of(std::string_view method) {
  if (method.find("anon") != std::string_view::npos) return Authentication::anonymous;
  if (method.ends_with("_ECDSA")) return Authentication::ecdsa;
  if (method.ends_with("_DSS")) return Authentication::dss;
  if (method.ends_with("RSA") || method == "RSA_PSK") return Authentication::rsa;
  return Authentication::unknown;
}

}  // namespace

SuiteParameters suite_parameters(uint16_t id) {
  SuiteParameters suite;
  std::string_view name = cipher_suite_stem(id);
  if (name.empty()) return suite;
  suite.key_exchange = cipher_suite_key_exchange(id);
  if (const size_t with = name.find("_WITH_"); with != std::string_view::npos) {
    const std::string_view method = name.substr(0, with);
    suite.psk = method.find("PSK") != std::string_view::npos;
    if (method.find("EXPORT") != std::string_view::npos) return suite;
    suite.authentication = authentication_of(method);
    name.remove_prefix(with + 6);
  } else if ((id >> 8) == 0x13) {  // RFC 8446 B.4
    suite.tls13 = true;
  } else {
    return suite;
  }
  std::string_view hash;
  for (const Hash& candidate : hashes) {
    if (!name.ends_with(candidate.suffix)) continue;
    hash = candidate.botan;
    name.remove_suffix(candidate.suffix.size());
    break;
  }
  const auto* cipher = std::find_if(ciphers.begin(), ciphers.end(),
                                    [&](const Cipher& candidate) { return candidate.name == name; });
  if (cipher == ciphers.end()) return suite;
  suite.mode = cipher->mode;
  suite.cipher = cipher->botan;
  suite.key_bytes = cipher->key_bytes;
  suite.block_bytes = cipher->block_bytes;
  const bool aead = suite.mode == Mode::aead || suite.mode == Mode::chacha20;
  if (!aead) suite.mac = hash;
  suite.prf = cipher_suite_hash(id);
  suite.tls12_only = !suite.tls13 && (aead || hash == "SHA-256" || hash == "SHA-384");
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

}  // namespace certcheck::tls
