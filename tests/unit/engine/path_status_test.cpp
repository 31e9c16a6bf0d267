// What a server staples, and what its certificate promises to.
#include "certcheck/engine/inspect.h"
#include "certcheck/tls/code_points.h"

#include "tests/support/pki_status.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <string_view>

using namespace certcheck;
using namespace certcheck::test;

namespace {

Bytes features(std::initializer_list<int64_t> numbers) {
  std::vector<Bytes> list;
  for (const int64_t number : numbers) list.push_back(pki::integer(number));
  return pki::extension("1.3.6.1.5.5.7.1.24", false, pki::sequence(list));
}

Bytes staple(Answer answer, std::optional<Time> next_update = date(2026, 6, 5)) {
  return make_der(OcspSpec{.issuer = "int",
                           .issuer_key = 1,
                           .answers = {{.serial = 7, .answer = answer, .next_update = next_update}},
                           .signer = 1});
}

struct Server {
  Spec anchor = root("root", 0), issuer = authority("int", 1, "root", 0), end = leaf("int", 1);
  std::vector<Bytes> staples = {};
  std::vector<Bytes> crls = {};
  bool asked = true, resumed = false, send_issuer = true;
  engine::Options options;

  explicit Server(std::initializer_list<int64_t> promised) {
    issuer.key_usage = {5, 6};
    end.serial = 7;
    end.key_usage = {0};
    end.purposes = {"1.3.6.1.5.5.7.3.1"};
    if (promised.size() != 0) end.extensions = {features(promised)};
    options.path.time = now;
    options.path.names = {*names::make_host_name("www.example.test")};
    options.lint = false;
  }

  engine::Report inspect() const {
    trust::Store store("roots");
    store.add(x509::parse_certificate(make_der(anchor)));
    const trust::Store* const stores[] = {&store};
    tls::HandshakeRecord record{.completed = true, .resumed = resumed};
    record.certificates = {make_der(end)};
    if (send_issuer) record.certificates.push_back(make_der(issuer));
    record.ocsp_staples = staples;
    std::vector<uint16_t> extensions{tls::tls_extension::server_name};
    if (asked) extensions.push_back(tls::tls_extension::status_request);
    record.steps.push_back({.message = tls::step::ClientHello{.extensions = extensions}});
    crypto::Verifier verifier;
    engine::Input input = engine::input_of(std::move(record), {});
    for (const Bytes& crl : crls) input.evidence.crls.push_back(x509::parse_crl(Bytes(crl)));
    return engine::inspect(std::move(input), stores, options, verifier);
  }
};

bool found(const engine::Report& report, std::string_view id) {
  return std::any_of(report.findings.begin(), report.findings.end(),
                     [&](const Finding& finding) { return finding.id() == id; });
}

constexpr std::string_view missing = "handshake.stapling.promised_and_missing";
using engine::Verdict;

}  // namespace

TEST_CASE("a certificate that promises a staple is not trusted without a valid one") {
  Server server({5});
  CHECK(server.inspect().verdict == Verdict::untrusted);
  CHECK(found(server.inspect(), "handshake.stapling.promised_and_missing"));
  for (const Bytes& useless :
       {staple(Answer::good, date(2026, 5, 31)), staple(Answer::unknown), ocsp_error(3), Bytes{0x01}}) {
    server.staples = {useless};
    CHECK(server.inspect().verdict == Verdict::untrusted);
    CHECK(found(server.inspect(), missing));
  }
  server.staples = {staple(Answer::good)};
  CHECK(server.inspect().verdict == Verdict::trusted);
  CHECK(server.inspect().findings.empty());
  REQUIRE(server.inspect().revocation.size() == 1);
  CHECK(server.inspect().revocation[0].status == revocation::Status::good);
  server.staples = {staple(Answer::revoked)};
  CHECK(found(server.inspect(), "revocation.revoked"));
  CHECK_FALSE(found(server.inspect(), missing));
}

TEST_CASE("must-staple binds where it was promised, asked for, and where the profile has it") {
  CHECK(Server({}).inspect().verdict == Verdict::trusted);
  CHECK(Server({17}).inspect().verdict == Verdict::trusted);
  Server server({17, 5});
  server.asked = false;
  CHECK(server.inspect().verdict == Verdict::trusted);
  server.asked = true;
  server.resumed = true;
  CHECK(server.inspect().verdict == Verdict::trusted);
  server.resumed = false;
  CHECK(server.inspect().verdict == Verdict::untrusted);
  server.options.path.profile = Profile::rfc5280;
  CHECK(server.inspect().verdict == Verdict::trusted);
  CHECK(found(server.inspect(), missing));
}

