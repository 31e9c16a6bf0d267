#include "certcheck/path/path.h"

#include "tests/unit/path/validating.h"

#include <catch2/catch_test_macros.hpp>

using namespace certcheck;
using namespace certcheck::test;

namespace {

/// leaf <- "issuing" (key 1) <- "root" (key 0)
Question sound() {
  return {.leaf = make(leaf("issuing", 1)),
          .pool = {make(authority("issuing", 1, "root", 0))},
          .anchors = {make(root("root", 0))}};
}

/// The same with an intermediate of that shape.
Question with_issuing(const Spec& issuing) {
  Question question = sound();
  question.pool = {make(issuing)};
  return question;
}

Spec issuing() { return authority("issuing", 1, "root", 0); }

/// The same with an anchor of that shape.
Question with_root(const Spec& anchor) {
  Question question = sound();
  question.anchors = {make(anchor)};
  return question;
}

}  // namespace

TEST_CASE("a sound chain is trusted and says how") {
  const Question question = sound();
  const path::Validation validation = question.validate();
  REQUIRE(validation.trusted());
  REQUIRE(validation.paths.size() == 1);
  const path::Path& path = validation.paths.front();
  CHECK(path.certificates.size() == 3);
  CHECK(path.certificates[0] == question.leaf);
  CHECK(path.certificates[1] == question.pool[0]);
  CHECK(path.anchor->certificate == question.anchors[0]);
  CHECK(path.findings.empty());
  CHECK(validation.findings.empty());
  CHECK(path.expires == date(2027, 1, 1));
  CHECK(path.limited_by == size_t{0});
}

TEST_CASE("the pool may be in any order, with strangers and duplicates") {
  Question question{.leaf = make(leaf("c", 3)), .anchors = {make(root("root", 0))}};
  const x509::CertificatePtr a = make(authority("a", 1, "root", 0)), b = make(authority("b", 2, "a", 1)),
                             c = make(authority("c", 3, "b", 2));
  question.pool = {make(root("stranger", 9)), c, a, c, b, question.leaf, question.anchors[0]};
  const path::Validation validation = question.validate();
  REQUIRE(validation.trusted());
  CHECK(validation.paths.front().certificates == std::vector{question.leaf, c, b, a, question.anchors[0]});
}

// RFC 5280 6.1.3 (a)(2), 4.1.2.5: notBefore and notAfter are part of the period.
TEST_CASE("validity is inclusive at both ends") {
  Question question = sound();
  question.options.time = date(2027, 1, 1);
  CHECK(counted(question).empty());
  question.options.time += std::chrono::seconds(1);
  CHECK(counted(question) == Ids{"path.validity.expired@0", "path.validity.expired@1"});
  question.options.time = date(2025, 1, 1);
  CHECK(counted(question).empty());
  question.options.time -= std::chrono::seconds(1);
  CHECK(counted(question) == Ids{"path.validity.not_yet_valid@0", "path.validity.not_yet_valid@1"});
}

TEST_CASE("an expired intermediate gives way to a valid one of the same CA") {
  Question question = sound();
  Spec old = issuing();
  old.not_after = date(2026, 1, 1);
  question.pool.insert(question.pool.begin(), make(old));
  const path::Validation validation = question.validate();
  REQUIRE(validation.trusted());
  CHECK(validation.paths.front().certificates[1] == question.pool[1]);
  question.pool.pop_back();
  CHECK(counted(question) == Ids{"path.validity.expired@1"});
}

// RFC 5280 6.1.4 (k), (n)
TEST_CASE("an intermediate must be a CA that may sign certificates") {
  Spec spec = issuing();
  spec.basic_constraints = false;
  CHECK(counted(with_issuing(spec)) == Ids{"path.basic_constraints.missing@1"});
  spec = issuing();
  spec.ca = false;
  spec.extensions = {pki::extension("2.5.29.19", true, pki::sequence({}))};
  CHECK(counted(with_issuing(spec)) == Ids{"path.basic_constraints.not_ca@1"});
  spec = issuing();
  spec.key_usage = {6};
  CHECK(counted(with_issuing(spec)) == Ids{"path.key_usage.no_cert_sign@1"});
  spec.key_usage = {5};
  CHECK(counted(with_issuing(spec)).empty());
  spec = issuing();
  spec.version = 1;
  CHECK(counted(with_issuing(spec)) == Ids{"path.version.not_v3@1"});
}

