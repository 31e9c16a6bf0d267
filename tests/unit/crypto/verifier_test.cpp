#include "certcheck/crypto/verifier.h"

#include "tests/unit/crypto/vectors.h"

#include <botan/pk_keys.h>
#include <botan/pubkey.h>
#include <botan/slh_dsa.h>
#include <botan/system_rng.h>
#include <catch2/catch_test_macros.hpp>

#include <atomic>
#include <memory>
#include <set>
#include <thread>

using namespace certcheck;
using namespace certcheck::crypto;
using namespace certcheck::test;

namespace {

SignatureStatus status_of(std::string_view name) {
  for (const auto status :
       {SignatureStatus::valid, SignatureStatus::invalid, SignatureStatus::algorithm_unsupported,
        SignatureStatus::key_mismatch, SignatureStatus::key_unusable}) {
    std::string text(to_string(status));
    std::replace(text.begin(), text.end(), ' ', '_');
    if (text == name) return status;
  }
  throw std::out_of_range(std::string(name));
}

SignatureStatus verify(Verifier& verifier, const SignatureVector& vector) {
  return verifier.verify(key_of(vector.key), algorithm_of(vector.algorithm), vector.message,
                         der::BitString{vector.signature, 0});
}

}  // namespace

TEST_CASE("signatures of another implementation are verified correctly") {
  Verifier verifier;
  REQUIRE(signature_vectors().size() > 150);
  for (const auto& vector : signature_vectors()) {
    INFO(vector.name);
    const auto expected = status_of(vector.status);
    CHECK(to_string(verify(verifier, vector)) == to_string(expected));
    CHECK(to_string(verify(verifier, vector)) == to_string(expected));  // from the cache of keys
    const SignedThing thing(vector);
    CHECK(to_string(verifier.verify(thing.certificate, key_of(vector.key))) == to_string(expected));
    CHECK(verifier.knows(thing.certificate, key_of(vector.key)));
    CHECK(to_string(verifier.verify(thing.certificate, key_of(vector.key))) == to_string(expected));
  }
}

TEST_CASE("a CRL's signature is verified once for each key") {
  Verifier verifier;
  const SignatureVector& good = signature_vector("ECDSA with SHA-256");
  const auto crl_of = [](const SignatureVector& vector) {
    auto crl = std::make_shared<x509::Crl>();
    crl->signature_algorithm = algorithm_of(vector.algorithm);
    crl->tbs = vector.message;
    crl->signature = {vector.signature, 0};
    return crl;
  };
  const auto crl = crl_of(good);
  CHECK(verifier.verify(crl, key_of(good.key)) == SignatureStatus::valid);
  // The answer is that of the same object, whatever became of it, and of no other.
  crl->tbs = {};
  CHECK(verifier.verify(crl, key_of(good.key)) == SignatureStatus::valid);
  SignatureVector bad = good;
  bad.message[0] ^= 0x01;
  CHECK(verifier.verify(crl_of(bad), key_of(good.key)) == SignatureStatus::invalid);
  for (int i = 0; i < 100; ++i) {
    const SignatureVector& either = i % 2 == 0 ? good : bad;
    const auto expected = i % 2 == 0 ? SignatureStatus::valid : SignatureStatus::invalid;
    CHECK(verifier.verify(crl_of(either), key_of(good.key)) == expected);  // in the place of one that is gone
  }
  Verifier forgetful(Verifier::Limits{.crls = 0});
  CHECK(forgetful.verify(crl, key_of(good.key)) == SignatureStatus::invalid);
}

TEST_CASE("every changed octet of an ECDSA signature, key or message is noticed") {
  Verifier verifier;
  const SignatureVector& good = signature_vector("ECDSA with SHA-256");
  for (const auto field : {&SignatureVector::signature, &SignatureVector::message}) {
    for (size_t i = 0; i < (good.*field).size(); ++i) {
      SignatureVector bad = good;
      (bad.*field)[i] ^= 0x01;
      INFO(i);
      CHECK(verify(verifier, bad) == SignatureStatus::invalid);
    }
  }
  // Up to the point; the lengths before it are the parser's business.
  for (size_t i = good.key.size() - 66; i < good.key.size(); ++i) {
    SignatureVector bad = good;
    bad.key[i] ^= 0x01;
    INFO(i);
    CHECK(verify(verifier, bad) != SignatureStatus::valid);
  }
}

