#include "certcheck/dane/dane.h"

#include "certcheck/base/encoding.h"
#include "certcheck/crypto/digest.h"
#include "certcheck/dane/checks.h"
#include "certcheck/dane/findings.h"
#include "certcheck/path/path.h"

#include "certserve/pki/certificate.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>

#include <string>
#include <utility>
#include <vector>

using namespace certcheck;
using dane::Outcome;
using dns::TlsaRecord;
using x509::CertificatePtr;

namespace {

constexpr std::string_view host = "www.dane.test";

const pki::Authority root{"DANE Root", "root-p256"};
const pki::Authority middle{"DANE Intermediate", "issuing-p256"};

TlsaRecord record(uint8_t usage, uint8_t selector, uint8_t matching, const x509::Certificate& certificate) {
  const ByteView selected = selector == 0 ? ByteView(certificate.der) : certificate.public_key.bytes;
  if (matching == 0) return {usage, selector, matching, to_bytes(selected)};
  return {usage, selector, matching,
          crypto::digest(matching == 1 ? crypto::Digest::sha256 : crypto::Digest::sha512, selected).value()};
}

/// A server with a chain of three, and what is validated of it.
struct Server {
  CertificatePtr top = x509::parse_certificate(issue(pki::root_certificate(root)));
  CertificatePtr intermediate = x509::parse_certificate(issue(pki::authority_certificate(root, middle)));
  CertificatePtr leaf = x509::parse_certificate(issue(pki::server_certificate(middle, "leaf-p256", host)));
  CertificatePtr other = x509::parse_certificate(issue(pki::server_certificate(middle, "leaf-rsa", host)));
  std::vector<CertificatePtr> presented{leaf, intermediate};
  dns::TlsaLookup lookup{.base_domain = std::string(host),
                         .answer = {.name = "_443._tcp.www.dane.test", .records = {}, .authenticated = true},
                         .asked = {"_443._tcp.www.dane.test"}};
  std::vector<std::string> accepted{std::string(host)};
  bool trusts_root = true, proven = true, mail_exchanger = false;
  Time time = date(2026, 6, 1);
  crypto::Verifier verifier;

