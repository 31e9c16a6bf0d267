#include "tests/unit/path/validating.h"

#include <botan/auto_rng.h>
#include <botan/ml_dsa.h>
#include <botan/pubkey.h>
#include <catch2/catch_test_macros.hpp>

using namespace certcheck;
using namespace certcheck::test;

namespace {

/// A key of one of the three parameter sets of RFC 9881 2.
struct MlDsaKey {
  explicit MlDsaKey(unsigned set)
      : algorithm(pki::sequence({pki::oid("2.16.840.1.101.3.4.3." + std::to_string(17 + set))})),
        key(random, Botan::DilithiumMode(
                        static_cast<Botan::DilithiumMode::Mode>(Botan::DilithiumMode::ML_DSA_4x4 + set))) {}

  x509::CertificatePtr issue(const Spec& spec, const MlDsaKey& subject) {
    const Bytes key_info = pki::sequence({subject.algorithm, pki::bit_string(subject.key.public_key_bits())});
    const Bytes tbs = to_be_signed(spec, algorithm, key_info);
    Botan::PK_Signer signer(key, random, "Deterministic");
    return x509::parse_certificate(
        pki::sequence({tbs, algorithm, pki::bit_string(signer.sign_message(tbs, random))}));
  }

  Botan::AutoSeeded_RNG random;
  Bytes algorithm;
  Botan::ML_DSA_PrivateKey key;
};

}  // namespace

TEST_CASE("chains of ML-DSA keys are validated in either profile") {
  for (unsigned set = 0; set < 3; ++set) {
    INFO("parameter set " << set);
    MlDsaKey top(set), end(set), other(set);
    Question question{.leaf = top.issue(leaf("root", 0), end), .anchors = {top.issue(root("root", 0), top)}};
    for (const Profile profile : {Profile::rfc5280, Profile::webpki}) {
      question.options.profile = profile;
      CHECK(counted(question).empty());
    }
    question.leaf = other.issue(leaf("root", 0), end);
    CHECK(counted(question) == Ids{"path.signature.invalid@0"});
  }
}