TEST_CASE("SLH-DSA signatures are checked with the parameter set that the OID names") {
  // Made here: neither OpenSSL's command line nor Python's bindings make them. The sets with small signatures
  // take seconds to sign, so the fast ones and one small one stand for all.
  struct Set {
    uint8_t last_octet;
    const char* name;
  };
  auto& rng = Botan::system_rng();
  Verifier verifier;
  const Bytes message = to_bytes(as_bytes("message"));
  for (const Set set :
       {Set{20, "SLH-DSA-SHA2-128s"}, Set{21, "SLH-DSA-SHA2-128f"}, Set{23, "SLH-DSA-SHA2-192f"},
        Set{25, "SLH-DSA-SHA2-256f"}, Set{27, "SLH-DSA-SHAKE-128f"}, Set{29, "SLH-DSA-SHAKE-192f"},
        Set{31, "SLH-DSA-SHAKE-256f"}}) {
    INFO(set.name);
    const Botan::SLH_DSA_PrivateKey key(rng, Botan::SLH_DSA_Parameters::create(set.name));
    const Bytes encoded_key = key.public_key()->subject_public_key();
    Botan::PK_Signer signer(key, rng, "");
    Bytes signature = signer.sign_message(message, rng);
    Bytes algorithm{0x30, 11, 0x06, 9, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x03, set.last_octet};
    const auto verify = [&] {
      return verifier.verify(key_of(encoded_key), algorithm_of(algorithm), message,
                             der::BitString{signature, 0});
    };
    CHECK(verify() == SignatureStatus::valid);
    signature[signature.size() / 2] ^= 1;
    CHECK(verify() == SignatureStatus::invalid);
    algorithm.back() = set.last_octet == 20 ? 21 : 20;
    CHECK(verify() == SignatureStatus::key_mismatch);
  }
}

TEST_CASE("keys that encrypt or agree on keys only verify nothing") {
  // RFC 4055 1.2, RFC 5480 2.1.2
  struct Case {
    std::string_view vector, oid;
  };
  Verifier verifier;
  for (const Case& each : {Case{"RSA PKCS#1 with SHA-256", "2a864886f70d010107"},   // id-RSAES-OAEP
                           Case{"RSASSA-PSS with SHA-256", "2a864886f70d010107"},   //
                           Case{"ECDSA on secp256r1 with SHA-256", "2b8104010c"},   // id-ecDH
                           Case{"ECDSA on secp256r1 with SHA-256", "2b8104010d"}})  // id-ecMQV
  {
    INFO(each.vector << ", " << each.oid);
    const SignatureVector& good = signature_vector(each.vector);
    CHECK(verify(verifier, good) == SignatureStatus::valid);
    const Bytes oid = hex_decode(each.oid).value();
    auto key = key_of(good.key);
    key.algorithm.oid = der::Oid(oid);
    for (const bool with_parameters : {true, false}) {
      if (!with_parameters) key.algorithm.parameters = {};
      CHECK(verifier.verify(key, algorithm_of(good.algorithm), good.message,
                            der::BitString{good.signature, 0}) == SignatureStatus::key_mismatch);
    }
  }
}

TEST_CASE("a DSA key without parameters takes those it is given") {
  // RFC 5280 6.1.4 (d) to (f)
  Verifier verifier;
  const SignatureVector& good = signature_vector("DSA-2048 with SHA-256");
  const SignatureVector& bare = signature_vector("DSA, no parameters");
  auto key = key_of(bare.key);
  const auto verify = [&] {
    return verifier.verify(key, algorithm_of(good.algorithm), good.message,
                           der::BitString{good.signature, 0});
  };
  CHECK(verify() == SignatureStatus::key_unusable);
  key.algorithm.parameters = key_of(good.key).algorithm.parameters;
  CHECK(verify() == SignatureStatus::valid);
  key.algorithm.parameters = key_of(signature_vector("DSA-1024 with SHA-1").key).algorithm.parameters;
  CHECK(verify() != SignatureStatus::valid);
  key.algorithm.parameters = {};
  CHECK(verify() == SignatureStatus::key_unusable);
}