TEST_CASE("a signature that does not verify is told apart from a missing issuer") {
  Spec spec = leaf("issuing", 1);
  spec.spoil_signature = true;
  Question question = sound();
  question.leaf = make(spec);
  CHECK(counted(question) == Ids{"path.signature.invalid@0"});
  question.leaf = make(leaf("issuing", 7));  // another key of that name
  CHECK(counted(question) == Ids{"path.issuer.other_key@0", "path.signature.invalid@0"});

  question = sound();
  question.pool.clear();
  const path::Validation validation = question.validate();
  CHECK(counted(validation, question.options) == Ids{"path.issuer.not_found@0"});
  const Finding& finding = validation.paths.front().findings.back();
  CHECK(finding.evidence.at(0).second == "CN=issuing");
  CHECK(finding.evidence.at(1).first == "key_id");
  CHECK(validation.paths.front().anchor == nullptr);

  // The root is there, but with another key.
  question = sound();
  question.anchors = {make(root("root", 5))};
  // What explains it leads.
  CHECK(counted(question) == Ids{"path.anchor.other_key@1", "path.signature.invalid@1"});
  CHECK_FALSE(has(question.validate(), "path.issuer.key_id_mismatch"));
}

TEST_CASE("a CA that was generated again is called that") {
  const auto message = [](const Question& question, std::string_view id) {
    const path::Validation validation = question.validate();
    for (const Finding& finding : validation.paths.front().findings)
      if (finding.id() == id) return finding.message;
    return std::string();
  };
  const auto contains = [](const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
  };
  Question question = sound();
  question.anchors = {make(root("root", 5))};
  std::string said = message(question, "path.anchor.other_key");
  CHECK(contains(said, "the trust store \"test\" has a CA named CN=root with another key"));
  CHECK(contains(said, "valid from 2025-01-01T00:00:00Z to 2027-01-01T00:00:00Z"));
  Spec by_serial = authority("issuing", 1, "root", 0);
  by_serial.key_identifiers = false;
  by_serial.extensions = {pki::extension("2.5.29.35", false, Bytes{0x30, 0x03, 0x82, 0x01, 0x2a})};
  question.pool = {make(by_serial)};
  said = message(question, "path.anchor.other_key");
  CHECK(contains(
      said, ", which identifies the issuer's certificate with serial number 2a; the CA in the store has"));
  by_serial.extensions.clear();
  question.pool = {make(by_serial)};
  CHECK(contains(message(question, "path.anchor.other_key"), ", which does not identify its issuer's key "));
  // The server sends the root that it had before.
  question = sound();
  question.anchors = {make(root("root", 5))};
  question.pool.push_back(make(root("root", 0)));
  said = message(question, "path.anchor.not_trusted");
  CHECK(contains(said, "; the trust store \"test\" has a certificate of this name with another key"));
  // A self-signed certificate was renewed, with its key or with another.
  Spec old = root("nas", 3);
  old.ca = false;
  old.not_after = date(2026, 1, 1);
  Spec renewed = old;
  renewed.not_before = date(2026, 1, 1);
  renewed.not_after = date(2027, 1, 1);
  question = {.leaf = make(renewed), .anchors = {make(old)}};
  for (const Profile profile : {Profile::rfc5280, Profile::webpki}) {
    question.options.profile = profile;
    question.options.anchor_checks.basic_constraints = true;
    CHECK(contains(message(question, "path.self_signed"),
                   "has an earlier certificate of the same name and key"));
    CHECK_FALSE(has(question.validate(), "path.basic_constraints.not_ca"));
  }
  question.anchors = {make(root("nas", 4))};
  CHECK(contains(message(question, "path.self_signed"), "has a certificate of this name with another key"));
  question.anchors = {make(root("other", 4))};
  CHECK_FALSE(contains(message(question, "path.self_signed"), "trust store"));
}

