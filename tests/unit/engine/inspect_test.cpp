#include "certcheck/engine/inspect.h"

#include "certcheck/engine/checks.h"

#include "certserve/pki/certificate.h"
#include "certserve/pki/der_builder.h"
#include "tests/support/pki_fields.h"

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

engine::Report inspect(std::vector<x509::CertificatePtr> presented, const trust::Store& store,
                       std::string_view host = "www.engine.test",
                       std::optional<tls::HandshakeRecord> handshake = {}) {
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

engine::Report inspect(std::vector<x509::CertificatePtr> presented, const Chain& chain,
                       std::string_view host = "www.engine.test",
                       std::optional<tls::HandshakeRecord> handshake = {}) {
  trust::Store store("mine");
  store.add(chain.root_certificate);
  return inspect(std::move(presented), store, host, std::move(handshake));
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

TEST_CASE("where a missing issuer can be had is said, as the certificate says it") {
  Chain chain;
  pki::CertificateSpec spec = pki::server_certificate(middle, "leaf-p256", "www.engine.test");
  const auto at = [](std::string_view uri) {
    return pki::sequence({pki::oid("1.3.6.1.5.5.7.48.2"), pki::context_primitive(6, as_bytes(uri))});
  };
  spec.more_extensions = {pki::extension(
      "1.3.6.1.5.5.7.1.1", false, pki::sequence({at("ldap:///CN=CA"), at("http://pki.example/\x1b[31m")}))};
  chain.leaf = x509::parse_certificate(issue(spec));
  const std::string address = "http://pki.example/\\1b[31m";
  const auto report = inspect({chain.leaf}, chain);
  REQUIRE(report.chain.missing_intermediates.size() == 1);
  CHECK(report.chain.missing_intermediates[0].ca_issuers ==
        std::vector{std::string("ldap:///CN=CA"), address});
  for (const std::string_view id : {"path.issuer.not_found", "chain.missing_intermediate"}) {
    const auto finding = std::find_if(report.findings.begin(), report.findings.end(),
                                      [&](const Finding& each) { return each.id() == id; });
    REQUIRE(finding != report.findings.end());
    CHECK(finding->message.find("can be fetched from ldap:///CN=CA or " + address) != std::string::npos);
    CHECK(std::count(finding->evidence.begin(), finding->evidence.end(),
                     std::pair(std::string("ca_issuers"), address)) == 1);
  }
}

TEST_CASE("an anchor that is not a root is called that, and missed where it was not sent") {
  Chain chain;
  chain.root_certificate = chain.intermediate;
  for (const bool sent : {true, false}) {
    std::vector<x509::CertificatePtr> presented{chain.leaf};
    if (sent) presented.push_back(chain.intermediate);
    const auto report = inspect(presented, chain);
    CHECK(report.verdict == engine::Verdict::trusted);
    CHECK(found(report, "path.anchor.not_root"));
    CHECK(found(report, "chain.missing_intermediate", 0) != sent);
  }
}

TEST_CASE("an anchor whose issuer is an anchor, too, is not missed by anybody") {
  const Chain chain;
  trust::Store store("test");
  store.add(chain.intermediate);
  store.add(chain.root_certificate);
  CHECK_FALSE(found(inspect({chain.leaf}, store), "path.anchor.not_root"));
}

TEST_CASE("of certificates of one CA and key the one that lints have nothing to say of is on the best path") {
  const Chain chain;
  pki::CertificateSpec doubtful = pki::root_certificate(root);
  doubtful.key_usage = {};
  const auto other = x509::parse_certificate(issue(doubtful));
  for (const bool first : {true, false}) {
    trust::Store store("test");
    if (first) store.add(other);
    store.add(chain.root_certificate);
    store.add(other);
    const auto report = inspect({chain.leaf, chain.intermediate}, store);
    REQUIRE(report.chain.paths.size() > 1);
    CHECK(report.chain.paths.front().certificates.back()->der == chain.root_certificate->der);
  }
}

TEST_CASE("a longer path of which lints have nothing to say comes before a shorter one") {
  const Chain chain;
  const pki::Authority other{"Engine Other Root", "other-root-p256"};
  pki::CertificateSpec doubtful = pki::root_certificate(root);
  doubtful.key_usage = {};
  trust::Store store("test");
  store.add(x509::parse_certificate(issue(doubtful)));
  store.add(x509::parse_certificate(issue(pki::root_certificate(other))));
  const auto cross = x509::parse_certificate(issue(pki::authority_certificate(other, root)));
  const auto report = inspect({chain.leaf, chain.intermediate, cross}, store);
  REQUIRE(report.chain.paths.size() == 2);
  CHECK(report.chain.paths.front().certificates.size() == 4);
  CHECK(report.chain.paths.back().certificates.size() == 3);
  CHECK(report.verdict == engine::Verdict::trusted);
}

TEST_CASE("a path that lints have chosen is not linted again") {
  const Chain chain;
  pki::CertificateSpec doubtful = pki::root_certificate(root);
  doubtful.key_usage = {};
  crypto::Verifier verifier;
  // How often the time is asked for shows how many lints have run.
  const auto questions = [&](const trust::Store& store) {
    const trust::Store* stores[] = {&store};
    engine::Options options;
    options.path.time = date(2026, 6, 1);
    size_t asked = 0;
    options.out_of_time = [&] {
      ++asked;
      return false;
    };
    engine::Input input;
    input.presented = {chain.leaf, chain.intermediate};
    engine::inspect(std::move(input), stores, options, verifier);
    return asked;
  };
  const auto other = x509::parse_certificate(issue(doubtful));
  trust::Store one("one"), good_first("good first"), doubtful_first("doubtful first");
  one.add(chain.root_certificate);
  good_first.add(chain.root_certificate);
  good_first.add(other);
  doubtful_first.add(other);
  doubtful_first.add(chain.root_certificate);
  const size_t of_one = questions(one);
  CHECK(questions(good_first) < 2 * of_one);
  CHECK(questions(doubtful_first) < 2 * of_one);
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
  tls::HandshakeRecord record;
  record.completed = false;
  record.failure = tls::HandshakeFailure::timeout;
  record.error = "no answer within 10 s";
  record.stopped_at = tls::Stage::server_hello;
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
  SECTION("a bad chain of a server that proved nothing: unchecked, for it may be anybody's") {
    CHECK(inspect({chain.leaf}, chain, "www.engine.test", record).verdict == engine::Verdict::unchecked);
  }
  SECTION("the key proven in an unfinished handshake: the chain decides") {
    record.possession = tls::Possession::proven;
    CHECK(inspect({chain.leaf, chain.intermediate}, chain, "www.engine.test", record).verdict ==
          engine::Verdict::trusted);
    CHECK(inspect({chain.leaf}, chain, "www.engine.test", record).verdict == engine::Verdict::untrusted);
  }
  SECTION("another key: untrusted, however good the chain is") {
    record.possession = tls::Possession::disproved;
    CHECK(inspect({chain.leaf, chain.intermediate}, chain, "www.engine.test", record).verdict ==
          engine::Verdict::untrusted);
  }
  SECTION("finished without a certificate: untrusted") {
    record.completed = true;
    record.failure = tls::HandshakeFailure::none;
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

TEST_CASE("once the time is over the rest is not done, and that is said") {
  const Chain chain;
  trust::Store store("mine");
  store.add(chain.root_certificate);
  const trust::Store* stores[] = {&store};
  crypto::Verifier verifier;
  engine::Options options;
  options.path.time = date(2026, 6, 1);
  int asked = 0, allowed = 0;
  options.out_of_time = [&] { return ++asked > allowed; };
  const auto validate = [&](int questions) {
    asked = 0;
    allowed = questions;
    engine::Input input;
    input.presented = {chain.leaf, chain.intermediate};
    return engine::inspect(std::move(input), stores, options, verifier);
  };
  const auto unvalidated = validate(0);
  CHECK(unvalidated.verdict == engine::Verdict::unchecked);
  CHECK(found(unvalidated, "engine.time_limit_reached"));
  // Without lints the verdict is as good.
  const auto unlinted = validate(1);
  CHECK(unlinted.verdict == engine::Verdict::trusted);
  CHECK(found(unlinted, "engine.time_limit_reached"));
  CHECK_FALSE(found(validate(100'000), "engine.time_limit_reached"));
  // Within the lints it ends soon, too, wherever that is.
  for (int questions = 2; questions < 100; ++questions) {
    const auto cut_off = validate(questions);
    CHECK(cut_off.verdict == engine::Verdict::trusted);
    if (!found(cut_off, "engine.time_limit_reached")) break;
    CHECK(asked < questions + 10);
  }
}

TEST_CASE("the time is asked for while the certificates in a staple are linted") {
  const Chain chain;
  crypto::Verifier verifier;
  engine::Options options;
  options.path.time = date(2026, 6, 1);
  test::ForgedOcsp response;
  response.certificates = pki::context(0, {pki::sequence(std::vector<Bytes>(1'000, test::Forged().der()))});
  int asked = 0, allowed = 1'000'000;
  options.out_of_time = [&] { return ++asked > allowed; };
  const auto validate = [&] {
    asked = 0;
    engine::Input input;
    input.presented = {chain.leaf, chain.intermediate};
    input.evidence.add_staple(x509::parse_ocsp_response(response.der()), chain.leaf);
    return engine::inspect(std::move(input), {}, options, verifier);
  };
  CHECK_FALSE(found(validate(), "engine.time_limit_reached"));
  CHECK(asked > 1'000);
  allowed = 500;
  CHECK(found(validate(), "engine.time_limit_reached"));
  CHECK(asked < 600);
}

TEST_CASE("of a finding that repeats itself some are listed and the rest counted") {
  Findings findings, listed;
  FindingList list(listed);
  for (size_t i = 0; i < 500; ++i) {
    Finding finding{.check = &engine::checks::chain_unrelated,
                    .subject = {Subject::Kind::certificate, i % 2}};
    finding.message = std::string(10'000, 'x');
    finding.evidence.assign(100, {"note", "y"});
    list.add(std::move(finding));
  }
  list.add(more_findings(engine::checks::chain_unrelated, {Subject::Kind::certificate, 1}, 7));
  list.finish();
  REQUIRE(listed.size() == 2 * OutputBudget::findings_of_a_kind + 2);
  CHECK(listed[0].message.ends_with("... 5904 more bytes"));
  CHECK(listed[0].evidence.size() == OutputBudget::evidence_values + 1);
  CHECK(listed[20].message == "and 240 more of this kind");
  CHECK(listed[20].subject.index == 0);
  CHECK(listed[21].more == 247);
}

TEST_CASE("a full list still takes the first finding of each check") {
  Findings listed;
  FindingList list(listed, 5);
  for (size_t i = 0; i < 100; ++i)
    list.add({.check = &engine::checks::chain_duplicate, .subject = {Subject::Kind::certificate, i}});
  list.add({.check = &engine::checks::chain_empty});
  list.finish();
  REQUIRE(listed.size() == 7);
  CHECK(listed[5].id() == "chain.empty");
  CHECK(listed[6].more == 95);
  CHECK(any_counts(listed, Profile::webpki, false));
}

TEST_CASE("an expired certificate that is sent beside a valid path is named") {
  const Chain chain;
  // The same CA again, as it was until 2025.
  auto old = pki::authority_certificate(root, middle);
  old.not_before = date(2020, 1, 1);
  old.not_after = date(2025, 1, 1);
  const auto expired = x509::parse_certificate(issue(old));
  const auto report = inspect({chain.leaf, chain.intermediate, expired}, chain);
  CHECK(report.verdict == engine::Verdict::trusted);
  CHECK(found(report, "chain.not_current", 2));
  CHECK_FALSE(found(report, "chain.not_current", 0));
  CHECK_FALSE(found(report, "chain.not_current", 1));
  // On the path it is the path's business.
  const auto alone = inspect({chain.leaf, expired}, chain);
  CHECK(alone.verdict == engine::Verdict::untrusted);
  CHECK_FALSE(found(alone, "chain.not_current"));
}

TEST_CASE("checks of the caller's own are reported with the others and decide as they say") {
  static constexpr Check counted{"own.issuer",           Severity::error, Counts::all_webpki,
                                 "A leaf MUST be ours.", "own 1",         "Ask us."};
  static constexpr Check noted{"own.noted", Severity::notice, Counts::never, "Noted.", "own 2", ""};
  const Chain chain;
  trust::Store store("mine");
  store.add(chain.root_certificate);
  const trust::Store* stores[] = {&store};
  engine::Options options;
  options.path.time = date(2026, 6, 1);
  options.path.names = {*names::make_host_name("www.engine.test")};
  std::vector<path::Role> asked;
  const auto with = [&](const Check& check, path::Role about) {
    asked.clear();
    options.path.check_certificate = [&check, &asked, about](const x509::Certificate&, path::Role role,
                                                             Findings& findings) {
      asked.push_back(role);
      if (role == about) findings.push_back({.check = &check, .message = "not ours"});
    };
    engine::Input input;
    input.presented = {chain.leaf, chain.intermediate};
    crypto::Verifier verifier;
    return engine::inspect(std::move(input), stores, options, verifier);
  };
  const auto refused = with(counted, path::Role::leaf);
  CHECK(refused.verdict == engine::Verdict::untrusted);
  CHECK(found(refused, "own.issuer", 0));
  const auto told = with(noted, path::Role::intermediate);
  CHECK(told.verdict == engine::Verdict::trusted);
  CHECK(found(told, "own.noted", 1));
  for (const path::Role role : {path::Role::leaf, path::Role::intermediate, path::Role::anchor})
    CHECK(std::count(asked.begin(), asked.end(), role) == 1);
}
