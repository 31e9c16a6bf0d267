#include "certcheck/crypto/strength.h"

#include <catch2/catch_test_macros.hpp>

using namespace certcheck;
using namespace certcheck::crypto;

namespace {

std::optional<unsigned> strength(KeyKind kind, size_t bits, size_t subgroup_bits = 0) {
  KeyFacts key;
  key.kind = kind;
  key.bits = bits;
  key.subgroup_bits = subgroup_bits;
  return security_strength(key);
}

std::optional<unsigned> strength(KeyKind kind, std::string name) {
  KeyFacts key;
  key.kind = kind;
  key.name = std::move(name);
  return security_strength(key);
}

std::optional<unsigned> strength(Digest digest) {
  SignatureFacts signature;
  signature.key_kind = KeyKind::rsa;
  signature.digest = digest;
  return security_strength(signature);
}

}  // namespace

// NIST SP 800-57 part 1 rev. 5, table 2; SP 800-56B rev. 2, appendix D
TEST_CASE("the strength of keys is that of the tables") {
  for (const KeyKind kind : {KeyKind::rsa, KeyKind::rsa_pss, KeyKind::rsa_oaep, KeyKind::dh}) {
    CHECK(strength(kind, 512) == 0);
    CHECK(strength(kind, 1'023) == 0);
    CHECK(strength(kind, 1'024) == 80);
    CHECK(strength(kind, 2'047) == 80);
    CHECK(strength(kind, 2'048) == 112);
    CHECK(strength(kind, 3'072) == 128);
    CHECK(strength(kind, 4'096) == 152);
    CHECK(strength(kind, 7'680) == 192);
    CHECK(strength(kind, 16'384) == 256);
    CHECK(strength(kind, size_t{0}) == std::nullopt);
  }
  CHECK(strength(KeyKind::ec, 192) == 80);
  CHECK(strength(KeyKind::ec, 224) == 112);
  CHECK(strength(KeyKind::ec, 256) == 128);
  CHECK(strength(KeyKind::ec, 384) == 192);
  CHECK(strength(KeyKind::ec, 521) == 256);
  CHECK(strength(KeyKind::ec, size_t{0}) == std::nullopt);
  // Of the two sizes of a DSA key the weaker decides.
  CHECK(strength(KeyKind::dsa, 2'048, 160) == 80);
  CHECK(strength(KeyKind::dsa, 2'048, 256) == 112);
  CHECK(strength(KeyKind::dsa, 3'072, 256) == 128);
  CHECK(strength(KeyKind::ed25519, "Ed25519") == 128);
  CHECK(strength(KeyKind::ed448, "Ed448") == 224);
  CHECK(strength(KeyKind::ml_dsa, "ML-DSA-44") == 128);
  CHECK(strength(KeyKind::ml_dsa, "ML-DSA-65") == 192);
  CHECK(strength(KeyKind::ml_dsa, "ML-DSA-87") == 256);
  CHECK(strength(KeyKind::slh_dsa, "SLH-DSA-SHAKE-192f") == 192);
  CHECK(strength(KeyKind::unknown, "1.2.3") == std::nullopt);
}

TEST_CASE("the strength of a signature's digest is that against collisions") {
  CHECK(strength(Digest::md5) < strength(Digest::sha1));
  CHECK(strength(Digest::sha1) == 63);
  CHECK(strength(Digest::sha224) == 112);
  CHECK(strength(Digest::sha256) == 128);
  CHECK(strength(Digest::sha3_384) == 192);
  CHECK(strength(Digest::sha512) == 256);
  CHECK(strength(Digest::shake128) == 128);
  CHECK(strength(Digest::none) == std::nullopt);
  SignatureFacts signature;
  signature.key_kind = KeyKind::ed448;
  CHECK(security_strength(signature) == 224);
  signature.key_kind = KeyKind::ml_dsa;
  signature.name = "ML-DSA-65";
  CHECK(security_strength(signature) == 192);
}