TEST_CASE("a chain of names that does not hold is told from the key that signed") {
  Question question = sound();
  question.leaf = make(leaf("Issuing CA renamed", 1));
  CHECK(counted(question) == Ids{"path.issuer.name_mismatch@0"});
}

TEST_CASE("what is self-signed needs to be an anchor") {
  Spec self = leaf("www.example.test", 4);
  self.key = 4;
  Question question{.leaf = make(self), .anchors = {make(root("root", 0))}};
  CHECK(counted(question) == Ids{"path.self_signed@0"});
  question.anchors.push_back(question.leaf);
  const path::Validation validation = question.validate();
  REQUIRE(validation.trusted());
  CHECK(validation.paths.front().certificates == std::vector{question.leaf});
  CHECK(validation.paths.front().anchor->certificate == question.leaf);

  question = sound();
  question.pool.push_back(question.anchors[0]);
  question.anchors = {make(root("another", 8))};
  CHECK(counted(question) == Ids{"path.anchor.not_trusted@2"});
}

TEST_CASE("a leaf that others issued is its own anchor for web clients only") {
  Question question = sound();
  question.anchors = {question.leaf};
  question.pool.clear();
  CHECK(counted(question) == Ids{"path.issuer.not_found@0"});
  question.options.profile = Profile::webpki;
  CHECK(question.validate().trusted());
}

TEST_CASE("an anchor is a name and a key, whoever signed its certificate") {
  Question question = sound();
  question.anchors = {question.pool[0]};
  question.pool.clear();
  CHECK(question.validate().trusted());
  // RFC 5280 6.1.1 (d): the rest of its certificate says nothing.
  Spec anchor = root("root", 0);
  anchor.not_after = date(2026, 1, 1);
  anchor.basic_constraints = false;
  anchor.key_usage = {6};
  anchor.purposes = {"1.3.6.1.5.5.7.3.2"};
  anchor.extensions = {name_constraints_extension({dns("other.test")}, {}),
                       pki::extension("1.2.3.4", true, pki::null())};
  question = with_root(anchor);
  CHECK(counted(question).empty());
  CHECK(has(question.validate(), "path.anchor.expired"));

  question.options.anchor_checks.expiry = true;
  CHECK(counted(question) == Ids{"path.validity.expired@2"});
  question.options.anchor_checks = {.basic_constraints = true};
  CHECK(counted(question) == Ids{"path.basic_constraints.missing@2"});
  question.options.anchor_checks = {.constraints = true};
  CHECK(counted(question) == Ids{"names.constraints.not_permitted@0",
                                 "path.extended_key_usage.purpose_not_allowed@2",
                                 "path.extension.unknown_critical@2", "path.key_usage.no_cert_sign@2"});
  question.options.anchor_checks = {};
  question.options.profile = Profile::webpki;
  CHECK(counted(question) == Ids{"names.constraints.not_permitted@0", "path.basic_constraints.missing@2",
                                 "path.extended_key_usage.purpose_not_allowed@2",
                                 "path.extension.unknown_critical@2", "path.key_usage.no_cert_sign@2",
                                 "path.validity.expired@2"});
  // Nothing binds but name and key if the caller says so, under --strict too.
  question.options.anchor_checks.name_and_key_only = true;
  CHECK(counted(question).empty());
  CHECK(has(question.validate(), "path.anchor.not_a_ca"));
  question.options.strict = true;
  CHECK(counted(question).empty());
}

