// Which lints the engine runs, and what their findings are about.
#include "certcheck/engine/linting.h"

#include "certcheck/base/encoding.h"
#include "certcheck/base/pem.h"
#include "certcheck/engine/detail/lint_thing.h"
#include "certcheck/engine/inspect.h"
#include "certcheck/lint/facts.h"
#include "certcheck/tls/code_points.h"

#include "certserve/pki/certificate.h"
#include "tests/support/paths.h"
#include "tests/support/read_file.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <string_view>
#include <vector>

using namespace certcheck;

namespace {

const pki::Authority root{"Lint Root", "root-p256"};
const pki::Authority middle{"Lint Intermediate", "issuing-p256"};

x509::CertificatePtr make(const pki::CertificateSpec& spec) { return x509::parse_certificate(issue(spec)); }

pki::CertificateSpec leaf_spec() { return pki::server_certificate(middle, "leaf-p256", "www.lint.test"); }

/// An intermediate that ends before its leaf.
pki::CertificateSpec short_lived() {
  pki::CertificateSpec spec = pki::authority_certificate(root, middle);
  spec.not_after = date(2030, 1, 1);
  return spec;
}

struct Question {
  engine::Input input;
  engine::Options options;
  crypto::Verifier verifier;

  Question() {
    options.path.time = date(2026, 6, 1);
    options.path.names = {*names::make_host_name("www.lint.test")};
  }
  engine::Report inspect() {
    trust::Store store("mine");
    store.add(make(pki::root_certificate(root)));
    const trust::Store* stores[] = {&store};
    return engine::inspect(std::move(input), stores, options, verifier);
  }
};

tls::HandshakeRecord tls12_without_extended_master_secret() {
  tls::HandshakeRecord record;
  record.completed = true;
  record.version = tls::tls12_version;
  record.steps.push_back(
      {.message = tls::step::ClientHello{.extensions = {tls::tls_extension::extended_master_secret}}});
  record.steps.push_back(
      {.from = tls::Side::server, .message = tls::step::ServerHello{.version = tls::tls12_version}});
  return record;
}

std::vector<Subject> subjects(const Findings& findings, std::string_view id) {
  std::vector<Subject> out;
  for (const Finding& finding : findings)
    if (finding.id() == id) out.push_back({finding.subject.kind, finding.subject.index});
  return out;
}

const Subject second_certificate{Subject::Kind::certificate, 1};

}  // namespace

TEST_CASE("a sound chain and its handshake draw nothing") {
  Question question;
  question.input.presented = {make(leaf_spec()), make(pki::authority_certificate(root, middle))};
  question.input.handshake = tls::HandshakeRecord{.completed = true, .version = tls::tls13_version};
  const auto report = question.inspect();
  CHECK(report.verdict == engine::Verdict::trusted);
  CHECK(report.findings.empty());
}

TEST_CASE("a chain is linted as it was validated, findings are about what was sent") {
  Question question;
  question.input.presented = {make(leaf_spec()), make(short_lived())};
  const auto report = question.inspect();
  CHECK(report.verdict == engine::Verdict::trusted);
  CHECK(subjects(report.findings, "chain.validity.ends_before_leaf") ==
        std::vector<Subject>{second_certificate});
}

TEST_CASE("what the path's findings say is not found twice") {
  Question question;
  question.options.path.time = date(2031, 1, 1);
  question.input.presented = {make(leaf_spec()), make(short_lived())};
  const auto report = question.inspect();
  CHECK(subjects(report.findings, "path.validity.expired") == std::vector<Subject>{second_certificate});
  CHECK(subjects(report.findings, "chain.validity.ends_before_leaf").empty());
}

TEST_CASE("a key usage that fits no handshake at all is the path's to report") {
  for (const Profile profile : {Profile::webpki, Profile::rfc5280}) {
    pki::CertificateSpec leaf = leaf_spec();
    leaf.key_usage = {pki::crl_sign};
    Question question;
    question.options.path.profile = profile;
    question.input.presented = {make(leaf), make(pki::authority_certificate(root, middle))};
    question.input.handshake = tls::HandshakeRecord{.completed = true, .signature_scheme = uint16_t{0x0403}};
    const auto report = question.inspect();
    const bool by_path = !subjects(report.findings, "path.key_usage.purpose_not_allowed").empty();
    CHECK(subjects(report.findings, "handshake.key_usage.not_for_signature").empty() == by_path);
  }
}

TEST_CASE("what only a path would say is found where there is none") {
  pki::CertificateSpec leaf = leaf_spec();
  leaf.issuer.key = "issuing-rsa";  // names the intermediate, signed by another key
  Question question;
  question.input.presented = {make(leaf), make(pki::authority_certificate(root, middle))};
  const auto chain = question.input.presented;
  const auto report = question.inspect();
  CHECK(subjects(report.findings, "path.issuer.other_key").size() == 1);
  CHECK(subjects(report.findings, "chain.key_identifiers.not_of_issuer").empty());
  CHECK(subjects(engine::lint_chain(chain, lint::Selection(), question.verifier),
                 "chain.key_identifiers.not_of_issuer") ==
        std::vector<Subject>{{Subject::Kind::certificate, 0}});
}

