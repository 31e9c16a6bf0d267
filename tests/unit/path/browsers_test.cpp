#include "certcheck/names/browser_names.h"

#include "certserve/pki/certificate.h"
#include "tests/unit/path/validating.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace certcheck;
using namespace certcheck::test;

namespace {

Question sound() {
  return {.leaf = make(leaf("issuing", 1)),
          .pool = {make(authority("issuing", 1, "root", 0))},
          .anchors = {make(root("root", 0))}};
}

Ids counted_in(Question question, Profile profile) {
  question.options.profile = profile;
  return counted(question);
}

/// sound() with the leaf signed, as it claims, by another algorithm. The signature itself does not verify.
Ids signed_by(const Bytes& algorithm, Profile profile, std::optional<unsigned> least = {}) {
  const Spec spec = leaf("issuing", 1);
  const Bytes key = pki::sequence({pki::sequence({pki::oid("1.3.101.112")}), pki::bit_string(Bytes(32, 1))});
  Question question = sound();
  question.leaf = x509::parse_certificate(
      pki::sequence({to_be_signed(spec, algorithm, key), algorithm, pki::bit_string(Bytes(64, 1))}));
  question.options.profile = profile;
  question.options.min_key_strength = least;
  Ids ids = counted(question);
  ids.erase(std::remove_if(ids.begin(), ids.end(),
                           [](const std::string& id) {
                             return id == "path.signature.invalid@0" || id == "path.issuer.other_key@0" ||
                                    id == "path.key.unusable@1";
                           }),
            ids.end());
  return ids;
}

Bytes algorithm(std::string_view oid, const Bytes& parameters = {}) {
  return parameters.empty() ? pki::sequence({pki::oid(oid)}) : pki::sequence({pki::oid(oid), parameters});
}

constexpr std::string_view sha1 = "1.3.14.3.2.26", sha224 = "2.16.840.1.101.3.4.2.4",
                           sha256 = "2.16.840.1.101.3.4.2.1", sha384 = "2.16.840.1.101.3.4.2.2",
                           sha512 = "2.16.840.1.101.3.4.2.3";

Bytes pss(std::string_view digest, std::string_view mask_digest, unsigned salt, bool null = true,
          std::optional<unsigned> trailer = {}) {
  const auto hash = [&](std::string_view oid) {
    return null ? pki::sequence({pki::oid(oid), pki::null()}) : pki::sequence({pki::oid(oid)});
  };
  std::vector<Bytes> fields{
      pki::context(0, {hash(digest)}),
      pki::context(1, {pki::sequence({pki::oid("1.2.840.113549.1.1.8"), hash(mask_digest)})}),
      pki::context(2, {pki::integer(salt)})};
  if (trailer) fields.push_back(pki::context(3, {pki::integer(*trailer)}));
  return algorithm("1.2.840.113549.1.1.10", pki::sequence(fields));
}

}  // namespace

