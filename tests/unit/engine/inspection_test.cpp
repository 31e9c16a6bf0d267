#include "certcheck/engine/inspection.h"

#include "certcheck/base/pem.h"
#include "certcheck/engine/checks.h"

#include "certserve/pki/certificate.h"
#include "certserve/pki/der_builder.h"
#include "tests/support/status_pki.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

using namespace certcheck;
using engine::Inspection;
using engine::Provided;
using engine::Want;

namespace {

constexpr std::string_view issuer_address = "http://ca.inspection.test/issuing.cer";

/// authorityInfoAccess with one caIssuers address (RFC 5280 4.2.2.1).
Bytes issuer_access(std::string_view address) {
  using namespace pki;
  return extension(
      "1.3.6.1.5.5.7.1.1", false,
      sequence({sequence({oid("1.3.6.1.5.5.7.48.2"), context_primitive(6, as_bytes(address))})}));
}

const pki::Authority root{"Inspection Root", "root-p256"};
const pki::Authority middle{"Inspection Intermediate", "issuing-p256"};

struct Made {
  Bytes root_der = issue(pki::root_certificate(root));
  Bytes intermediate_der = issue(pki::authority_certificate(root, middle));
  x509::CertificatePtr leaf;
  trust::Store store{"mine"};

  Made() {
    auto certificate = pki::server_certificate(middle, "leaf-p256", "www.inspection.test");
    certificate.more_extensions.push_back(issuer_access(issuer_address));
    leaf = x509::parse_certificate(issue(certificate));
    store.add(x509::parse_certificate(root_der));
  }

  Inspection inspection(bool wants_issuers) {
    engine::Options options;
    options.path.time = date(2026, 6, 1);
    options.wants_issuers = wants_issuers;
    engine::Input input;
    input.presented = {leaf};
    const trust::Store* stores[] = {&store};
    return Inspection(std::move(input), stores, std::move(options), verifier);
  }

  crypto::Verifier verifier;
};

}  // namespace

TEST_CASE("nothing is wanted unless asked for") {
  Made made;
  Inspection inspection = made.inspection(false);
  CHECK(inspection.wants().empty());
  const engine::Report report = inspection.report();
  CHECK(report.verdict == engine::Verdict::untrusted);
  CHECK(report.fetched.empty());
}

TEST_CASE("a missing issuer is asked for once, and makes the path when it comes") {
  Made made;
  for (const Bytes& answer :
       {made.intermediate_der, to_bytes(as_bytes(pem_encode("CERTIFICATE", made.intermediate_der)))}) {
    Inspection inspection = made.inspection(true);
    const auto wants = inspection.wants();
    REQUIRE(wants.size() == 1);
    CHECK(wants[0].kind == Want::Kind::issuer);
    CHECK(wants[0].about == made.leaf);
    CHECK(wants[0].addresses == std::vector<std::string>{std::string(issuer_address)});
    CHECK(wants[0].request.empty());
    CHECK(inspection.wants() == wants);  // until it is provided
    inspection.provide(wants[0], {.address = std::string(issuer_address), .answer = answer});
    CHECK(inspection.wants().empty());
    const engine::Report report = inspection.report();
    CHECK(report.verdict == engine::Verdict::trusted);
    REQUIRE(report.fetched.size() == 1);
    CHECK(report.fetched[0].error.empty());
    CHECK(report.fetched[0].bytes == answer.size());
    // The server is still to blame.
    CHECK(report.chain.missing_intermediates.size() == 1);
  }
}

TEST_CASE("what cannot be had or read is said, and not asked for again") {
  Made made;
  const std::vector<Result<Bytes>> answers{Error{Error::Kind::network, "nobody answers"}, Bytes{1, 2, 3},
                                           Bytes{}};
  for (const auto& answer : answers) {
    Inspection inspection = made.inspection(true);
    const auto wants = inspection.wants();
    REQUIRE(wants.size() == 1);
    inspection.provide(wants[0], {.address = std::string(issuer_address), .answer = answer});
    CHECK(inspection.wants().empty());
    const engine::Report report = inspection.report();
    CHECK(report.verdict == engine::Verdict::untrusted);
    REQUIRE(report.fetched.size() == 1);
    CHECK_FALSE(report.fetched[0].error.empty());
    CHECK(std::count_if(report.findings.begin(), report.findings.end(), [](const Finding& finding) {
            return finding.check == &engine::checks::fetch_failed;
          }) == 1);
  }
}

