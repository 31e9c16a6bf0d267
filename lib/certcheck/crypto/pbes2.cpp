#include "certcheck/crypto/pbes2.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string>

namespace certcheck::crypto {
namespace {

using namespace std::string_view_literals;
namespace tag = der::tag;

// RFC 8018 appendix C
constexpr der::Oid pbkdf2_oid{"\x2a\x86\x48\x86\xf7\x0d\x01\x05\x0c"sv};

/// What an object identifier stands for.
template <typename Value>
struct Identified {
  der::Oid oid;
  Value value;
};

constexpr Identified<Digest> hmac_oids[] = {{der::Oid("\x2a\x86\x48\x86\xf7\x0d\x02\x07"sv), Digest::sha1},
                                            {der::Oid("\x2a\x86\x48\x86\xf7\x0d\x02\x08"sv), Digest::sha224},
                                            {der::Oid("\x2a\x86\x48\x86\xf7\x0d\x02\x09"sv), Digest::sha256},
                                            {der::Oid("\x2a\x86\x48\x86\xf7\x0d\x02\x0a"sv), Digest::sha384},
                                            {der::Oid("\x2a\x86\x48\x86\xf7\x0d\x02\x0b"sv), Digest::sha512}};

constexpr Identified<Cipher> cipher_oids[] = {
    {der::Oid("\x60\x86\x48\x01\x65\x03\x04\x01\x02"sv), Cipher::aes128},
    {der::Oid("\x60\x86\x48\x01\x65\x03\x04\x01\x16"sv), Cipher::aes192},
    {der::Oid("\x60\x86\x48\x01\x65\x03\x04\x01\x2a"sv), Cipher::aes256},
    {der::Oid("\x2a\x86\x48\x86\xf7\x0d\x03\x07"sv), Cipher::triple_des}};

template <typename Value, size_t Size>
std::optional<Value> value_of(const Identified<Value> (&table)[Size], der::Oid oid) {
  const auto* found =
      std::find_if(std::begin(table), std::end(table), [&](const auto& row) { return row.oid == oid; });
  return found == std::end(table) ? std::nullopt : std::optional(found->value);
}

Error unreadable(std::string message) { return {Error::Kind::unreadable, std::move(message)}; }
Error unsupported(std::string_view what, der::Oid oid) {
  return unreadable(std::string(what) + " " + oid.to_string() + " is not supported");
}

}  // namespace

std::optional<Digest> hmac_digest(der::Oid oid) { return value_of(hmac_oids, oid); }

Result<Pbkdf2Parameters> read_pbkdf2(der::Reader algorithm) {
  const auto oid = algorithm.oid("algorithm");
  if (oid && *oid != pbkdf2_oid) return unsupported("the key derivation", *oid);
  auto parameters = oid ? algorithm.sequence("parameters") : std::nullopt;
  const auto salt = parameters ? parameters->octet_string("salt") : std::nullopt;
  const auto iterations = salt ? parameters->unsigned_integer("iterationCount", UINT32_MAX) : std::nullopt;
  if (!iterations) return unreadable("the key derivation cannot be read");
  Pbkdf2Parameters result;
  result.salt = to_bytes(*salt);
  result.iterations = *iterations;
  if (parameters->peek() == tag::integer)
    result.key_size = parameters->unsigned_integer("keyLength", UINT16_MAX);
  if (const auto prf = parameters->take_if(tag::sequence)) {
    const auto name = parameters->enter(*prf, "prf").oid("algorithm");
    if (!name) return unreadable("the function of the key derivation cannot be read");
    const auto digest = hmac_digest(*name);
    if (!digest) return unsupported("the function of the key derivation", *name);
    result.prf = *digest;
  }
  return result;
}

Result<Pbes2Parameters> read_pbes2(der::Reader parameters) {
  auto derivation = parameters.sequence("keyDerivationFunc");
  if (!derivation) return unreadable("the key derivation cannot be read");
  auto kdf = read_pbkdf2(*derivation);
  if (!kdf) return kdf.error();
  auto scheme = parameters.sequence("encryptionScheme");
  const auto oid = scheme ? scheme->oid("algorithm") : std::nullopt;
  if (!oid) return unreadable("the cipher cannot be read");
  const auto cipher = value_of(cipher_oids, *oid);
  if (!cipher) return unsupported("the cipher", *oid);
  const auto iv = scheme->octet_string("iv");
  if (!iv) return unreadable("the initialisation vector of the cipher cannot be read");
  return Pbes2Parameters{.derivation = *std::move(kdf), .cipher = *cipher, .iv = to_bytes(*iv)};
}

std::optional<Bytes> decrypt_pbes2(const Pbes2Parameters& parameters, std::string_view passphrase,
                                   ByteView sealed) {
  const Pbkdf2Parameters& kdf = parameters.derivation;
  const auto key =
      pbkdf2(kdf.prf, as_bytes(passphrase), kdf.salt, kdf.iterations, key_size(parameters.cipher));
  return key ? decrypt_cbc(parameters.cipher, *key, parameters.iv, sealed) : std::nullopt;
}

}  // namespace certcheck::crypto
