#include "certcheck/engine/inspection.h"

#include "certcheck/base/pem.h"
#include "certcheck/crypto/digest.h"
#include "certcheck/engine/checks.h"
#include "certcheck/path/checks.h"
#include "certcheck/revocation/ocsp_request.h"
#include "certcheck/x509/ocsp_request.h"

#include "certserve/pki/certificate.h"
#include "certserve/pki/der_builder.h"
#include "tests/support/pki_status.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <optional>
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
    REQUIRE(report.chain.missing_intermediates.size() == 1);
    CHECK(report.chain.missing_intermediates[0].fetched_from == issuer_address);
    const auto missing = std::find_if(
        report.findings.begin(), report.findings.end(),
        [](const auto& finding) { return finding.check == &engine::checks::chain_missing_intermediate; });
    REQUIRE(missing != report.findings.end());
    for (const std::string_view client : {"was fetched from", "Chrome", "OpenSSL"})
      CHECK(missing->message.find(client) != std::string::npos);
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
    const Subject leaf{Subject::Kind::certificate, 0, crypto::sha256(made.leaf->der)};
    CHECK(report.fetched[0].subject == leaf);
    CHECK(std::count_if(report.findings.begin(), report.findings.end(), [&](const Finding& finding) {
            return finding.check == &engine::checks::fetch_failed && finding.subject == leaf;
          }) == 1);
    // That it can be fetched there is what the certificate says, and was not so.
    CHECK(std::any_of(report.findings.begin(), report.findings.end(), [](const Finding& finding) {
      return finding.check == &engine::checks::chain_missing_intermediate &&
             finding.message.find("could not be fetched here from " + std::string(issuer_address)) !=
                 std::string::npos;
    }));
  }
}

TEST_CASE("what was fetched and does not help is said") {
  Made made;
  const auto message_of = [](const engine::Report& report, const Check& check) {
    const auto found = std::find_if(report.findings.begin(), report.findings.end(),
                                    [&](const Finding& finding) { return finding.check == &check; });
    return found == report.findings.end() ? std::string() : found->message;
  };
  {
    // Somebody else's certificate.
    Inspection inspection = made.inspection(true);
    inspection.provide(inspection.wants().at(0),
                       {.address = std::string(issuer_address), .answer = made.root_der});
    CHECK(inspection.wants().empty());
    const engine::Report report = inspection.report();
    CHECK(report.fetched.at(0).error.empty());
    CHECK(report.fetched[0].note ==
          "it is not a certificate of CN=Inspection Intermediate,O=certcheck test PKI");
    for (const Check* check : {&path::checks::issuer_not_found, &engine::checks::chain_missing_intermediate})
      CHECK(message_of(report, *check)
                .find("what was fetched from " + std::string(issuer_address) + " is not") !=
            std::string::npos);
  }
  {
    // Two CAs that have certified each other.
    const pki::Authority upper{"Inspection Upper", "upper-p256"};
    auto by_upper = pki::authority_certificate(upper, middle);
    by_upper.more_extensions.push_back(issuer_access("http://ca.inspection.test/upper.cer"));
    Inspection inspection = made.inspection(true);
    inspection.provide(inspection.wants().at(0),
                       {.address = std::string(issuer_address), .answer = issue(by_upper)});
    const auto wants = inspection.wants();
    REQUIRE(wants.size() == 1);
    inspection.provide(wants[0], {.address = wants[0].addresses[0],
                                  .answer = issue(pki::authority_certificate(middle, upper))});
    CHECK(inspection.wants().empty());
    const engine::Report report = inspection.report();
    CHECK(report.fetched.at(0).note.empty());
    CHECK(report.fetched.at(1).note.empty());
    CHECK_FALSE(report.fetched[1].subject.index);
    CHECK(message_of(report, path::checks::issuer_circular).find("CN=Inspection Intermediate") !=
          std::string::npos);
    CHECK(message_of(report, path::checks::issuer_not_found).empty());
    CHECK(report.chain.missing_intermediates.size() == 1);
    CHECK(message_of(report, engine::checks::chain_missing_intermediate).find("not trusted either") !=
          std::string::npos);
  }
}

