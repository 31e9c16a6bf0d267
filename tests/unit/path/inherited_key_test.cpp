#include "tests/unit/path/judging.h"

#include <botan/auto_rng.h>
#include <botan/bigint.h>
#include <botan/dl_group.h>
#include <botan/dsa.h>
#include <botan/pubkey.h>
#include <catch2/catch_test_macros.hpp>

using namespace certcheck;
using namespace certcheck::test;

namespace {

/// A DSA key on a fixed group.
struct DsaKey {
  Botan::AutoSeeded_RNG random;
  Botan::DSA_PrivateKey key{random, Botan::DL_Group::from_name("dsa/jce/1024")};

  Bytes key_info(bool with_parameters) const {
    const auto number = [&](std::string_view name) {
      return pki::unsigned_integer(key.get_int_field(name).serialize());
    };
    std::vector<Bytes> algorithm{pki::oid("1.2.840.10040.4.1")};
    if (with_parameters) algorithm.push_back(pki::sequence({number("p"), number("q"), number("g")}));
    return pki::sequence({pki::sequence(algorithm), pki::bit_string(number("y"))});
  }

  x509::CertificatePtr issue(Spec spec, const Bytes& key_info) {
    const Bytes algorithm = pki::sequence({pki::oid("2.16.840.1.101.3.4.3.2")});  // with SHA-256
    const Bytes tbs = to_be_signed(spec, algorithm, key_info);
    Botan::PK_Signer signer(key, random, "SHA-256", Botan::Signature_Format::DerSequence);
    return x509::parse_certificate(
        pki::sequence({tbs, algorithm, pki::bit_string(signer.sign_message(tbs, random))}));
  }
};

}  // namespace

// RFC 5280 6.1.4 (d)-(f), RFC 3279 2.3.2
TEST_CASE("a DSA key without parameters takes those of the key above") {
  DsaKey upper, lower, lowest, end;
  Spec server = leaf("lowest", 0);
  Question question{.leaf = lowest.issue(server, end.key_info(true)),
                    .pool = {lower.issue(authority("lowest", 0, "lower", 0), lowest.key_info(false)),
                             upper.issue(authority("lower", 0, "upper", 0), lower.key_info(false))},
                    .anchors = {upper.issue(root("upper", 0), upper.key_info(true))}};
  CHECK(counted(question).empty());
  // Signed by another key that inherits as well.
  question.leaf = end.issue(server, end.key_info(true));
  CHECK(counted(question) == Ids{"path.signature.invalid@0"});
  // Nothing to inherit: the anchor's key is incomplete.
  question.leaf = lowest.issue(server, end.key_info(true));
  question.anchors = {upper.issue(root("upper", 0), upper.key_info(false))};
  CHECK(counted(question) == Ids{"path.key.unusable@1", "path.key.unusable@2", "path.key.unusable@3"});
}