  dane::Report validate(std::vector<TlsaRecord> records) {
    lookup.answer.records = std::move(records);
    path::Options options;
    options.time = time;
    trust::Store store("mine");
    if (trusts_root) store.add(top);
    const trust::Store* stores[] = {&store};
    const auto validation =
        path::validate(presented.empty() ? leaf : presented.front(), presented, stores, options, verifier);
    std::vector<names::ReferenceName> references;
    for (const std::string& name : accepted) references.push_back(*names::make_host_name(name));
    const dane::Question question{.lookup = lookup,
                                  .presented = presented,
                                  .paths = validation.paths,
                                  .trusted = validation.trusted(),
                                  .proven = proven,
                                  .mail_exchanger = mail_exchanger,
                                  .names = std::move(references),
                                  .options = options,
                                  .verifier = verifier};
    dane::Report report = dane::validate(question);
    ids.clear();
    for (const Finding& finding : dane::findings(report, question)) ids.emplace_back(finding.id());
    return report;
  }
  std::vector<std::string> ids;  ///< of the findings of the last validation
};

using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE("every selector and matching type finds the leaf, under usages 1 and 3") {
  Server server;
  const auto usage = GENERATE(dane::pkix_ee, dane::dane_ee);
  const auto selector = GENERATE(uint8_t{0}, uint8_t{1});
  const auto matching = GENERATE(uint8_t{0}, uint8_t{1}, uint8_t{2});
  const auto report = server.validate({record(usage, selector, matching, *server.leaf)});
  CHECK(report.outcome == Outcome::matched);
  CHECK(report.by == 0U);
  CHECK(report.ignores_pkix == (usage == dane::dane_ee));
  CHECK(report.associations[0].matched->index == 0U);
  CHECK(server.ids.empty());
  // Another key.
  CHECK(server.validate({record(usage, selector, matching, *server.other)}).outcome == Outcome::mismatched);
  CHECK(server.ids == Ids{"dane.no_match"});
}

TEST_CASE("usages 0 and 2 are about CAs, wherever they are in the chain") {
  Server server;
  const auto selector = GENERATE(uint8_t{0}, uint8_t{1});
  const auto matching = GENERATE(uint8_t{0}, uint8_t{1}, uint8_t{2});
  CHECK(server.validate({record(0, selector, matching, *server.intermediate)}).outcome == Outcome::matched);
  // A root that nobody sends is part of the path all the same (RFC 6698 2.1.1).
  const auto by_root = server.validate({record(0, selector, matching, *server.top)});
  CHECK(by_root.outcome == Outcome::matched);
  CHECK_FALSE(by_root.associations[0].matched->index);
  CHECK(server.validate({record(2, selector, matching, *server.intermediate)}).outcome == Outcome::matched);
  CHECK(server.ids.empty());
}

TEST_CASE("PKIX usages rest on the ordinary verdict, DANE usages do not") {
  Server server;
  server.trusts_root = false;
  for (const uint8_t usage : {dane::pkix_ta, dane::pkix_ee}) {
    const auto report =
        server.validate({record(usage, 1, 1, usage == dane::pkix_ee ? *server.leaf : *server.intermediate)});
    CHECK(report.outcome == Outcome::mismatched);
    CHECK(server.ids == Ids{"dane.no_match"});
  }
  CHECK(server.validate({record(2, 0, 1, *server.intermediate)}).outcome == Outcome::matched);
  CHECK(server.ids.empty());
  CHECK(server.validate({record(3, 1, 1, *server.leaf)}).outcome == Outcome::matched);
  CHECK(server.ids == Ids{"dane.pkix_ignored"});
}

TEST_CASE("RFC 7671 5.1: DANE-EE asks neither for names nor for dates") {
  Server server;
  server.accepted = {"another.test"};
  server.time = date(2051, 1, 1);
  const auto report = server.validate({record(3, 1, 1, *server.leaf)});
  CHECK(report.outcome == Outcome::matched);
  CHECK(report.ignores_pkix);
  CHECK(server.ids == Ids{"dane.pkix_ignored"});
}

TEST_CASE("DANE-TA asks for names, dates and the chain up to the CA") {
  Server server;
  const TlsaRecord of_intermediate = record(2, 0, 1, *server.intermediate);
  server.accepted = {"another.test", "mail.test"};
  auto report = server.validate({of_intermediate});
  CHECK(report.outcome == Outcome::mismatched);
  CHECK(report.associations[0].refused == "the certificate is not for another.test, mail.test");
  // One of them suffices (RFC 7672 3.2.2).
  server.accepted.emplace_back(host);
  CHECK(server.validate({of_intermediate}).outcome == Outcome::matched);
  server.time = date(2051, 1, 1);
  report = server.validate({of_intermediate});
  CHECK(report.outcome == Outcome::mismatched);
  CHECK(report.associations[0].refused.find("which is before") != std::string::npos);
}

TEST_CASE(
    "RFC 7671 5.2: a CA that only its digest names has to be sent, one that is there in full need not be") {
  Server server;
  CHECK(server.validate({record(2, 0, 1, *server.top)}).outcome == Outcome::mismatched);
  CHECK(server.ids == Ids{"dane.no_match", "dane.anchor_not_sent"});
  server.trusts_root = false;
  CHECK(server.validate({record(2, 0, 0, *server.top)}).outcome == Outcome::matched);
  server.presented.push_back(server.top);
  CHECK(server.validate({record(2, 0, 1, *server.top)}).outcome == Outcome::matched);
}

TEST_CASE("RFC 6698 4.1: what is not defined or not of its form is unusable, by name") {
  Server server;
  const Bytes digest(32, 1);
  struct Bad {
    TlsaRecord record;
    std::string words;
  };
  for (const auto& [bad, words] :
       {Bad{{4, 1, 1, digest}, "certificate usage 4"}, Bad{{255, 1, 1, digest}, "certificate usage 255"},
        Bad{{3, 2, 1, digest}, "selector 2"}, Bad{{3, 1, 3, digest}, "matching type 3"},
        Bad{{3, 1, 1, Bytes(31, 1)}, "31 bytes"}, Bad{{3, 1, 2, digest}, "32 bytes"},
        Bad{{3, 0, 0, digest}, "not a certificate"}, Bad{{3, 1, 0, digest}, "not a SubjectPublicKeyInfo"},
        Bad{{3, 1, 0, {}}, "not a SubjectPublicKeyInfo"}}) {
    INFO(words);
    const auto report = server.validate({bad});
    CHECK(report.outcome == Outcome::unusable);
    CHECK(report.associations[0].unusable.find(words) != std::string::npos);
    CHECK(server.ids == Ids{"dane.record_unusable"});
    // Beside one that can be used it changes nothing.
    CHECK(server.validate({bad, record(3, 1, 1, *server.leaf)}).outcome == Outcome::matched);
  }
  server.lookup.answer.unreadable.push_back({3});
  CHECK(server.validate({}).outcome == Outcome::unusable);
  CHECK(server.ids == Ids{"dane.record_unusable"});
}

TEST_CASE("RFC 7672 3.1.3: between mail servers the PKIX usages are not used") {
  Server server;
  server.mail_exchanger = true;
  CHECK(server.validate({record(1, 1, 1, *server.leaf)}).outcome == Outcome::unusable);
  CHECK(server.ids == Ids{"dane.pkix_usage"});
}

TEST_CASE("records that nobody vouches for, no records and no answer are told apart") {
  Server server;
  server.lookup.answer.authenticated = false;
  auto report = server.validate({record(3, 1, 1, *server.leaf)});
  CHECK(report.outcome == Outcome::unauthenticated);
  CHECK_FALSE(report.ignores_pkix);
  CHECK(server.ids == Ids{"dane.unauthenticated"});
  server.validate({});
  CHECK(server.ids == Ids{"dane.no_records"});
  server.lookup.answer.problem = "SERVFAIL";
  CHECK(server.validate({}).outcome == Outcome::unknown);
  CHECK(server.ids == Ids{"dane.lookup_failed"});
}

TEST_CASE(
    "RFC 7672 2.2.2: senders of mail do not ask where the host is not authenticated, whatever fails there") {
  Server server;
  server.lookup.answer.problem = "SERVFAIL";
  server.lookup.host_unauthenticated = true;
  CHECK(server.validate({}).outcome == Outcome::unknown);
  server.mail_exchanger = true;
  CHECK(server.validate({}).outcome == Outcome::unauthenticated);
  CHECK(server.ids == Ids{"dane.unauthenticated"});
  server.lookup.host_unauthenticated = false;
  CHECK(server.validate({}).outcome == Outcome::unknown);
  CHECK(server.ids == Ids{"dane.lookup_failed"});
}

TEST_CASE("without a certificate, or proof that the server holds its key, nothing is decided") {
  Server server;
  server.proven = false;
  CHECK(server.validate({record(3, 1, 1, *server.leaf)}).outcome == Outcome::unchecked);
  server.proven = true;
  server.presented.clear();
  CHECK(server.validate({record(3, 1, 1, *server.leaf)}).outcome == Outcome::unchecked);
  CHECK(server.ids.empty());
}

TEST_CASE("RFC 7671 8: each combination has to match, and what is left of old keys is said") {
  Server server;
  const TlsaRecord current = record(3, 1, 1, *server.leaf), old = record(3, 1, 1, *server.other);
  // 8.1: both keys while they are being changed.
  auto report = server.validate({old, current});
  CHECK(report.outcome == Outcome::matched);
  CHECK(report.by == 1U);
  CHECK(server.ids == Ids{"dane.stale_record"});
  // 8.2: "3 1 1" of the current key beside "2 0 1" of a future chain.
  CHECK(server.validate({current, record(2, 0, 1, *server.other)}).outcome == Outcome::matched);
  CHECK(server.ids == Ids{"dane.combination_without_match"});
  // 8.3: a digest of each kind for each key.
  server.validate({current, record(3, 1, 2, *server.leaf)});
  CHECK(server.ids.empty());
  server.validate({current, record(3, 1, 2, *server.other)});
  CHECK(server.ids == Ids{"dane.combination_without_match"});
}

TEST_CASE("a record with the right data and the wrong usage is told") {
  Server server;
  CHECK(server.validate({record(3, 1, 1, *server.intermediate)}).outcome == Outcome::mismatched);
  CHECK(server.ids == Ids{"dane.no_match", "dane.wrong_usage"});
  server.validate({record(2, 0, 1, *server.leaf)});
  CHECK(server.ids == Ids{"dane.no_match", "dane.wrong_usage"});
}

TEST_CASE("records are called by the names of RFC 7218") {
  CHECK(dane::describe({3, 1, 1, {}}) == "DANE-EE(3) SPKI(1) SHA2-256(1)");
  CHECK(dane::describe({0, 0, 0, {}}) == "PKIX-TA(0) Cert(0) Full(0)");
  CHECK(dane::describe({7, 2, 9, {}}) == "7 2 9");
}

TEST_CASE("only what clients refuse the server for is an expectation that is not met") {
  CHECK(dane::is_refusal(&dane::checks::no_match));
  CHECK(dane::is_refusal(&dane::checks::lookup_failed));
  CHECK_FALSE(dane::is_refusal(&dane::checks::unauthenticated));
  CHECK_FALSE(dane::is_refusal(&dane::checks::no_records));
}