TEST_CASE("an issuer that does not issue is not believed, and answers to no want are ignored") {
  Made made;
  Inspection inspection = made.inspection(true);
  const auto wants = inspection.wants();
  REQUIRE(wants.size() == 1);
  inspection.provide(wants[0], {.address = {}, .answer = made.root_der});
  inspection.provide(wants[0], {.address = {}, .answer = made.intermediate_der});
  const engine::Report report = inspection.report();
  CHECK(report.verdict == engine::Verdict::untrusted);
  CHECK(report.fetched.size() == 1);
}

TEST_CASE(
    "a CRL and an OCSP response are asked for where nothing says good or revoked, until something does") {
  using namespace pki;
  constexpr std::string_view crl_address = "http://ca.status.test/root.crl",
                             responder = "http://ocsp.status.test/";
  const Bytes point = sequence({context(0, {context(0, {context_primitive(6, as_bytes(crl_address))})})});
  test::Spec leaf = test::leaf("Status Root", 1);
  leaf.serial = 7;
  leaf.extensions.push_back(extension("2.5.29.31", false, sequence({point})));
  leaf.extensions.push_back(extension(
      "1.3.6.1.5.5.7.1.1", false,
      sequence({sequence({oid("1.3.6.1.5.5.7.48.1"), context_primitive(6, as_bytes(responder))})})));
  trust::Store store("mine");
  store.add(x509::parse_certificate(make_der(test::root("Status Root", 1))));
  const trust::Store* stores[] = {&store};
  const Bytes says_good = make_der(
      test::OcspSpec{.issuer = "Status Root", .issuer_key = 1, .answers = {{.serial = 7}}, .signer = 1});
  const Bytes says_revoked =
      make_der(test::CrlSpec{.issuer = "Status Root", .signer = 1, .entries = {{.serial = 7}}});
  const auto inspection = [&](crypto::Verifier& verifier) {
    engine::Options options;
    options.path.time = test::now;
    options.path.profile = Profile::rfc5280;
    options.revocation.mode = revocation::Mode::hard;
    options.wants_revocation = true;
    engine::Input input;
    input.presented = {x509::parse_certificate(make_der(leaf))};
    return Inspection(std::move(input), stores, std::move(options), verifier);
  };
  struct Case {
    Result<Bytes> ocsp, crl;
    engine::Verdict verdict;
  };
  const Error nothing{Error::Kind::network, "nobody answers"};
  for (const Case& each : {Case{says_good, nothing, engine::Verdict::trusted},
                           Case{says_good, says_revoked, engine::Verdict::untrusted},
                           Case{nothing, says_revoked, engine::Verdict::untrusted},
                           Case{nothing, nothing, engine::Verdict::untrusted}}) {
    crypto::Verifier verifier;
    Inspection asking = inspection(verifier);
    const auto wants = asking.wants();
    REQUIRE(wants.size() == 2);
    CHECK(wants[0].kind == Want::Kind::ocsp);
    CHECK(wants[0].addresses == std::vector<std::string>{std::string(responder)});
    CHECK_FALSE(wants[0].request.empty());
    CHECK(wants[1].kind == Want::Kind::crl);
    CHECK(wants[1].addresses == std::vector<std::string>{std::string(crl_address)});
    asking.provide(wants[0], {.address = std::string(responder), .answer = each.ocsp});
    asking.provide(wants[1], {.address = std::string(crl_address), .answer = each.crl});
    CHECK(asking.wants().empty());
    CHECK(asking.report().verdict == each.verdict);
  }
}
