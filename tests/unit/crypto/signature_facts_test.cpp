#include "certcheck/crypto/signature_facts.h"

#include "tests/unit/crypto/vectors.h"

#include <catch2/catch_test_macros.hpp>

using namespace certcheck;
using namespace certcheck::crypto;
using namespace certcheck::test;

namespace {

SignatureFacts signature_facts_of(std::string_view vector) {
  return signature_facts(algorithm_of(signature_vector(vector).algorithm));
}

}  // namespace

TEST_CASE("signature algorithms are described by their encoding") {
  const SignatureFacts rsa = signature_facts_of("RSA PKCS#1 with SHA-256");
  CHECK(rsa.name == "RSA PKCS#1 with SHA-256");
  CHECK(rsa.key_kind == KeyKind::rsa);
  CHECK(rsa.digest == Digest::sha256);
  CHECK((rsa.known && rsa.well_formed && rsa.usable && !rsa.pss));

  const SignatureFacts bare = signature_facts_of("RSA, parameters left out");
  CHECK((bare.known && !bare.well_formed && bare.usable));
  const SignatureFacts odd = signature_facts_of("RSA, parameters not NULL");
  CHECK((odd.known && !odd.well_formed && !odd.usable));

  const SignatureFacts ecdsa = signature_facts_of("ECDSA with SHA-384");
  CHECK(ecdsa.name == "ECDSA with SHA-384");
  CHECK((ecdsa.known && ecdsa.well_formed && ecdsa.usable));
  const SignatureFacts null = signature_facts_of("ECDSA, parameters NULL");
  CHECK((null.known && !null.well_formed && !null.usable));
  for (const std::string_view name : {"Ed25519", "ML-DSA-65"}) {
    INFO(name);
    const Bytes parameters{0x05, 0x00};
    x509::AlgorithmIdentifier algorithm = algorithm_of(signature_vector(name).algorithm);
    algorithm.parameters = parameters;
    const SignatureFacts facts = signature_facts(algorithm);
    CHECK((facts.known && facts.name == name && !facts.well_formed && !facts.usable));
  }

  CHECK(signature_facts_of("Ed25519").name == "Ed25519");
  CHECK(signature_facts_of("Ed25519").digest == Digest::none);
  CHECK(signature_facts_of("ML-DSA-65").name == "ML-DSA-65");
  const SignatureFacts unknown = signature_facts_of("GOST R 34.10-2012");
  CHECK(unknown.name == "1.2.643.7.1.1.3.2");
  CHECK((!unknown.known && !unknown.well_formed && !unknown.usable));
  const SignatureFacts md2 = signature_facts_of("RSA PKCS#1 with MD2");
  CHECK(md2.name == "RSA PKCS#1 with MD2");
  CHECK((md2.known && md2.well_formed));
}

TEST_CASE("RSASSA-PSS parameters are read with their defaults") {
  const SignatureFacts defaults = signature_facts_of("RSASSA-PSS with SHA-1");
  CHECK(defaults.digest == Digest::sha1);
  CHECK(defaults.mgf_digest == Digest::sha1);
  CHECK(defaults.salt_length == 20);
  CHECK((defaults.pss && defaults.well_formed && defaults.usable));

  const SignatureFacts spelled = signature_facts_of("RSASSA-PSS, default digest spelled out");
  CHECK(spelled.digest == Digest::sha1);
  CHECK((!spelled.well_formed && spelled.usable));

  const SignatureFacts sha256 = signature_facts_of("RSASSA-PSS with SHA-256");
  CHECK(sha256.name == "RSASSA-PSS with SHA-256");
  CHECK(sha256.mgf_digest == Digest::sha256);
  CHECK(sha256.salt_length == 32);

  CHECK(signature_facts_of("RSASSA-PSS, MGF1 with another digest").mgf_digest == Digest::sha1);
  CHECK_FALSE(signature_facts_of("RSASSA-PSS, no parameters").usable);
  CHECK_FALSE(signature_facts_of("RSASSA-PSS, trailer 2").usable);
  CHECK(signature_facts_of("RSASSA-PSS, no parameters").known);

  // Every cut and every changed octet is read without harm.
  const Bytes whole = signature_vector("RSASSA-PSS with SHA-256").algorithm;
  const auto parameters = to_bytes(algorithm_of(whole).parameters);
  for (size_t i = 0; i < parameters.size(); ++i) {
    x509::AlgorithmIdentifier algorithm = algorithm_of(whole);
    algorithm.parameters = ByteView(parameters).first(i);
    CHECK_FALSE(signature_facts(algorithm).usable);
    Bytes changed = parameters;
    changed[i] ^= 0xff;
    algorithm.parameters = changed;
    const SignatureFacts facts = signature_facts(algorithm);
    CHECK((!facts.usable || facts.salt_length != 32));
  }
}