TEST_CASE("a handshake is linted with or without a certificate") {
  const std::vector<Subject> one{{Subject::Kind::handshake, {}}};
  for (const bool with_certificate : {false, true}) {
    Question question;
    question.input.handshake = tls12_without_extended_master_secret();
    if (with_certificate)
      question.input.presented = {make(leaf_spec()), make(pki::authority_certificate(root, middle))};
    CHECK(subjects(question.inspect().findings, "rfc9325.protocol.no_extended_master_secret") == one);
  }
}

TEST_CASE("the user's own root is linted, and who refuses it is said") {
  pki::CertificateSpec spec = pki::root_certificate(root);
  spec.key_usage = {};
  const std::vector<Subject> anchor{{Subject::Kind::anchor, {}}};
  for (const bool is_public : {false, true}) {
    for (const bool strict : {false, true}) {
      Question question;
      question.options.path.profile = Profile::rfc5280;
      question.options.path.strict = strict;
      trust::Store store("mine", is_public);
      store.add(make(spec));
      const trust::Store* stores[] = {&store};
      question.input.presented = {make(leaf_spec()), make(pki::authority_certificate(root, middle))};
      const auto report =
          engine::inspect(std::move(question.input), stores, question.options, question.verifier);
      CHECK(report.verdict == (strict ? engine::Verdict::untrusted : engine::Verdict::trusted));
      const auto told = is_public ? std::vector<Subject>{} : anchor;
      CHECK(subjects(report.findings, "clients.openssl_strict.refused") == told);
      if (!strict) CHECK(subjects(report.findings, "rfc5280.key_usage.missing_in_ca") == told);
    }
  }
}

TEST_CASE("what Apple asks of servers binds servers of private CAs") {
  pki::CertificateSpec leaf = leaf_spec();
  leaf.not_before = date(2025, 1, 1);
  const auto told = [&](bool is_public, path::Purpose purpose, bool pinned) {
    Question question;
    question.options.path.purpose = purpose;
    trust::Store store("mine", is_public);
    store.add(make(pinned ? leaf : pki::root_certificate(root)));
    const trust::Store* stores[] = {&store};
    question.input.presented = {make(leaf), make(pki::authority_certificate(root, middle))};
    const auto report =
        engine::inspect(std::move(question.input), stores, question.options, question.verifier);
    return subjects(report.findings, "clients.apple.validity_too_long").size();
  };
  CHECK(told(false, path::Purpose::server, false) == 1);
  CHECK(told(false, path::Purpose::client, false) == 0);
  CHECK(told(true, path::Purpose::server, false) == 0);
  CHECK(told(false, path::Purpose::server, true) == 0);
}

TEST_CASE("nothing is linted unless it is wanted") {
  Question question;
  question.options.lint = false;
  question.input.handshake = tls12_without_extended_master_secret();
  question.input.presented = {make(leaf_spec()), make(short_lived())};
  CHECK(question.inspect().findings.empty());
}

TEST_CASE("evidence is linted, whether it is used or not") {
  const std::string text = test::read_file(
      test::source_dir() / "testdata/lint/cases/chain.revocation_signers.delegate_without_purpose/fires.pem");
  const auto blocks = find_pem_blocks(text);
  REQUIRE(blocks.size() == 1);
  Question question;
  question.input.presented = {make(leaf_spec()), make(pki::authority_certificate(root, middle))};
  question.input.evidence.responses = {x509::parse_ocsp_response(blocks.front().decode().value())};
  CHECK(subjects(question.inspect().findings, "chain.revocation_signers.delegate_without_purpose") ==
        std::vector<Subject>{{Subject::Kind::ocsp, 0}});
}

TEST_CASE("certificates that stand together are linted as a chain") {
  crypto::Verifier verifier;
  const auto leaf = make(leaf_spec()), authority = make(short_lived());
  const std::vector<x509::CertificatePtr> ordered{leaf, authority}, reversed{authority, leaf};
  const lint::Selection everything;
  CHECK(subjects(engine::lint_chain(ordered, everything, verifier), "chain.validity.ends_before_leaf") ==
        std::vector<Subject>{second_certificate});
  CHECK(subjects(engine::lint_chain(reversed, everything, verifier), "chain.leaf_not_first") ==
        std::vector<Subject>{second_certificate});
  CHECK(engine::lint_chain({}, everything, verifier).empty());
  const lint::Selection none(lint::Rules{.include = {"chain.names.*"}, .exclude = {}, .severities = {}});
  CHECK(engine::lint_chain(reversed, none, verifier).empty());
}

