#include "certcheck/engine/expectations.h"

#include "certcheck/base/encoding.h"
#include "certcheck/crypto/digest.h"
#include "certcheck/engine/inspect.h"

#include "certserve/pki/certificate.h"
#include "certserve/pki/der_builder.h"
#include "tests/support/pki_names.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace certcheck;
using namespace std::chrono_literals;

namespace {

const pki::Authority root{"Expected Root", "root-p256"};
const pki::Authority middle{"Expected Intermediate", "issuing-p256"};

struct Made {
  x509::CertificatePtr root_certificate = x509::parse_certificate(issue(pki::root_certificate(root)));
  x509::CertificatePtr intermediate =
      x509::parse_certificate(issue(pki::authority_certificate(root, middle)));
  x509::CertificatePtr leaf =
      x509::parse_certificate(issue(pki::server_certificate(middle, "leaf-p256", "www.expected.test")));

  engine::Report inspect(Time time, bool with_intermediate = true) const {
    trust::Store store("mine");
    store.add(root_certificate);
    const trust::Store* stores[] = {&store};
    engine::Options options;
    options.path.time = time;
    engine::Input input;
    input.presented = {leaf};
    if (with_intermediate) input.presented.push_back(intermediate);
    crypto::Verifier verifier;
    return engine::inspect(std::move(input), stores, options, verifier);
  }
};

std::vector<std::string> ids(const engine::Report& report, const engine::Expectations& expectations) {
  std::vector<std::string> list;
  for (const Finding& finding : engine::unmet(report, expectations)) list.emplace_back(finding.id());
  return list;
}

using Ids = std::vector<std::string>;

/// The first moment at which the path is no longer valid.
Time end_of(const engine::Report& report) { return *report.expires.path; }

}  // namespace

TEST_CASE("where SCTs were not verified, they do not suffice") {
  const Made made;
  engine::Report report = made.inspect(date(2026, 6, 1));
  CHECK(ids(report, {.transparency = true}) == Ids{"expectation.certificate_transparency"});
  report.transparency.policies = {{.policy = ct::Policy::chrome, .compliant = true, .reason = {}}};
  CHECK(ids(report, {.transparency = true}).empty());
}

TEST_CASE("times are days, hours or a part of the lifetime") {
  CHECK(engine::parse_remaining("21")->time == std::chrono::days(21));
  CHECK(engine::parse_remaining("21d")->time == std::chrono::days(21));
  CHECK(engine::parse_remaining("12h")->time == 12h);
  CHECK(engine::parse_remaining("10%")->percent == 10);
  CHECK(engine::parse_remaining("0")->time == 0s);
  for (const std::string_view bad :
       {"", "d", "-1", "1.5", "0%", "100%", "10 %", "12m", "99999999999999999999", "40000"}) {
    INFO(bad);
    CHECK_FALSE(engine::parse_remaining(bad));
  }
}

TEST_CASE("what is left is of the certificate that ends first, to the second") {
  const Made made;
  const Time end = end_of(made.inspect(date(2026, 6, 1)));
  engine::Expectations expected{.min_remaining = *engine::parse_remaining("2"), .warn_remaining = {}};
  CHECK(ids(made.inspect(end - std::chrono::days(2)), expected).empty());
  CHECK(ids(made.inspect(end - std::chrono::days(2) + 1s), expected) == Ids{"expectation.expires_too_soon"});
  // What has expired is too late for every limit, and for the warning the path's own finding says it.
  CHECK(ids(made.inspect(end + 1s), expected) == Ids{"expectation.expires_too_soon"});
  expected = {.min_remaining = {}, .warn_remaining = *engine::parse_remaining("3h")};
  CHECK(ids(made.inspect(end - 3h), expected).empty());
  CHECK(ids(made.inspect(end - 3h + 1s), expected) == Ids{"expectation.expires_soon"});
  CHECK(ids(made.inspect(end + 1s), expected).empty());
  // One is enough.
  expected.min_remaining = *engine::parse_remaining("1h");
  CHECK(ids(made.inspect(end - 1h + 1s), expected) == Ids{"expectation.expires_too_soon"});
}

TEST_CASE("a part of the lifetime is of the certificate that ends first") {
  const Made made;
  const engine::Report report = made.inspect(date(2026, 6, 1));
  const path::Path& best = report.chain.paths.front();
  const x509::Certificate& first = *best.certificates[*best.limited_by];
  const auto lifetime = *first.not_after.time - *first.not_before.time;
  const Time tenth = end_of(report) - lifetime / 100 * 10;
  const engine::Expectations usual{.warn_remaining = engine::usual_warning()};
  CHECK(ids(made.inspect(tenth), usual).empty());
  CHECK(ids(made.inspect(tenth + 1s), usual) == Ids{"expectation.expires_soon"});
}

