#include "certserve/pki/certificate.h"
#include "tests/unit/path/validating.h"

#include <catch2/catch_test_macros.hpp>

using namespace certcheck;
using namespace certcheck::test;

namespace {

path::Validation validated(const Question& question, bool public_roots) {
  trust::Store store("test", public_roots);
  for (const x509::CertificatePtr& anchor : question.anchors) store.add(anchor);
  const trust::Store* const stores[] = {&store};
  crypto::Verifier verifier;
  return path::validate(question.leaf, question.pool, stores, question.options, verifier);
}

Question below(const Spec& anchor) {
  Question question{.leaf = make(leaf("issuing", 1)),
                    .pool = {make(authority("issuing", 1, "root", 0))},
                    .anchors = {make(anchor)}};
  question.options.profile = Profile::webpki;
  return question;
}

}  // namespace

// Chromium enforces the expiry of anchors that the user added, not of its own root store's.
TEST_CASE("the expiry of the user's anchors binds in webpki, and path and verdict agree about it") {
  Spec anchor = root("root", 0);
  anchor.not_after = date(2026, 1, 1);
  const Question question = below(anchor);
  const path::Validation users = validated(question, false), of_system = validated(question, true);
  CHECK(counted(users, question.options) == Ids{"path.validity.expired@2"});
  CHECK(users.paths.front().limited_by == 2);
  CHECK(of_system.trusted());
  CHECK(has(of_system, "path.anchor.expired"));
  CHECK(of_system.paths.front().limited_by != 2);

  Question lenient = question;
  lenient.options.anchor_checks.name_and_key_only = true;
  CHECK(validated(lenient, false).trusted());
  lenient = question;
  lenient.options.profile = Profile::rfc5280;
  CHECK(validated(lenient, false).trusted());
  lenient.options.anchor_checks.expiry = true;
  CHECK_FALSE(validated(lenient, false).trusted());
}

// RFC 5280 4.2.1.9
TEST_CASE("a version 3 anchor without basicConstraints issues nothing in webpki, but may be a leaf") {
  Spec anchor = root("root", 0);
  anchor.basic_constraints = false;
  CHECK(counted(validated(below(anchor), true), below(anchor).options) ==
        Ids{"path.basic_constraints.missing@2"});
  Question question = below(anchor);
  question.options.profile = Profile::rfc5280;
  CHECK(validated(question, false).trusted());
  CHECK(has(validated(question, false), "path.anchor.not_a_ca"));
  // Version 1 has no extensions: that it is an anchor says that it is a CA.
  anchor.version = 1;
  CHECK(validated(below(anchor), false).trusted());

  Spec pinned = leaf("www.example.test", 4);
  pinned.subject = "www.example.test";
  pinned.key = 4;
  pinned.basic_constraints = false;
  question = {.leaf = make(pinned), .anchors = {make(pinned)}};
  question.options.profile = Profile::webpki;
  CHECK(validated(question, false).trusted());
}

// RFC 5280 6.1: an anchor's signature is no part of a path.
TEST_CASE("the signature of a leaf that is the anchor is nobody's business") {
  const auto self_signed = [](pki::Digest digest) {
    pki::Authority authority{.common_name = "www.example.test", .key = "root-rsa"};
    pki::CertificateSpec spec = root_certificate(authority);
    spec.digest = digest;
    spec.key_usage = {};  // a root's would not do for a server
    return x509::parse_certificate(issue(spec));
  };
  for (const pki::Digest digest : {pki::Digest::sha1, pki::Digest::md5}) {
    const auto certificate = self_signed(digest);
    Question question{.leaf = certificate, .anchors = {certificate}};
    for (const Profile profile : {Profile::webpki, Profile::rfc5280}) {
      question.options.profile = profile;
      question.options.min_key_strength = 112;
      CHECK(counted(question).empty());
      CHECK(question.validate().trusted());
    }
    CHECK(has(question.validate(), "path.signature.weak_digest_allowed") == (digest == pki::Digest::sha1));
  }
  const auto certificate = self_signed(pki::Digest::sha1);
  Question question{.leaf = certificate, .anchors = {certificate}};
  question.options.profile = Profile::webpki;
  CHECK(has(question.validate(), "path.signature.weak_digest_allowed"));
}

