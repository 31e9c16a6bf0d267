#include "certserve/pki/certificate.h"
#include "tests/unit/path/validating.h"

#include <catch2/catch_test_macros.hpp>

using namespace certcheck;
using namespace certcheck::test;

namespace {

const pki::Authority root_authority{.common_name = "root", .key = "root-rsa"},
    issuing_authority{.common_name = "issuing", .key = "issuing-rsa"};

/// leaf <- issuing <- root on the test PKI's keys, each changed as the caller likes.
Question on(const pki::CertificateSpec& leaf,
            const pki::CertificateSpec& issuing = authority_certificate(root_authority, issuing_authority),
            const pki::Authority& top = root_authority) {
  const auto certificate = [](const pki::CertificateSpec& spec) {
    return x509::parse_certificate(issue(spec));
  };
  return {.leaf = certificate(leaf),
          .pool = {certificate(issuing)},
          .anchors = {certificate(root_certificate(top))}};
}

pki::CertificateSpec server(std::string_view key = "leaf-rsa") {
  return server_certificate(issuing_authority, key, "www.example.test");
}

Ids counted_as(Question question, Profile profile, std::optional<bool> allow_sha1 = {}) {
  question.options.profile = profile;
  question.options.allow_sha1 = allow_sha1;
  return counted(question);
}

/// A subjectPublicKeyInfo of an EC key on a curve, which nothing is signed with.
Bytes ec_key(std::string_view curve, ByteView point, std::string_view kind = "1.2.840.10045.2.1") {
  return pki::sequence({pki::sequence({pki::oid(kind), pki::oid(curve)}), pki::bit_string(point)});
}

/// Uncompressed, and on no curve.
Bytes some_point(size_t coordinate) {
  Bytes point(1 + 2 * coordinate, 1);
  point[0] = 4;
  return point;
}

}  // namespace

TEST_CASE("SHA-1 is refused by web clients and wherever the caller says so") {
  pki::CertificateSpec leaf = server();
  CHECK(counted_as(on(leaf), Profile::webpki).empty());
  leaf.digest = pki::Digest::sha1;
  CHECK(counted_as(on(leaf), Profile::webpki) == Ids{"path.signature.weak_digest@0"});
  CHECK(counted_as(on(leaf), Profile::webpki, true).empty());
  CHECK(counted_as(on(leaf), Profile::rfc5280).empty());
  CHECK(has(on(leaf).validate(), "path.signature.weak_digest_allowed"));
  CHECK(counted_as(on(leaf), Profile::rfc5280, false) == Ids{"path.signature.weak_digest@0"});

  pki::CertificateSpec issuing = authority_certificate(root_authority, issuing_authority);
  issuing.digest = pki::Digest::sha1;
  CHECK(counted_as(on(server(), issuing), Profile::webpki) == Ids{"path.signature.weak_digest@1"});
}

TEST_CASE("MD5 is refused by everybody") {
  pki::CertificateSpec leaf = server();
  leaf.digest = pki::Digest::md5;
  for (const Profile profile : {Profile::rfc5280, Profile::webpki})
    CHECK(counted_as(on(leaf), profile, true) == Ids{"path.signature.broken_digest@0"});
}

TEST_CASE("RSA keys of 1024 bits are weak, and too small for the web") {
  const Question question = on(server("leaf-rsa-1024"));
  CHECK(counted_as(question, Profile::rfc5280).empty());
  CHECK(has(question.validate(), "path.key.weak"));
  CHECK(counted_as(question, Profile::webpki) == Ids{"path.key.too_small@0"});
}

TEST_CASE("EC keys name their curve") {
  pki::CertificateSpec leaf = server("leaf-p256");
  leaf.explicit_curve = true;
  CHECK(counted_as(on(leaf), Profile::rfc5280).empty());
  CHECK(counted_as(on(leaf), Profile::webpki) == Ids{"path.key.explicit_curve@0"});
}

