#include "certcheck/engine/inspect.h"

#include "certcheck/engine/checks.h"

#include "certserve/pki/certificate.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <string_view>
#include <vector>

using namespace certcheck;

namespace {

const pki::Authority root{"Engine Root", "root-p256"};
const pki::Authority middle{"Engine Intermediate", "issuing-p256"};

/// A root, an intermediate and a leaf for www.engine.test.
struct Chain {
  x509::CertificatePtr root_certificate = x509::parse_certificate(issue(pki::root_certificate(root)));
  x509::CertificatePtr intermediate =
      x509::parse_certificate(issue(pki::authority_certificate(root, middle)));
  x509::CertificatePtr leaf =
      x509::parse_certificate(issue(pki::server_certificate(middle, "leaf-p256", "www.engine.test")));
};

engine::Report inspect(std::vector<x509::CertificatePtr> presented, const Chain& chain,
                       std::string_view host = "www.engine.test",
                       std::optional<HandshakeRecord> handshake = {}) {
  trust::Store store("mine");
  store.add(chain.root_certificate);
  const trust::Store* stores[] = {&store};
  engine::Options options;
  options.path.time = date(2026, 6, 1);
  options.path.names = {*names::make_host_name(host)};
  engine::Input input;
  input.presented = std::move(presented);
  input.handshake = std::move(handshake);
  crypto::Verifier verifier;
  return engine::inspect(std::move(input), stores, options, verifier);
}

bool found(const engine::Report& report, std::string_view id, std::optional<size_t> index = {}) {
  return std::any_of(report.findings.begin(), report.findings.end(), [&](const Finding& finding) {
    return finding.id() == id && (!index || finding.subject.index == index);
  });
}

}  // namespace

TEST_CASE("a sound chain is trusted and described") {
  const Chain chain;
  const auto report = inspect({chain.leaf, chain.intermediate}, chain);
  CHECK(report.verdict == engine::Verdict::trusted);
  CHECK(report.chain.order_ok);
  CHECK(report.chain.unused.empty());
  CHECK(report.chain.missing_intermediates.empty());
  REQUIRE(report.names.size() == 1);
  CHECK(report.names.front().matched);
  REQUIRE(report.chain.stores.size() == 1);
  CHECK(report.chain.stores[0].trusted);
  REQUIRE(report.expires.path);
  CHECK(*report.expires.path == date(2050, 1, 1) - std::chrono::seconds(1));
  CHECK(report.expires.days_left == (date(2050, 1, 1) - date(2026, 6, 1)).count() / 86'400 - 1);
}

TEST_CASE("a wrong name makes the chain untrusted") {
  const Chain chain;
  const auto report = inspect({chain.leaf, chain.intermediate}, chain, "other.engine.test");
  CHECK(report.verdict == engine::Verdict::untrusted);
  CHECK(found(report, "host.mismatch"));
  CHECK_FALSE(report.names.front().matched);
}

TEST_CASE("a missing intermediate is named with the certificate that wants it") {
  const Chain chain;
  const auto report = inspect({chain.leaf}, chain);
  CHECK(report.verdict == engine::Verdict::untrusted);
  CHECK(found(report, "chain.missing_intermediate", 0));
  REQUIRE(report.chain.missing_intermediates.size() == 1);
  CHECK(report.chain.missing_intermediates[0].name == "CN=Engine Intermediate,O=certcheck test PKI");
  CHECK_FALSE(report.chain.missing_intermediates[0].key_identifier.empty());
  CHECK(report.chain.missing_intermediates[0].ca_issuers.empty());
}

TEST_CASE("how a chain is presented does not decide trust") {
  const Chain chain;
  const auto stranger = x509::parse_certificate(issue(pki::root_certificate({"Stranger", "root-rsa"})));
  SECTION("the root sent along") {
    const auto report = inspect({chain.leaf, chain.intermediate, chain.root_certificate}, chain);
    CHECK(report.verdict == engine::Verdict::trusted);
    CHECK(found(report, "chain.root_sent", 2));
    CHECK(report.chain.order_ok);
  }
  SECTION("intermediates in the wrong order") {
    const auto report = inspect({chain.leaf, chain.root_certificate, chain.intermediate}, chain);
    CHECK(report.verdict == engine::Verdict::trusted);
    CHECK(found(report, "chain.wrong_order", 1));
    CHECK_FALSE(report.chain.order_ok);
  }
  SECTION("a copy") {
    const auto report = inspect({chain.leaf, chain.intermediate, chain.intermediate}, chain);
    CHECK(report.verdict == engine::Verdict::trusted);
    CHECK(found(report, "chain.duplicate", 2));
    CHECK(report.chain.unused == std::vector<size_t>{2});
  }
  SECTION("a stranger") {
    const auto report = inspect({chain.leaf, chain.intermediate, stranger}, chain);
    CHECK(report.verdict == engine::Verdict::trusted);
    CHECK(found(report, "chain.unrelated", 2));
    CHECK(report.chain.unused == std::vector<size_t>{2});
  }
}

TEST_CASE("the leaf behind its issuers is pointed at") {
  const Chain chain;
  const auto report = inspect({chain.intermediate, chain.leaf}, chain);
  CHECK(report.verdict == engine::Verdict::untrusted);
  CHECK(found(report, "chain.leaf_not_first", 1));
  CHECK_FALSE(report.chain.order_ok);
}

TEST_CASE("the verdict follows both the chain and the handshake") {
  const Chain chain;
  HandshakeRecord record;
  record.completed = false;
  record.failure = HandshakeFailure::timeout;
  record.error = "no answer within 10 s";
  record.stopped_at = "server_hello";
  SECTION("nothing seen: unchecked") {
    const auto report = inspect({}, chain, "www.engine.test", record);
    CHECK(report.verdict == engine::Verdict::unchecked);
    CHECK(found(report, "handshake.timeout"));
    CHECK_FALSE(found(report, "chain.empty"));
  }
  SECTION("a good chain in an unfinished handshake: unchecked") {
    CHECK(inspect({chain.leaf, chain.intermediate}, chain, "www.engine.test", record).verdict ==
          engine::Verdict::unchecked);
  }
  SECTION("a bad chain in an unfinished handshake: untrusted") {
    CHECK(inspect({chain.leaf}, chain, "www.engine.test", record).verdict == engine::Verdict::untrusted);
  }
  SECTION("finished without a certificate: untrusted") {
    record.completed = true;
    record.failure = HandshakeFailure::none;
    const auto report = inspect({}, chain, "www.engine.test", record);
    CHECK(report.verdict == engine::Verdict::untrusted);
    CHECK(found(report, "chain.empty"));
  }
}

TEST_CASE("bytes that are no certificate give findings with their place") {
  const Chain chain;
  const auto report = inspect({x509::parse_certificate(Bytes{0x30, 0x03, 0x02, 0x01})}, chain);
  CHECK(report.verdict == engine::Verdict::untrusted);
  CHECK(found(report, "der.truncated", 0));
}