// RFC 5280 6.1.4 (l), (m)
TEST_CASE("path length counts the intermediates that are not self-issued") {
  Question question{.leaf = make(leaf("b", 2)), .anchors = {make(root("root", 0))}};
  Spec a = authority("a", 1, "root", 0);
  a.path_length = 0;
  question.pool = {make(a), make(authority("b", 2, "a", 1))};
  CHECK(counted(question) == Ids{"path.path_length.exceeded@2"});
  a.path_length = 1;
  question.pool[0] = make(a);
  CHECK(counted(question).empty());
  // A CA's new key, certified by its old one, takes no room.
  a.path_length = 0;
  question.pool = {make(a), make(authority("a", 2, "a", 1))};
  question.leaf = make(leaf("a", 2));
  CHECK(counted(question).empty());
  // Of an anchor only if its constraints are applied (RFC 5937 3).
  Spec anchor = root("root", 0);
  anchor.path_length = 0;
  question = with_root(anchor);
  CHECK(counted(question).empty());
  question.options.anchor_checks.constraints = true;
  CHECK(counted(question) == Ids{"path.path_length.exceeded@2"});
}

TEST_CASE("the depth limit counts the intermediates that are not self-issued") {
  Question question = sound();
  question.options.max_depth = 0;
  CHECK(counted(question) == Ids{"path.depth.exceeded"});
  question.options.max_depth = 1;
  CHECK(counted(question).empty());
  question.pool.push_back(make(authority("issuing", 2, "issuing", 1)));
  question.leaf = make(leaf("issuing", 2));
  CHECK(counted(question).empty());
}

TEST_CASE("purposes bind the leaf and every CA that states them") {
  constexpr std::string_view client = "1.3.6.1.5.5.7.3.2", any = "2.5.29.37.0";
  Spec ca = issuing();
  ca.purposes = {client};
  Question question = with_issuing(ca);
  CHECK(counted(question) == Ids{"path.extended_key_usage.purpose_not_allowed@1"});
  question.options.purpose = path::Purpose::client;
  CHECK(counted(question).empty());
  question.options.purpose = path::Purpose::any;
  CHECK(counted(question).empty());
  ca.purposes = {client, any};
  CHECK(counted(with_issuing(ca)).empty());
  Spec server = leaf("issuing", 1);
  server.purposes = {client};
  question = sound();
  question.leaf = make(server);
  CHECK(counted(question) == Ids{"path.extended_key_usage.purpose_not_allowed@0"});
  server.purposes = {};
  server.key_usage = {5};
  question.leaf = make(server);
  CHECK(has(question.validate(), "path.key_usage.purpose_not_allowed"));
  question.options.profile = Profile::webpki;
  CHECK(counted(question) == Ids{"path.key_usage.purpose_not_allowed@0"});
}

// RFC 5280 6.1.3 (b), (c): of every name below, but for self-issued intermediates.
TEST_CASE("name constraints bind what follows") {
  Question question{.leaf = make(leaf("b", 2)), .anchors = {make(root("root", 0))}};
  Spec a = authority("a", 1, "root", 0);
  const auto pool = [&](const std::vector<Bytes>& permitted, const std::vector<Bytes>& excluded) {
    a.extensions = {name_constraints_extension(permitted, excluded)};
    question.pool = {make(a), make(authority("b", 2, "a", 1))};
  };
  pool({dns("example.test")}, {});
  CHECK(counted(question).empty());
  pool({dns("other.test")}, {});
  CHECK(counted(question) == Ids{"names.constraints.not_permitted@0"});
  pool({}, {dns("www.example.test")});
  CHECK(counted(question) == Ids{"names.constraints.excluded@0"});
  pool({}, {directory(simple_name("b"))});
  CHECK(counted(question) == Ids{"names.constraints.excluded@1"});
  // The excluded CA certified itself a new key: the name is that of the constrained CA.
  a.extensions = {name_constraints_extension({}, {directory(simple_name("a"))})};
  question.pool = {make(a), make(authority("a", 2, "a", 1))};
  question.leaf = make(leaf("a", 2));
  CHECK(counted(question).empty());
}

TEST_CASE("critical extensions are processed or refused") {
  Spec ca = issuing();
  ca.extensions = {pki::extension("1.2.3.4", false, pki::null())};
  CHECK(counted(with_issuing(ca)).empty());
  ca.extensions = {pki::extension("1.2.3.4", true, pki::null())};
  CHECK(counted(with_issuing(ca)) == Ids{"path.extension.unknown_critical@1"});
}