TEST_CASE("an anchor whose algorithm is unknown is unsupported, not missing") {
  Spec spec = root("root", 0);
  const Bytes unknown = pki::sequence({pki::oid("1.2.3.4")});
  const Bytes key = pki::sequence({unknown, pki::bit_string(Bytes(32, 1))});
  const auto certificate = x509::parse_certificate(
      pki::sequence({to_be_signed(spec, unknown, key), unknown, pki::bit_string(Bytes(64, 1))}));
  Question question{.leaf = certificate, .anchors = {certificate}};
  path::Validation validation = question.validate();
  CHECK(validation.trusted());
  CHECK(validation.paths.front().anchor != nullptr);
  CHECK(has(validation, "path.signature.unsupported_allowed"));
  // Nothing can be verified below it.
  question.leaf = make(leaf("root", 0));
  CHECK(counted(question) == Ids{"path.signature.unsupported@0"});
  // Where the key is known, and only what is signed by it is not.
  const auto known_key = x509::parse_certificate(
      pki::sequence({to_be_signed(spec, unknown, key_info(0)), unknown, pki::bit_string(Bytes(64, 1))}));
  question = {.leaf = known_key, .anchors = {known_key}};
  for (const Profile profile : {Profile::webpki, Profile::rfc5280}) {
    question.options.profile = profile;
    question.options.purpose = path::Purpose::any;
    validation = question.validate();
    CHECK(validation.trusted());
    CHECK(has(validation, "path.signature.unsupported_allowed") == (profile == Profile::rfc5280));
  }
  // Where another key has signed it, it is not its own issuer, which rfc5280 needs.
  spec.spoil_signature = true;
  question = {.leaf = make(spec), .anchors = {make(spec)}};
  CHECK(counted(question) == Ids{"path.signature.invalid@0"});
}

// Browsers have no anchor that they cannot parse, and of constraints that stand there twice or are broken
// nobody knows what they are.
TEST_CASE("an anchor whose constraints are enforced has to be well-formed") {
  const auto names = [](std::string_view permitted) {
    return name_constraints_extension({pki::context_primitive(2, as_bytes(permitted))}, {});
  };
  Spec twice = root("root", 0), broken = root("root", 0);
  twice.extensions = {names("example.test"), names("example.com")};
  broken.extensions = {
      pki::extension("2.5.29.36", true, pki::sequence({pki::context_primitive(0, Bytes{})}))};
  for (const auto& [anchor, id] :
       {std::pair{twice, "x509.extension.duplicate@2"}, {broken, "der.integer.empty@2"}}) {
    Question question = below(anchor);
    CHECK(counted(question) == Ids{id});
    question.options.anchor_checks.name_and_key_only = true;
    CHECK(counted(question).empty());
    question.options = {.time = question.options.time, .profile = Profile::rfc5280};
    CHECK(counted(question).empty());
    question.options.anchor_checks.constraints = true;
    CHECK(counted(question) == Ids{id});
  }
}

TEST_CASE("the path without an expired root is shown before a shorter one over it") {
  Spec old_root = root("old", 5);
  old_root.not_after = date(2026, 1, 1);
  Question question{.leaf = make(leaf("issuing", 1)),
                    .pool = {make(authority("issuing", 1, "old", 5)), make(authority("old", 5, "new", 6))},
                    .anchors = {make(old_root), make(root("new", 6))}};
  for (const Profile profile : {Profile::webpki, Profile::rfc5280}) {
    question.options.profile = profile;
    const path::Validation validation = question.validate();
    REQUIRE(validation.trusted());
    CHECK(validation.paths.front().certificates.size() == 4);
    CHECK_FALSE(has(validation, "path.anchor.expired"));
  }
}

TEST_CASE("key identifiers that are not the issuer's are an error that strictness counts") {
  Question question{.leaf = make(leaf("root", 0)), .anchors = {make(root("root", 0))}};
  Spec other = leaf("root", 0);
  other.key_identifiers = false;
  other.extensions = {pki::extension(
      "2.5.29.35", false, pki::sequence({pki::context_primitive(0, as_bytes("01234567890123456789"))}))};
  question.leaf = make(other);
  CHECK(counted(question).empty());
  CHECK(has(question.validate(), "path.issuer.key_id_mismatch"));
  question.options.strict = true;
  CHECK(counted(question) == Ids{"path.issuer.key_id_mismatch@0"});
}

TEST_CASE("a chain that is longer than the budget is refused for that") {
  constexpr unsigned intermediates = 12;
  for (const bool self_issued : {false, true}) {
    Question question{.leaf = make(leaf(self_issued ? "ca" : "ca0", 100)),
                      .anchors = {make(root("other", 99))}};
    for (unsigned i = 0; i < intermediates; ++i)
      question.pool.push_back(make(authority(self_issued ? "ca" : "ca" + std::to_string(i), 100 + i,
                                             self_issued ? "ca" : "ca" + std::to_string(i + 1), 101 + i)));
    question.options.budget.depth = intermediates - 1;
    const path::Validation validation = question.validate();
    CHECK_FALSE(validation.trusted());
    CHECK(counted(validation, question.options) == Ids{"path.budget.depth"});
    question.options.budget.depth = intermediates;
    CHECK(counted(question) == Ids{"path.issuer.not_found@" + std::to_string(intermediates)});
  }
}