TEST_CASE("what is said to be too little is what decides") {
  const Made made;
  const auto said = [&](Time time, const engine::Expectations& expected) {
    const Findings findings = engine::unmet(made.inspect(time), expected);
    REQUIRE(findings.size() == 1);
    return findings.front().message;
  };
  const Time end = end_of(made.inspect(date(2026, 6, 1)));
  const auto contains = [](const char* words) { return Catch::Matchers::ContainsSubstring(words); };
  engine::Expectations expected{.warn_remaining = engine::usual_warning()};
  CHECK_THAT(said(end - 30h, expected), contains("less than 10 % of its lifetime from now"));
  // A certificate may live for less than ten days: then the day decides, of which there may be a lot left.
  expected.warn_remaining->percent = 1;
  expected.warn_remaining->least = std::chrono::days(20'000);
  CHECK_THAT(said(end - 30h, expected), contains("less than 20000 days from now"));
  expected = {.min_remaining = *engine::parse_remaining("2")};
  CHECK_THAT(said(end + 50h, expected), contains("expired 2 days ago; 2 days were to be left"));
}

TEST_CASE("without a path the leaf's own end counts") {
  const Made made;
  const engine::Report report = made.inspect(date(2026, 6, 1), false);
  const engine::Expectations expected{.min_remaining = *engine::parse_remaining("36500")};
  CHECK(ids(report, expected) == Ids{"expectation.expires_too_soon"});
}

TEST_CASE("issuer and names are compared as people write them") {
  const Made made;
  const engine::Report report = made.inspect(date(2026, 6, 1));
  for (const std::string_view met :
       {"Expected Intermediate", "expected intermediate", "Expected*", "CN=Expected Intermediate*"})
    CHECK(ids(report, {.issuers = {"Somebody", std::string(met)}}).empty());
  for (const std::string_view missed : {"Expected", "Expected Root", "xpected Intermediate"})
    CHECK(ids(report, {.issuers = {std::string(missed)}}) == Ids{"expectation.issuer"});
  CHECK(ids(report, {.names = {"WWW.expected.test"}}).empty());
  CHECK(ids(report, {.names = {"www.expected.test", "expected.test", "192.0.2.1"}}) ==
        Ids{"expectation.subject_alternative_name", "expectation.subject_alternative_name"});
  for (const std::string_view met : {"dns:www.expected.test", "DNS:www.expected.test", "www.expected.test."})
    CHECK(ids(report, {.names = {std::string(met)}}).empty());
}

TEST_CASE("names of every kind are those of the certificate") {
  Made made;
  pki::CertificateSpec spec = pki::server_certificate(middle, "leaf-p256", "xn--bcher-kva.test");
  spec.subject_alternative_names = {pki::dns_name("*.xn--bcher-kva.test"), test::email("Me@Mail.test"),
                                    test::uri("https://a.test/B"), pki::ip_address(Bytes{192, 0, 2, 1})};
  made.leaf = x509::parse_certificate(issue(spec));
  const engine::Report report = made.inspect(date(2026, 6, 1));
  for (const std::string_view met :
       {"*.b\u00fccher.test", "dns:*.B\u00dcCHER.test", "*.xn--bcher-kva.test", "Me@mail.TEST",
        "email:Me@mail.test", "https://a.test/B", "uri:https://a.test/B", "192.0.2.1", "ip:192.0.2.1"}) {
    INFO(met);
    CHECK(ids(report, {.names = {std::string(met)}}).empty());
  }
  for (const std::string_view missed : {"b\u00fccher.test", "a.xn--bcher-kva.test", "me@mail.test",
                                        "https://a.test/b", "a.test", "192.0.2.2"}) {
    INFO(missed);
    CHECK(ids(report, {.names = {std::string(missed)}}) == Ids{"expectation.subject_alternative_name"});
  }
}

TEST_CASE("a pin may be that of any certificate of the path") {
  const Made made;
  const engine::Report report = made.inspect(date(2026, 6, 1));
  for (const auto& certificate : {made.leaf, made.intermediate, made.root_certificate}) {
    const Sha256 digest = crypto::sha256(certificate->public_key.bytes);
    for (const std::string& text :
         {"sha256/" + base64_encode(digest), "sha256//" + base64_encode(digest), hex_encode(digest)})
      CHECK(ids(report, {.pins = {*engine::parse_pin(text)}}).empty());
  }
  CHECK(ids(report, {.pins = {Sha256{}}}) == Ids{"expectation.pin"});
  for (const std::string_view bad :
       {"", "sha256/", "sha256/AAAA", "sha1/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="})
    CHECK_FALSE(engine::parse_pin(bad));
}

TEST_CASE("a pin whose base64 begins with a slash is read under every prefix") {
  Sha256 digest{};
  digest.front() = 0xFC;  // 111111..: the first character is '/'
  const std::string text = base64_encode(digest);
  REQUIRE(text.front() == '/');
  for (const std::string_view prefix : {"sha256/", "sha256//", "sha256:", ""}) {
    INFO(prefix);
    const auto pin = engine::parse_pin(std::string(prefix) + text);
    REQUIRE(pin);
    CHECK(*pin == digest);
  }
}

TEST_CASE("a fingerprint is that of the leaf alone") {
  const Made made;
  const engine::Report report = made.inspect(date(2026, 6, 1));
  const std::string of_leaf = hex_encode(crypto::sha256(made.leaf->der));
  std::string with_colons;
  for (size_t i = 0; i < of_leaf.size(); i += 2) with_colons += (i == 0 ? "" : ":") + of_leaf.substr(i, 2);
  CHECK(ids(report, {.fingerprints = {*engine::parse_fingerprint(of_leaf)}}).empty());
  CHECK(ids(report, {.fingerprints = {*engine::parse_fingerprint("SHA256:" + with_colons)}}).empty());
  CHECK(ids(report, {.fingerprints = {crypto::sha256(made.intermediate->der)}}) ==
        Ids{"expectation.fingerprint"});
  CHECK_FALSE(engine::parse_fingerprint("12:34"));
}

TEST_CASE("keys are known by family and by name") {
  const Made made;
  const engine::Report report = made.inspect(date(2026, 6, 1));
  for (const std::string_view met : {"ec", "ECDSA", "p-256", "P256", "ec:256"})
    CHECK(ids(report, {.keys = {*engine::parse_key_expectation(met)}}).empty());
  for (const std::string_view missed : {"rsa", "p-384", "ec:384", "ed25519", "rsa:2048", "rsa-4096"})
    CHECK(ids(report, {.keys = {*engine::parse_key_expectation(missed)}}) == Ids{"expectation.key"});
  for (const std::string_view bad : {"", "rsa:", "rsa:x", "curve", "p"})
    CHECK_FALSE(engine::parse_key_expectation(bad));
}

TEST_CASE("versions are exact unless later ones are allowed") {
  const Made made;
  engine::Report report = made.inspect(date(2026, 6, 1));
  const auto of = [](std::string_view text) {
    return engine::Expectations{.versions = {*engine::parse_version_expectation(text)}};
  };
  CHECK(ids(report, of("1.3")).empty());  // nothing was negotiated
  report.handshake.emplace();
  report.handshake->version = 0x0303;
  for (const std::string_view met : {"1.2", "1.2+", "TLS 1.0+", "tlsv1.2"})
    CHECK(ids(report, of(met)).empty());
  for (const std::string_view missed : {"1.3", "1.3+", "1.1"})
    CHECK(ids(report, of(missed)) == Ids{"expectation.tls_version"});
  for (const std::string_view bad : {"", "1.4", "ssl3", "+", "1.2-"})
    CHECK_FALSE(engine::parse_version_expectation(bad));
}

TEST_CASE("roots, timestamps and staples are looked for where they stand") {
  const Made made;
  const engine::Report report = made.inspect(date(2026, 6, 1));
  CHECK(ids(report, {.public_root = true}) == Ids{"expectation.public_root"});
  CHECK(ids(report, {.roots = {crypto::sha256(made.root_certificate->der)}}).empty());
  CHECK(ids(report, {.roots = {crypto::sha256(made.intermediate->der)}}) == Ids{"expectation.root"});
  CHECK(ids(report, {.timestamp = true}) == Ids{"expectation.signed_certificate_timestamp"});
  CHECK(ids(report, {.staple = true}) == Ids{"expectation.staple"});
}

TEST_CASE("nothing is expected of what was not seen, and no expectation decides the verdict") {
  const Made made;
  CHECK(ids(engine::Report(), {.min_remaining = *engine::parse_remaining("1"), .staple = true}).empty());
  trust::Store store("mine");
  store.add(made.root_certificate);
  const trust::Store* stores[] = {&store};
  engine::Options options;
  options.path.time = date(2026, 6, 1);
  options.expectations.issuers = {"Somebody else"};
  engine::Input input;
  input.presented = {made.leaf, made.intermediate};
  crypto::Verifier verifier;
  const engine::Report report = engine::inspect(std::move(input), stores, options, verifier);
  CHECK(report.verdict == engine::Verdict::trusted);
  CHECK(std::any_of(report.findings.begin(), report.findings.end(), engine::is_unmet_expectation));
}
