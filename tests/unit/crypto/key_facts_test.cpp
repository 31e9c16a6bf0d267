#include "certcheck/crypto/key_facts.h"

#include "tests/unit/crypto/vectors.h"

#include <catch2/catch_test_macros.hpp>

using namespace certcheck;
using namespace certcheck::crypto;
using namespace certcheck::test;

namespace {

KeyFacts facts_of(std::string_view vector) { return key_facts(key_of(signature_vector(vector).key)); }

struct Expected {
  std::string_view vector;
  KeyKind kind;
  std::string_view name;
  size_t bits;
  bool well_formed;
};

Bytes from_hex(std::string_view text) { return hex_decode(text).value(); }

}  // namespace

TEST_CASE("keys are described by their encoding") {
  for (const Expected& expected : {
           Expected{"RSA PKCS#1 with SHA-256", KeyKind::rsa, "RSA-2048", 2048, true},
           Expected{"RSA 2049 bits, exponent 3", KeyKind::rsa, "RSA-2049", 2049, true},
           Expected{"RSA, modulus 0", KeyKind::rsa, "RSA", 0, false},
           Expected{"RSA, negative modulus", KeyKind::rsa, "RSA", 0, false},
           Expected{"RSA, exponent 0", KeyKind::rsa, "RSA-2048", 2048, false},
           Expected{"RSA, bytes after the key", KeyKind::rsa, "RSA-2048", 2048, false},
           Expected{"RSA, key bits empty", KeyKind::rsa, "RSA", 0, false},
           Expected{"RSA, 16385 bits", KeyKind::rsa, "RSA-16385", 16385, true},
           Expected{"RSASSA-PSS key", KeyKind::rsa_pss, "RSASSA-PSS-2048", 2048, true},
           Expected{"RSASSA-PSS key with parameters", KeyKind::rsa_pss, "RSASSA-PSS-2048", 2048, true},
           Expected{"ECDSA on secp256r1 with SHA-256", KeyKind::ec, "P-256", 256, true},
           Expected{"ECDSA on secp521r1 with SHA-256", KeyKind::ec, "P-521", 521, true},
           Expected{"ECDSA on secp192r1 with SHA-256", KeyKind::ec, "P-192", 192, true},
           Expected{"ECDSA on brainpoolP384r1 with SHA-256", KeyKind::ec, "brainpoolP384r1", 384, true},
           Expected{"ECDSA, compressed point", KeyKind::ec, "P-256", 256, true},
           Expected{"ECDSA, point cut off", KeyKind::ec, "P-256", 256, false},
           Expected{"ECDSA, point at infinity", KeyKind::ec, "P-256", 256, false},
           Expected{"ECDSA, no curve", KeyKind::ec, "EC", 0, false},
           Expected{"ECDSA, implicit curve", KeyKind::ec, "EC", 0, false},
           Expected{"ECDSA, unknown curve", KeyKind::ec, "1.2.3.4", 0, false},
           Expected{"ECDSA, P-256 spelled out", KeyKind::ec, "EC-explicit-256", 256, false},
           Expected{"DSA-1024 with SHA-1", KeyKind::dsa, "DSA-1024", 1024, true},
           Expected{"DSA, no parameters", KeyKind::dsa, "DSA", 0, true},
           Expected{"Ed25519", KeyKind::ed25519, "Ed25519", 0, true},
           Expected{"Ed25519, key parameters NULL", KeyKind::ed25519, "Ed25519", 0, false},
           Expected{"Ed448, key cut off", KeyKind::ed448, "Ed448", 0, false},
           Expected{"ML-DSA-44", KeyKind::ml_dsa, "ML-DSA-44", 0, true},
           Expected{"ML-DSA-65", KeyKind::ml_dsa, "ML-DSA-65", 0, true},
           Expected{"ML-DSA-87", KeyKind::ml_dsa, "ML-DSA-87", 0, true},
       }) {
    INFO(expected.vector);
    const KeyFacts facts = facts_of(expected.vector);
    CHECK(facts.kind == expected.kind);
    CHECK(facts.name == expected.name);
    CHECK(facts.bits == expected.bits);
    CHECK(facts.well_formed == expected.well_formed);
  }
  CHECK(hex_encode(facts_of("RSA PKCS#1 with SHA-256").exponent) == "010001");
  CHECK(facts_of("RSA PKCS#1 with SHA-256").modulus.size() == 257);
  CHECK(facts_of("ECDSA on secp384r1 with SHA-256").curve == "P-384");
  CHECK(facts_of("ECDSA, P-256 spelled out").explicit_curve);
  CHECK(facts_of("ECDSA, P-256 spelled out").curve.empty());
  CHECK_FALSE(facts_of("ECDSA on secp384r1 with SHA-256").explicit_curve);
}