TEST_CASE("the host name counts once, whatever the path") {
  Question question = sound();
  question.options.names = {*names::make_host_name("www.example.test")};
  CHECK(counted(question).empty());
  question.options.names.push_back(*names::make_host_name("mail.example.test"));
  const path::Validation validation = question.validate();
  CHECK(counted(validation, question.options) == Ids{"host.mismatch"});
  CHECK(validation.paths.front().anchor != nullptr);
}

TEST_CASE("the caller's validate decides with") {
  static constexpr Check check{"test.refused", Severity::error, Counts::strict, "", "", ""};
  std::vector<path::Role> roles;
  Question question = sound();
  question.options.check_certificate = [&](const x509::Certificate& certificate, path::Role role,
                                           Findings& findings) {
    roles.push_back(role);
    if (certificate.subject.to_string() == "CN=issuing") findings.push_back({.check = &check});
  };
  CHECK(counted(question).empty());
  CHECK(roles == std::vector{path::Role::leaf, path::Role::intermediate});
  roles.clear();
  question.options.strict = true;
  CHECK(counted(question) == Ids{"test.refused@1"});
  CHECK(std::find(roles.begin(), roles.end(), path::Role::anchor) != roles.end());
}

TEST_CASE("strict validates the anchor's certificate as well") {
  Spec anchor = root("root", 0);
  anchor.not_after = date(2026, 1, 1);
  Question question = with_root(anchor);
  question.options.strict = true;
  CHECK(counted(question) == Ids{"path.validity.expired@2"});
}

TEST_CASE("a root may be trusted for older certificates only") {
  const Question question = sound();
  trust::Store store("roots");
  store.add(question.anchors[0], {.distrust_after = date(2024, 12, 1)});
  const trust::Store* const stores[] = {&store};
  crypto::Verifier verifier;
  path::Options options = question.options;
  CHECK(path::validate(question.leaf, question.pool, stores, options, verifier).trusted());
  options.profile = Profile::webpki;
  CHECK(counted(path::validate(question.leaf, question.pool, stores, options, verifier), options) ==
        Ids{"path.anchor.distrusted_after@0"});
  trust::Store later("later roots");
  later.add(question.anchors[0], {.distrust_after = date(2025, 1, 1)});
  const trust::Store* const both[] = {&store, &later};
  const path::Validation validation = path::validate(question.leaf, question.pool, both, options, verifier);
  REQUIRE(validation.trusted());
  CHECK(validation.paths.front().anchor->store == "later roots");
}

TEST_CASE("several keys under one name and several names with one key") {
  // "ca" has keys 1 and 2, each with a certificate; key 1 also belongs to "other".
  Question question{.leaf = make(leaf("ca", 2)), .anchors = {make(root("root", 0))}};
  question.pool = {make(authority("ca", 1, "root", 0)), make(authority("other", 2, "root", 0)),
                   make(authority("ca", 2, "root", 0))};
  CHECK(question.validate().trusted());
  // Without key identifiers only the signatures tell.
  for (Spec spec : {authority("ca", 1, "root", 0), authority("ca", 2, "root", 0)}) {
    spec.key_identifiers = false;
    question.pool.push_back(make(spec));
  }
  question.pool.erase(question.pool.begin(), question.pool.begin() + 3);
  CHECK(question.validate().trusted());
}

TEST_CASE("cross-certificates give a path to each anchor") {
  Question question = sound();
  question.pool.push_back(make(authority("issuing", 1, "second", 6)));
  question.anchors.push_back(make(root("second", 6)));
  const path::Validation validation = question.validate();
  REQUIRE(validation.paths.size() == 2);
  CHECK(validation.paths[0].trusted);
  CHECK(validation.paths[1].trusted);
  CHECK(validation.paths[0].anchor != validation.paths[1].anchor);
}