TEST_CASE("what a server staples is verified without being asked for") {
  Server server({});
  server.staples = {staple(Answer::revoked)};
  CHECK(server.inspect().verdict == Verdict::untrusted);
  CHECK(found(server.inspect(), "revocation.revoked"));
  server.staples = {{},
                    make_der(OcspSpec{.issuer = "root",
                                      .issuer_key = 0,
                                      .answers = {{.serial = 1, .answer = Answer::revoked}},
                                      .signer = 0})};
  const auto report = server.inspect();
  CHECK(report.verdict == Verdict::untrusted);
  REQUIRE(report.revocation.size() == 1);
  CHECK(report.revocation[0].subject.index == 1);
  SECTION("also where the root is not known") {
    server.anchor = root("another", 3);
    server.staples = {staple(Answer::revoked)};
    CHECK(found(server.inspect(), "revocation.revoked"));
  }
}

TEST_CASE("what is stapled to a leaf that is an anchor itself is verified with its issuer's key") {
  Server server({5});
  server.anchor = server.end;
  constexpr std::string_view not_usable = "revocation.ocsp_not_usable";
  SECTION("revoked counts, good keeps the promise") {
    server.staples = {staple(Answer::revoked)};
    CHECK(server.inspect().verdict == Verdict::untrusted);
    CHECK(found(server.inspect(), "revocation.revoked"));
    server.staples = {staple(Answer::good)};
    const auto report = server.inspect();
    CHECK(report.verdict == Verdict::trusted);
    REQUIRE(report.revocation.size() == 1);
    CHECK(report.revocation[0].status == revocation::Status::good);
    CHECK_FALSE(found(report, missing));
  }
  SECTION("what is of no use is said") {
    server.staples = {staple(Answer::good, date(2026, 5, 31))};
    CHECK(found(server.inspect(), not_usable));
    CHECK(found(server.inspect(), missing));
    server.staples = {staple(Answer::unknown)};
    CHECK(found(server.inspect(), "revocation.responder_does_not_know"));
    Bytes spoilt = staple(Answer::good);
    spoilt.back() ^= 1;
    server.staples = {spoilt};
    CHECK(found(server.inspect(), not_usable));
  }
  SECTION("without its issuer that nobody can verify it") {
    server.staples = {staple(Answer::good)};
    server.send_issuer = false;
    const auto report = server.inspect();
    CHECK(report.verdict == Verdict::untrusted);
    CHECK(found(report, missing));
    CHECK(found(report, not_usable));
  }
  SECTION("other evidence, where revocation is checked") {
    server.end.extensions.clear();
    server.anchor = server.end;
    server.options.revocation.mode = revocation::Mode::hard;
    CHECK(server.inspect().verdict == Verdict::trusted);  // an anchor needs no status
    server.crls = {make_der(CrlSpec{.issuer = "int", .signer = 1})};
    CHECK(server.inspect().verdict == Verdict::trusted);
    server.crls = {make_der(CrlSpec{.issuer = "int", .signer = 1, .entries = {{.serial = 7}}})};
    CHECK(server.inspect().verdict == Verdict::untrusted);
    server.options.revocation.mode = revocation::Mode::off;
    CHECK(server.inspect().verdict == Verdict::trusted);
  }
  SECTION("nobody but who trusts it takes back a self-signed one") {
    server.end = root("int", 1);
    server.end.ca = false;
    server.end.serial = 7;
    server.end.dns_names = {"www.example.test"};
    server.anchor = server.end;
    server.crls = {make_der(CrlSpec{.issuer = "int", .signer = 1, .entries = {{.serial = 7}}})};
    server.options.revocation.mode = revocation::Mode::hard;
    CHECK(server.inspect().verdict == Verdict::trusted);
  }
}

TEST_CASE("TLS features are inherited, under --strict") {
  Server server({5});
  server.issuer.extensions = {features({5})};
  server.staples = {staple(Answer::good)};
  server.options.path.strict = true;
  constexpr std::string_view not_inherited = "path.tls_feature.not_inherited";
  CHECK_FALSE(found(server.inspect(), not_inherited));
  server.end.extensions = {features({5, 17})};
  CHECK_FALSE(found(server.inspect(), not_inherited));
  for (const bool with_extension : {true, false}) {
    server.end.extensions.clear();
    if (with_extension) server.end.extensions = {features({17})};
    CHECK(found(server.inspect(), not_inherited));
    CHECK(server.inspect().verdict == Verdict::untrusted);
    server.options.path.strict = false;
    CHECK(server.inspect().verdict == Verdict::trusted);
    server.options.path.strict = true;
  }
}