TEST_CASE("RSA keys without NULL parameters are not well-formed") {
  // RFC 3279 2.3.1
  auto key = key_of(signature_vector("RSA PKCS#1 with SHA-256").key);
  key.algorithm.parameters = {};
  CHECK_FALSE(key_facts(key).well_formed);
}

TEST_CASE("a key for RSAES-OAEP has the numbers of an RSA key, and is no RSA key") {
  // RFC 4055 1.2, 4.1: the parameters may be absent.
  const auto rsa = key_of(signature_vector("RSA PKCS#1 with SHA-256").key);
  const Bytes oid = from_hex("2a864886f70d010107");
  auto key = rsa;
  key.algorithm.oid = der::Oid(oid);
  const auto well_formed_with = [&key](const Bytes& parameters) {
    key.algorithm.parameters = parameters;
    return key_facts(key).well_formed;
  };
  CHECK(well_formed_with({}));
  CHECK(well_formed_with(from_hex("3000")));
  CHECK_FALSE(well_formed_with(from_hex("0500")));
  CHECK_FALSE(well_formed_with(from_hex("300da00b300906052b0e03021a0500")));  // the default, SHA-1
  key.algorithm.parameters = {};
  const KeyFacts facts = key_facts(key);
  CHECK(facts.kind == KeyKind::rsa_oaep);
  CHECK(facts.name == "RSAES-OAEP-2048");
  CHECK(facts.bits == 2048);
  CHECK(facts.strict);
  CHECK(same_bytes(facts.modulus, key_facts(rsa).modulus));
  CHECK(same_bytes(facts.exponent, key_facts(rsa).exponent));
  key.key = {};
  CHECK(key_facts(key).name == "RSAES-OAEP");
  CHECK(key_facts(key).modulus.empty());
  CHECK_FALSE(key_facts(key).well_formed);
}

TEST_CASE("keys for ECDH and ECMQV alone are read like others on their curve") {
  // RFC 5480 2.1.2
  const auto signing = key_of(signature_vector("ECDSA on secp256r1 with SHA-256").key);
  for (const std::string_view oid_hex : {"2b8104010c", "2b8104010d"}) {
    INFO(oid_hex);
    const Bytes oid = from_hex(oid_hex);
    auto key = signing;
    key.algorithm.oid = der::Oid(oid);
    const KeyFacts facts = key_facts(key);
    CHECK(facts.kind == KeyKind::ec);
    CHECK(facts.name == "P-256");
    CHECK(facts.well_formed);
    key.key.unused_bits = 1;
    CHECK_FALSE(key_facts(key).well_formed);
  }
}

TEST_CASE("keys that only agree on secrets are told apart by size") {
  const auto facts = [](std::string_view oid_hex, size_t size) {
    const Bytes oid = from_hex(oid_hex), bits(size, 7);
    x509::SubjectPublicKeyInfo key;
    key.algorithm.oid = der::Oid(oid);
    key.key = {bits, 0};
    const KeyFacts out = key_facts(key);
    return out.name + (out.well_formed ? "" : "!");
  };
  CHECK(facts("2b656e", 32) == "X25519");
  CHECK(facts("2b656f", 56) == "X448");
  CHECK(facts("2b656f", 57) == "X448!");
  CHECK(facts("608648016503040401", 800) == "ML-KEM-512");
  CHECK(facts("608648016503040402", 1184) == "ML-KEM-768");
  CHECK(facts("608648016503040403", 1568) == "ML-KEM-1024");
  CHECK(facts("608648016503040403", 1184) == "ML-KEM-1024!");
  CHECK(facts("608648016503040314", 32) == "SLH-DSA-SHA2-128s");
  CHECK(facts("60864801650304031f", 64) == "SLH-DSA-SHAKE-256f");
  CHECK(facts("608648016503040317", 48) == "SLH-DSA-SHA2-192f");
  CHECK(facts("608648016503040317", 32) == "SLH-DSA-SHA2-192f!");
  CHECK(facts("608648016503040320", 1312) == "HashML-DSA-44-with-SHA512");
  CHECK(facts("608648016503040322", 1952) == "HashML-DSA-87-with-SHA512!");
  CHECK(facts("608648016503040323", 32) == "HashSLH-DSA-SHA2-128s-with-SHA256");
  CHECK(facts("60864801650304032e", 64) == "HashSLH-DSA-SHAKE-256f-with-SHAKE256");
  CHECK(facts("60864801650304032f", 64) == "2.16.840.1.101.3.4.3.47!");
  CHECK(facts("2a0304", 32) == "1.2.3.4!");
}

TEST_CASE("Diffie-Hellman keys show the size of their prime") {
  // PKCS #3: p = 23, g = 5; y = 8
  const Bytes key = from_hex(
      "301b301306092a864886f70d01030130060201170201050304"
      "00020108");
  const KeyFacts facts = key_facts(key_of(key));
  CHECK(facts.kind == KeyKind::dh);
  CHECK(facts.name == "DH-5");
  CHECK(facts.well_formed);
}