TEST_CASE("signatures and keys with unused bits are refused") {
  Verifier verifier;
  const SignatureVector& good = signature_vector("ECDSA with SHA-256");
  CHECK(verifier.verify(key_of(good.key), algorithm_of(good.algorithm), good.message,
                        der::BitString{good.signature, 1}) == SignatureStatus::invalid);
  auto key = key_of(good.key);
  key.key.unused_bits = 1;
  CHECK(Verifier().verify(key, algorithm_of(good.algorithm), good.message,
                          der::BitString{good.signature, 0}) == SignatureStatus::key_unusable);
}

TEST_CASE("things that were never read are no signatures") {
  Verifier verifier;
  const x509::Certificate nothing;
  CHECK(verifier.verify(nothing, {}) == SignatureStatus::algorithm_unsupported);
  CHECK(verifier.verify({}, {}, {}, {}) == SignatureStatus::algorithm_unsupported);
}

TEST_CASE("memory stays within the limits and what is forgotten is verified again") {
  Verifier verifier({.keys = 2, .edges = 8});
  const SignatureVector& good = signature_vector("Ed25519");
  std::vector<std::unique_ptr<SignedThing>> things;
  for (uint8_t i = 0; i < 64; ++i) {
    SignatureVector vector = good;
    if (i != 0) vector.message.push_back(i);
    things.push_back(std::make_unique<SignedThing>(vector));
  }
  const auto key = key_of(good.key);
  size_t remembered = 0;
  for (const auto& thing : things) {
    const auto expected = thing == things[0] ? SignatureStatus::valid : SignatureStatus::invalid;
    CHECK_FALSE(verifier.knows(thing->certificate, key));
    CHECK(verifier.verify(thing->certificate, key) == expected);
    CHECK(verifier.knows(thing->certificate, key));
    CHECK(verifier.verify(things[0]->certificate, key) == SignatureStatus::valid);
  }
  for (const auto& thing : things) remembered += verifier.knows(thing->certificate, key) ? 1 : 0;
  CHECK(remembered <= 8);
  CHECK(remembered >= 4);
  CHECK(verifier.knows(things[0]->certificate, key));  // used all the time
  CHECK_FALSE(verifier.knows(things[1]->certificate, key));
  CHECK(verifier.verify(things[1]->certificate, key) == SignatureStatus::invalid);
}

TEST_CASE("a verifier without memory still verifies") {
  Verifier verifier({.keys = 0, .edges = 0});
  const SignedThing thing(signature_vector("Ed25519"));
  const auto key = key_of(signature_vector("Ed25519").key);
  CHECK(verifier.verify(thing.certificate, key) == SignatureStatus::valid);
  CHECK_FALSE(verifier.knows(thing.certificate, key));
}

TEST_CASE("many threads share one verifier") {
  Verifier verifier({.keys = 128, .edges = 256});
  std::atomic<size_t> wrong = 0, verified = 0;
  std::vector<std::thread> threads;
  for (size_t t = 0; t < 8; ++t) {
    threads.emplace_back([&, t] {
      const auto& vectors = signature_vectors();
      for (size_t round = 0; round < 2; ++round) {
        for (size_t i = 0; i < vectors.size(); ++i) {
          const auto& vector = vectors[(i + t * 20) % vectors.size()];
          const SignedThing thing(vector);
          const auto expected = status_of(vector.status);
          if (verifier.verify(thing.certificate, key_of(vector.key)) != expected) ++wrong;
          if (verify(verifier, vector) != expected) ++wrong;
          ++verified;
        }
      }
    });
  }
  for (auto& thread : threads) thread.join();
  CHECK(wrong == 0);
  CHECK(verified == 16 * signature_vectors().size());
}
