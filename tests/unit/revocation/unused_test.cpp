// Evidence that is superseded: each piece says which rule excluded it.
#include "tests/unit/revocation/statements.h"

using namespace certcheck;
using namespace certcheck::test;
using revocation::Mode;
using revocation::Scope;
using revocation::Status;

namespace {

constexpr std::string_view unrelated = "revocation.unrelated", not_asked_for = "revocation.not_asked_for";

OcspSpec response_about(unsigned serial, std::string issuer = "int", unsigned key = 1) {
  return {.issuer = std::move(issuer), .issuer_key = key, .answers = {{.serial = serial}}, .signer = key};
}

size_t count(const revocation::Answer& answer, std::string_view id) {
  return static_cast<size_t>(std::count_if(answer.findings.begin(), answer.findings.end(),
                                           [&](const Finding& finding) { return finding.id() == id; }));
}

}  // namespace

TEST_CASE("evidence about certificates that are not on the path is called that") {
  Statements pki;
  pki.options.mode = Mode::soft;
  pki.crls = {{.issuer = "stranger", .signer = 9}};
  pki.responses = {make_der(response_about(8)), make_der(response_about(7, "stranger", 9))};
  const auto answer = pki.check();
  CHECK(answer.findings.size() == 3);
  CHECK(count(answer, unrelated) == 3);
  CHECK(said(answer, unrelated) ==
        "the CRL of CN=stranger was not used: its issuer has issued no certificate of the path, and is the "
        "cRLIssuer of none");
  CHECK(answer.findings[0].subject == Subject{Subject::Kind::crl, 0});
  CHECK(answer.findings[1].subject == Subject{Subject::Kind::ocsp, 0});
  CHECK(has(answer.findings[1].message,
            "about the certificate with serial number 08, which is not a certificate of the path"));
  CHECK(answer.findings[2].subject == Subject{Subject::Kind::ocsp, 1});
  // A notice that counts nowhere.
  CHECK(answer.findings[0].severity() == Severity::notice);
  for (const Profile profile : {Profile::rfc5280, Profile::webpki})
    for (const bool strict : {false, true}) CHECK_FALSE(any_counts(answer.findings, profile, strict));
}

TEST_CASE("evidence about a status that nobody asks for is called that") {
  Statements pki;
  pki.crls = {{.issuer = "root", .signer = 0, .entries = {{.serial = 5}}}};
  pki.responses = {make_der(response_about(5, "root", 0)), make_der(response_about(7))};
  auto answer = pki.check();  // of the leaf alone
  CHECK(answer.statuses.at(0).status == Status::good);
  CHECK(count(answer, not_asked_for) == 2);
  CHECK(has(said(answer, not_asked_for), "it is about CN=int, and only the leaf's status is asked for"));
  pki.options.scope = Scope::chain;
  CHECK(count(pki.check(), not_asked_for) == 0);
  SECTION("revocation is off") {
    pki.options.mode = Mode::off;
    answer = pki.check();
    CHECK(answer.statuses.empty());
    CHECK(answer.findings.size() == 3);
    CHECK(count(answer, not_asked_for) == 3);
    CHECK(has(said(answer, not_asked_for), "the status of certificates is not asked for (revocation off)"));
    pki.responses = {ocsp_error(3)};
    CHECK(count(pki.check(), not_asked_for) == 2);
  }
  SECTION("the CA publishes none") {
    pki.end.extensions = {pki::extension("2.5.29.56", false, pki::null())};
    pki.crls = {{.issuer = "int", .signer = 1}};
    answer = pki.check();
    CHECK(answer.statuses.at(0).source == "noRevAvail");
    CHECK(has(said(answer, not_asked_for), "for which its CA publishes no status (noRevAvail)"));
  }
}

TEST_CASE("what was used, superseded or refused is not called unused") {
  Statements pki;
  pki.options.scope = Scope::chain;
  pki.crls = {{.issuer = "int", .signer = 1},
              {.issuer = "int", .signer = 1, .this_update = date(2026, 5, 20)},
              {.issuer = "int", .signer = 9},
              {.issuer = "root", .signer = 0}};
  pki.responses = {make_der(response_about(7))};
  const auto answer = pki.check();
  CHECK(answer.findings.size() == 2);
  CHECK(count(answer, "revocation.superseded") == 1);
  CHECK(count(answer, "revocation.crl_not_usable") == 1);
}

TEST_CASE("a CRL that says whether a signer is revoked was used") {
  Statements pki;
  // Another certificate of the CA signs its CRLs; the root's CRL is about that one, and not about the leaf.
  Spec signer = authority("int", 2, "root", 0);
  signer.serial = 6;
  pki.pool = {signer};
  pki.crls = {{.issuer = "int", .signer = 2}, {.issuer = "root", .signer = 0}};
  CHECK(pki.status() == Status::good);
  CHECK(pki.check().findings.empty());
}

TEST_CASE("unused evidence does not drown the report") {
  Statements pki;
  for (unsigned i = 0; i < 30; ++i) {
    pki.crls.push_back({.issuer = "stranger " + std::to_string(i), .signer = 9});
    pki.responses.push_back(make_der(response_about(100 + i)));
  }
  pki.options.mode = Mode::soft;
  const auto answer = pki.check();
  CHECK(answer.findings.size() == 11);
  CHECK(answer.findings.back().message == "and 50 more of this kind");
}

TEST_CASE("a staple with a certificate that is not on the path is unrelated") {
  Statements pki;
  pki.options.mode = Mode::off;
  pki.stranger_staples = {make_der(response_about(1, "elsewhere", 9))};
  CHECK(has(said(pki.check(), unrelated), "it came with CN=elsewhere, which is not on the path"));
}