// BR 7.1.3.2.1, 7.1.3.2.2
TEST_CASE("the signature algorithms of the web PKI are an allow-list") {
  const std::string_view rsa = "1.2.840.113549.1.1.";
  const auto rsa_with = [&](std::string_view last, const Bytes& parameters = pki::null()) {
    return algorithm(std::string(rsa) + std::string(last), parameters);
  };
  const std::vector<Bytes> allowed{rsa_with("11"),
                                   rsa_with("12"),
                                   rsa_with("13"),
                                   rsa_with("11", {}),
                                   algorithm("1.2.840.10045.4.3.2"),
                                   algorithm("1.2.840.10045.4.3.3"),
                                   algorithm("1.2.840.10045.4.3.4"),
                                   algorithm("1.3.101.112"),
                                   algorithm("1.3.101.113"),
                                   algorithm("2.16.840.1.101.3.4.3.17"),
                                   algorithm("2.16.840.1.101.3.4.3.18"),
                                   algorithm("2.16.840.1.101.3.4.3.19"),
                                   pss(sha256, sha256, 32),
                                   pss(sha384, sha384, 48),
                                   pss(sha512, sha512, 64),
                                   pss(sha256, sha256, 32, false)};
  for (const Bytes& one : allowed) {
    CHECK(signed_by(one, Profile::webpki).empty());
    CHECK(signed_by(one, Profile::rfc5280).empty());
  }
  const std::vector<Bytes> refused{rsa_with("14"),                                     // SHA-224
                                   algorithm("2.16.840.1.101.3.4.3.14", pki::null()),  // SHA3-256
                                   algorithm("1.2.840.10045.4.3.1"),                   // ECDSA with SHA-224
                                   algorithm("2.16.840.1.101.3.4.3.10"),               // ECDSA with SHA3-256
                                   algorithm("2.16.840.1.101.3.4.3.2"),                // DSA with SHA-256
                                   algorithm("2.16.840.1.101.3.4.3.20"),               // SLH-DSA
                                   pss(sha224, sha224, 28),
                                   pss(sha256, sha512, 32),
                                   pss(sha256, sha1, 32),
                                   pss(sha256, sha256, 0),
                                   pss(sha256, sha256, 31),
                                   pss(sha384, sha384, 32),
                                   pss(sha256, sha256, 32, true, 1)};
  for (const Bytes& one : refused) {
    CHECK(signed_by(one, Profile::webpki) == Ids{"path.signature.algorithm_not_allowed@0"});
    CHECK(signed_by(one, Profile::rfc5280).empty());
  }
  for (const Profile profile : {Profile::webpki, Profile::rfc5280}) {
    CHECK(signed_by(algorithm("1.2.3.4"), profile) == Ids{"path.signature.unsupported@0"});
    for (const Bytes& one : {algorithm("1.2.840.10045.4.3.2", pki::null()),
                             algorithm("1.3.101.112", pki::null()), rsa_with("11", pki::integer(1)),
                             algorithm("1.2.840.113549.1.1.10"), pss(sha256, sha256, 32, true, 2)})
      CHECK(signed_by(one, profile) == Ids{"path.signature.parameters_malformed@0"});
  }
}

TEST_CASE("wrong parameters are named as what they are") {
  Question question = sound();
  const Bytes named = algorithm("1.2.840.10045.4.3.2", pki::null());
  question.leaf = x509::parse_certificate(pki::sequence(
      {to_be_signed(leaf("issuing", 1), named,
                    pki::sequence({pki::sequence({pki::oid("1.3.101.112")}), pki::bit_string(Bytes(32, 1))})),
       named, pki::bit_string(Bytes(64, 1))}));
  const Findings found = question.validate().paths.front().findings;
  const auto finding = std::find_if(found.begin(), found.end(), [](const Finding& f) {
    return f.id() == "path.signature.parameters_malformed";
  });
  REQUIRE(finding != found.end());
  CHECK(finding->message ==
        "ECDSA with SHA-256 with NULL parameters: parameters MUST be absent (RFC 5758 3.2)");
}

TEST_CASE("a least strength binds every key and every signature below the anchor") {
  Question question = sound();  // Ed25519 throughout
  question.options.min_key_strength = 128;
  CHECK(counted(question).empty());
  question.options.min_key_strength = 129;
  CHECK(counted(question) == Ids{"path.key.below_minimum_strength@0", "path.key.below_minimum_strength@1",
                                 "path.key.below_minimum_strength@2",
                                 "path.signature.below_minimum_strength@0",
                                 "path.signature.below_minimum_strength@1"});
  const Bytes over_sha1 = algorithm("1.2.840.113549.1.1.5", pki::null());
  CHECK(signed_by(over_sha1, Profile::rfc5280, 80) == Ids{"path.signature.below_minimum_strength@0"});
  CHECK(signed_by(over_sha1, Profile::rfc5280, 63).empty());
  CHECK(signed_by(algorithm("1.2.3.4"), Profile::rfc5280, 1) ==
        Ids{"path.signature.below_minimum_strength@0", "path.signature.unsupported@0"});
}