TEST_CASE("each address that was asked is reported, and those in vain have a finding") {
  Made made;
  Inspection inspection = made.inspection(true);
  const auto wants = inspection.wants();
  REQUIRE(wants.size() == 1);
  engine::Fetched before;
  before.address = "http://first.inspection.test/";
  before.error = "the server answered with status 404";
  before.status = 404;
  inspection.provide(wants[0], {.address = std::string(issuer_address),
                                .answer = made.intermediate_der,
                                .method = "GET",
                                .status = 200,
                                .redirects = {"http://other.inspection.test/"},
                                .before = {before}});
  CHECK(inspection.wants().empty());
  const engine::Report report = inspection.report();
  CHECK(report.verdict == engine::Verdict::trusted);
  REQUIRE(report.fetched.size() == 2);
  CHECK(report.fetched[0].address == before.address);
  CHECK(report.fetched[0].status == 404);
  CHECK(report.fetched[0].kind == Want::Kind::issuer);
  CHECK(report.fetched[0].subject == report.fetched[1].subject);
  CHECK(report.fetched[1].status == 200);
  CHECK(report.fetched[1].redirects.size() == 1);
  CHECK(std::count_if(report.findings.begin(), report.findings.end(), [](const Finding& finding) {
          return finding.check == &engine::checks::fetch_failed;
        }) == 1);
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
    "an OCSP response is asked for where nothing says good or revoked, and a CRL if it does not either") {
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
  // Made while the inspection waited for it.
  const Bytes says_good_later =
      make_der(test::OcspSpec{.issuer = "Status Root",
                              .issuer_key = 1,
                              .answers = {{.serial = 7, .this_update = test::now + std::chrono::seconds(60)}},
                              .signer = 1,
                              .produced_at = test::now + std::chrono::seconds(60)});
  const Bytes says_unknown = make_der(
      test::OcspSpec{.issuer = "Status Root", .issuer_key = 1, .answers = {{.serial = 8}}, .signer = 1});
  struct Case {
    Result<Bytes> ocsp;
    std::optional<Result<Bytes>> crl;  ///< unset: it is not asked for
    engine::Verdict verdict;
    revocation::Status status;
    size_t failed;
  };
  const Error nothing{Error::Kind::network, "nobody answers"};
  using engine::Verdict;
  using revocation::Status;
  for (const Case& each : {Case{says_good, std::nullopt, Verdict::trusted, Status::good, 0},
                           Case{says_good_later, std::nullopt, Verdict::trusted, Status::good, 0},
                           Case{nothing, says_revoked, Verdict::untrusted, Status::revoked, 1},
                           Case{says_unknown, says_revoked, Verdict::untrusted, Status::revoked, 0},
                           Case{Bytes{1, 2, 3}, says_revoked, Verdict::untrusted, Status::revoked, 1},
                           Case{nothing, nothing, Verdict::untrusted, Status::unknown, 2}}) {
    crypto::Verifier verifier;
    Inspection asking = inspection(verifier);
    auto wants = asking.wants();
    REQUIRE(wants.size() == 1);
    CHECK(wants[0].kind == Want::Kind::ocsp);
    CHECK(wants[0].addresses == std::vector<std::string>{std::string(responder)});
    CHECK_FALSE(wants[0].request.empty());
    asking.provide(wants[0], {.address = std::string(responder), .answer = each.ocsp});
    wants = asking.wants();
    REQUIRE(wants.size() == (each.crl ? 1 : 0));
    if (each.crl) {
      CHECK(wants[0].kind == Want::Kind::crl);
      CHECK(wants[0].addresses == std::vector<std::string>{std::string(crl_address)});
      asking.provide(wants[0], {.address = std::string(crl_address), .answer = *each.crl});
    }
    CHECK(asking.wants().empty());
    const engine::Report report = asking.report();
    CHECK(report.verdict == each.verdict);
    REQUIRE(report.revocation.size() == 1);
    CHECK(report.revocation[0].status == each.status);
    CHECK(static_cast<size_t>(
              std::count_if(report.findings.begin(), report.findings.end(), [](const Finding& finding) {
                return finding.check == &engine::checks::fetch_failed;
              })) == each.failed);
  }
}

TEST_CASE("OCSP requests have a nonce where one is asked for, and a response with another one is none") {
  using namespace pki;
  constexpr std::string_view responder = "http://ocsp.status.test/";
  test::Spec leaf = test::leaf("Status Root", 1);
  leaf.serial = 7;
  leaf.extensions.push_back(extension(
      "1.3.6.1.5.5.7.1.1", false,
      sequence({sequence({oid("1.3.6.1.5.5.7.48.1"), context_primitive(6, as_bytes(responder))})})));
  trust::Store store("mine");
  store.add(x509::parse_certificate(make_der(test::root("Status Root", 1))));
  const trust::Store* stores[] = {&store};
  const auto response = [](const Bytes& nonce) {
    test::OcspSpec spec{.issuer = "Status Root", .issuer_key = 1, .answers = {{.serial = 7}}, .signer = 1};
    if (!nonce.empty()) spec.extensions = {extension("1.3.6.1.5.5.7.48.1.2", false, octet_string(nonce))};
    return make_der(spec);
  };
  uint8_t made = 0;
  for (const uint8_t answered :
       {uint8_t{1}, uint8_t{99}, uint8_t{0}}) {  // with the nonce of the request, with another one, with none
    crypto::Verifier verifier;
    engine::Options options;
    options.path.time = test::now;
    options.path.profile = Profile::rfc5280;
    options.revocation.mode = revocation::Mode::hard;
    options.wants_revocation = true;
    made = 0;
    options.ocsp_nonce = [&made] { return Bytes(revocation::ocsp_nonce_bytes, ++made); };
    engine::Input input;
    input.presented = {x509::parse_certificate(make_der(leaf))};
    Inspection asking(std::move(input), stores, std::move(options), verifier);
    const auto wants = asking.wants();
    REQUIRE(wants.size() == 1);
    CHECK(wants[0].nonce == Bytes(revocation::ocsp_nonce_bytes, 1));
    const auto request = x509::parse_ocsp_request(Bytes(wants[0].request));
    REQUIRE(request->extensions.size() == 1);
    CHECK(same_bytes(request->extensions[0].value, octet_string(wants[0].nonce)));
    asking.provide(wants[0], {.address = std::string(responder),
                              .answer = response(answered == 0 ? Bytes() : Bytes(32, answered))});
    CHECK(asking.wants().empty());  // it is not asked for again with a new nonce
    const engine::Report report = asking.report();
    CHECK((report.verdict == engine::Verdict::trusted) == (answered != 99));
    CHECK(std::count_if(report.findings.begin(), report.findings.end(), [](const Finding& finding) {
            return finding.id() == "revocation.nonce_missing";
          }) == (answered == 0));
  }
}