TEST_CASE("which keys a profile admits") {
  const Bytes ed25519 = pki::sequence({pki::oid("1.3.101.112")});
  const auto validated = [&](const Bytes& key_info, Profile profile) {
    // The leaf's own key signs nothing here, so any will do.
    const Spec spec = leaf("issuing", 1);
    Question question{.leaf = x509::parse_certificate(pki::sequence(
                          {to_be_signed(spec, ed25519, key_info), ed25519, pki::bit_string(Bytes(64, 1))})),
                      .pool = {make(authority("issuing", 1, "root", 0))},
                      .anchors = {make(root("root", 0))}};
    question.options.profile = profile;
    Ids ids = counted(question);
    ids.erase(std::remove(ids.begin(), ids.end(), "path.signature.invalid@0"), ids.end());
    return ids;
  };
  constexpr std::string_view p256 = "1.2.840.10045.3.1.7";
  const auto sound = x509::parse_certificate(issue(server("leaf-p256")));
  const ByteView point = sound->public_key.key.bytes;
  const Bytes p192 = ec_key("1.2.840.10045.3.1.1", some_point(24)),
              p224 = ec_key("1.3.132.0.33", some_point(28)), k256 = ec_key("1.3.132.0.10", some_point(32));
  for (const Bytes& key : {p192, p224, k256}) {
    const Ids ids = validated(key, Profile::webpki);
    CHECK(std::find(ids.begin(), ids.end(), "path.key.curve_not_allowed@0") != ids.end());
    CHECK(validated(key, Profile::rfc5280).empty());
  }
  CHECK(validated(ec_key(p256, point), Profile::webpki).empty());

  // Keys that are nobody's, which browsers find while parsing, and keys that sign nothing.
  const auto ecdh = ec_key(p256, point, "1.3.132.1.12");
  CHECK(validated(ecdh, Profile::webpki) == Ids{"path.key.algorithm_not_allowed@0"});
  CHECK(validated(ecdh, Profile::rfc5280).empty());
  const auto off_curve = ec_key(p256, some_point(32));
  CHECK(validated(off_curve, Profile::webpki) == Ids{"path.key.unusable@0"});
  CHECK(validated(off_curve, Profile::rfc5280).empty());

  const auto rsa = [](size_t octets, int64_t exponent = 65537, uint8_t last = 0xff) {
    Bytes modulus(octets, 0xff);
    modulus.back() = last;
    const Bytes key = pki::sequence({pki::unsigned_integer(modulus), pki::integer(exponent)});
    return pki::sequence(
        {pki::sequence({pki::oid("1.2.840.113549.1.1.1"), pki::null()}), pki::bit_string(key)});
  };
  CHECK(validated(rsa(64), Profile::rfc5280) == Ids{"path.key.too_small@0"});
  CHECK(validated(rsa(128), Profile::rfc5280).empty());
  CHECK(validated(rsa(255), Profile::webpki) == Ids{"path.key.too_small@0"});
  CHECK(validated(rsa(256), Profile::webpki).empty());
  CHECK(validated(rsa(256, 3), Profile::webpki).empty());
  for (const int64_t exponent : {1, 2, 65536})
    CHECK(validated(rsa(256, exponent), Profile::webpki) == Ids{"path.key.unusable@0"});
  CHECK(validated(rsa(256, 65537, 0xfe), Profile::webpki) == Ids{"path.key.unusable@0"});
  CHECK(validated(rsa(256, 65537, 0xfe), Profile::rfc5280).empty());
  // BoringSSL reads exponents of 33 bits.
  constexpr int64_t largest = (int64_t{1} << 33) - 1;
  CHECK(validated(rsa(256, largest), Profile::webpki).empty());
  CHECK(validated(rsa(256, largest + 2), Profile::webpki) == Ids{"path.key.unusable@0"});
  CHECK(validated(rsa(256, largest + 2), Profile::rfc5280).empty());

  const Bytes unknown = pki::sequence({pki::sequence({pki::oid("1.2.3.4")}), pki::bit_string(Bytes(32, 1))});
  CHECK(validated(unknown, Profile::webpki) == Ids{"path.key.algorithm_not_allowed@0"});
  CHECK(validated(unknown, Profile::rfc5280).empty());
}

// RFC 5280 4.2.1.4
TEST_CASE("qualifiers of critical policies are known or refused") {
  const auto with = [](bool critical, std::string_view qualifier) {
    Spec spec = leaf("issuing", 1);
    const Bytes info = pki::sequence({pki::oid(qualifier), pki::ia5("https://example.test/cps")});
    spec.extensions = {pki::extension(
        "2.5.29.32", critical, pki::sequence({pki::sequence({pki::oid("1.2.3"), pki::sequence({info})})}))};
    return counted(Question{.leaf = make(spec),
                            .pool = {make(authority("issuing", 1, "root", 0))},
                            .anchors = {make(root("root", 0))}});
  };
  constexpr std::string_view cps = "1.3.6.1.5.5.7.2.1", unknown = "1.2.3.4";
  CHECK(with(true, cps).empty());
  CHECK(with(false, unknown).empty());
  CHECK(with(true, unknown) == Ids{"path.policy.unknown_qualifier@0"});
}