// The extensions of path/extensions.cpp: what browsers process, and what RFC 5280 lets pass in this run.
TEST_CASE("a critical extension that is not processed refuses") {
  const auto with = [](std::string_view oid, const Bytes& value) {
    Spec spec = leaf("issuing", 1);
    spec.extensions = {pki::extension(oid, true, value)};
    Question question = sound();
    question.leaf = make(spec);
    return question;
  };
  const Bytes list_of_uri = pki::sequence({pki::context_primitive(6, as_bytes("http://a.test"))});
  const Bytes points = pki::sequence({pki::sequence(
      {pki::context(0, {pki::context(0, {pki::context_primitive(6, as_bytes("http://a.test"))})})})});
  const Ids refused{"path.extension.unknown_critical@0"};
  for (const auto& [oid, value] : std::vector<std::pair<std::string_view, Bytes>>{
           {"2.5.29.18", list_of_uri}, {"1.3.6.1.5.5.7.48.1.5", pki::null()}, {"2.5.29.56", pki::null()}}) {
    INFO(oid);
    CHECK(counted_in(with(oid, value), Profile::webpki) == refused);
    CHECK(counted_in(with(oid, value), Profile::rfc5280).empty());
  }
  for (const std::string_view oid : {"2.5.29.31", "2.5.29.46"}) {
    INFO(oid);
    Question question = with(oid, points);
    CHECK(counted_in(question, Profile::rfc5280) == refused);
    question.options.processes_revocation = true;
    CHECK(counted_in(question, Profile::rfc5280).empty());
    CHECK(counted_in(question, Profile::webpki) == refused);
  }
  Question question = with("1.3.6.1.5.5.7.1.24", pki::sequence({pki::integer(5)}));
  CHECK(counted_in(question, Profile::rfc5280) == refused);
  question.options.processes_tls_feature = true;
  CHECK(counted_in(question, Profile::rfc5280).empty());
  CHECK(counted_in(question, Profile::webpki) == refused);
  CHECK(counted_in(with("1.2.3.4", pki::null()), Profile::rfc5280) == refused);
}

TEST_CASE("names match in browsers with ASCII letters folded, whatever their type") {
  const auto name = [](const Bytes& value) {
    return pki::sequence({pki::set_of({pki::sequence({pki::oid("2.5.4.3"), value})})});
  };
  const auto match = [&](const Bytes& a, const Bytes& b) {
    const Bytes first = name(a), second = name(b);
    Findings faults;
    der::FaultSink sink(faults);
    der::Reader one(first, sink, {}), other(second, sink, {});
    return names::match_in_browsers(x509::read_name(one, {}), x509::read_name(other, {}));
  };
  CHECK(match(pki::utf8("A Root  CA "), pki::printable(" a root ca")));
  CHECK(match(pki::utf8("a"), pki::tlv(0x1e, as_bytes(std::string_view("\0A", 2)))));
  CHECK_FALSE(match(pki::utf8("M\u00c4R"), pki::utf8("M\u00e4R")));
  CHECK(match(pki::utf8("M\u00c4R"), pki::utf8("m\u00c4r")));
  CHECK_FALSE(match(pki::utf8("stra\u00dfe"), pki::utf8("strasse")));
  CHECK_FALSE(match(pki::tlv(0x14, as_bytes("a")), pki::utf8("a")));
  CHECK_FALSE(match(pki::utf8("a"), pki::utf8("b")));
}

TEST_CASE("a path that only RFC 5280's folding makes is none for browsers") {
  Question question = sound();
  question.leaf = make(leaf("m\u00e4r", 1));
  question.pool = {make(authority("M\u00c4R", 1, "root", 0))};
  CHECK(counted_in(question, Profile::rfc5280).empty());
  CHECK(counted_in(question, Profile::webpki) == Ids{"path.issuer.name_not_matched_by_browsers@0"});
  // Where there is another way, it is taken.
  question.pool.push_back(make(authority("m\u00e4r", 1, "root", 0)));
  CHECK(counted_in(question, Profile::webpki).empty());
}

TEST_CASE("directoryName constraints fold as far as browsers do") {
  Spec issuing = authority("issuing", 1, "root", 0), end = leaf("issuing", 1);
  issuing.extensions = {name_constraints_extension({directory(simple_name("Stra\u00dfe"))}, {})};
  const auto counted = [&](std::string subject, Profile profile) {
    Question question = sound();
    question.pool = {make(issuing)};
    end.subject = std::move(subject);
    question.leaf = make(end);
    return counted_in(question, profile);
  };
  const Ids refused{"names.constraints.not_permitted@0"};
  CHECK(counted("STRASSE", Profile::rfc5280).empty());
  CHECK(counted("STRASSE", Profile::webpki) == refused);
  CHECK(counted("STRA\u00dfE", Profile::webpki).empty());
  CHECK(counted("Gasse", Profile::rfc5280) == refused);
}