TEST_CASE("an issuer that is missing between the certificates of a file is named") {
  crypto::Verifier verifier;
  const auto leaf = make(leaf_spec()), between = make(pki::authority_certificate(root, middle)),
             top = make(pki::root_certificate(root));
  const auto missing = [&](const std::vector<x509::CertificatePtr>& chain) {
    return subjects(engine::lint_chain(chain, lint::Selection(), verifier), "chain.missing_intermediate");
  };
  CHECK(missing({leaf, top}) == std::vector<Subject>{{Subject::Kind::certificate, 0}});
  CHECK(missing({leaf, between, top}).empty());
  // A root may be left out, and nobody knows of other certificates what they are for.
  CHECK(missing({leaf, between}).empty());
  CHECK(missing({leaf, between, make(pki::server_certificate(root, "leaf-rsa", "other.test"))}).empty());
}

TEST_CASE("signatures of a chain are verified whatever order it has") {
  crypto::Verifier verifier;
  const auto leaf = make(leaf_spec()), authority = make(short_lived());
  Bytes changed = leaf->der;
  changed.back() ^= 1;
  const auto spoilt = x509::parse_certificate(changed);
  const auto broken = [&](const std::vector<x509::CertificatePtr>& chain) {
    return subjects(engine::lint_chain(chain, lint::Selection(), verifier), "chain.signatures.invalid");
  };
  CHECK(broken({leaf, authority}).empty());
  CHECK(broken({authority, leaf}).empty());
  CHECK(broken({spoilt, authority}) == std::vector<Subject>{{Subject::Kind::certificate, 0}});
  CHECK(broken({authority, spoilt}) == std::vector<Subject>{second_certificate});
  CHECK(broken({spoilt, leaf, authority}) == std::vector<Subject>{{Subject::Kind::certificate, 0}});
  const lint::Selection without(
      lint::Rules{.include = {}, .exclude = {"chain.signatures.*"}, .severities = {}});
  CHECK(subjects(engine::lint_chain(std::vector{authority, spoilt}, without, verifier),
                 "chain.signatures.invalid")
            .empty());
}

TEST_CASE("what the parser found in a CRL given as evidence is in the report") {
  // Its CRL number is 02 02 00 05, which DER writes as 02 01 05 (X.690 8.3.2).
  const auto crl = base64_decode(
      "MGowUQIBATAKBggqhkjOPQQDAjARMQ8wDQYDVQQDDAZJc3N1ZXIXDTI2MDEwMTAwMDAwMFoXDTI3MDEwMTAwMDAwMFqgDzANMAsG"
      "A1UdFAQEAgIABTAKBggqhkjOPQQDAgMJADAGAgEBAgEB");
  REQUIRE(crl);
  Question question;
  question.input.presented = {make(leaf_spec()), make(pki::authority_certificate(root, middle))};
  question.input.evidence.crls = {x509::parse_crl(*crl)};
  const engine::Report report = question.inspect();
  CHECK(subjects(report.findings, "der.integer.not_minimal") ==
        std::vector{Subject{.kind = Subject::Kind::crl, .index = 0}});
}

TEST_CASE("a node path counts the extensions that cannot be read") {
  // The first extension has no extnID; the second, a critical authorityKeyIdentifier, is element 1.
  const auto der = base64_decode(
      "MIIBHTCCAQKgAwIBAgICEjQwCgYIKoZIzj0EAwIwETEPMA0GA1UEAwwGSXNzdWVyMB4XDTI0MDEwMTAwMDAwMFoXDTM0MDEwMTAw"
      "MDAwMFowEjEQMA4GA1UEAwwHU3ViamVjdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABGsX0fLhLEJH+Lzm5WOkQPJ3A32BLesz"
      "oPShOUXYmMKWT+NC4v4af5uO5+tKfA+eFivOM1drMV7Oy7ZAaDe/UfWjSTBHMAQEAgUAMCIGA1UdIwEB/wQYMBaAFAEBAQEBAQEB"
      "AQEBAQEBAQEBAQEBMBsGA1UdEQQUMBKCEHd3dy5leGFtcGxlLnRlc3QwCgYIKoZIzj0EAwIDCQAwBgIBAQIBAQ==");
  REQUIRE(der);
  const auto certificate = x509::parse_certificate(*der);
  crypto::Verifier verifier;
  Findings findings;
  engine::lint_thing(lint::CertificateFacts(*certificate, verifier), Subject{Subject::Kind::certificate, 0},
                     lint::Selection(), findings);
  const auto found = std::find_if(findings.begin(), findings.end(), [](const Finding& finding) {
    return finding.id() == "rfc5280.authority_key_identifier.critical";
  });
  REQUIRE(found != findings.end());
  CHECK(found->node_path == "tbsCertificate.extensions.1");
}
