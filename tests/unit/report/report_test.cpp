#include "certcheck/base/check.h"
#include "certcheck/engine/inspect.h"
#include "certcheck/report/json.h"
#include "certcheck/report/text.h"
#include "certcheck/tls/code_points.h"

#include "certserve/pki/certificate.h"

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include <string>

using namespace certcheck;
using Json = nlohmann::json;

namespace {

constexpr Check check{"test.check", Severity::warning, Counts::never, "A requirement.",
                      "RFC 0000 1", "Mend it.",        "w_test_check"};
constexpr report::Origin origin{"certcheck", "1.2.3", date(2026, 1, 2)};

Json to_json(const engine::Report& report) { return Json::parse(report::to_json(report, origin)); }

engine::Report report_with(std::string message) {
  engine::Report report;
  report.validation_time = date(2026, 1, 1);
  report.findings.push_back(Finding{.check = &check,
                                    .subject = {Subject::Kind::certificate, 0},
                                    .node_path = "tbsCertificate.subject",
                                    .offset = 7,
                                    .message = std::move(message),
                                    .evidence = {{"name", "a"}, {"name", "b"}, {"other", "c"}}});
  return report;
}

}  // namespace

TEST_CASE("text shows where a finding is, and what its message does not say") {
  engine::Report report = report_with("the name a is wrong");
  const auto text = [&] { return report::to_text(report); };
  CHECK(text().find("    at tbsCertificate.subject (byte 7)\n    name: b\n    other: c\n") !=
        std::string::npos);
  report.findings[0].node_path.clear();
  CHECK(text().find("    at byte 7\n") != std::string::npos);
  report.findings[0].evidence = {{"long", std::string(500, 'x')}, {"control", "\x1b[31m"}, {"empty", ""}};
  CHECK(text().find("    long: " + std::string(120, 'x') + "...\n    control: \\x1b[31m\n") !=
        std::string::npos);
  CHECK(text().find("empty") == std::string::npos);
  report.findings[0].evidence.assign(20, {"value", "y"});
  CHECK(text().find("    and 12 other values\n") != std::string::npos);
}

TEST_CASE("every key is there, and what is unknown is null") {
  const Json json = to_json(engine::Report{});
  for (const char* key :
       {"schema_version", "tool", "checked_at", "validation_time", "profile", "strict", "target", "verdict",
        "findings", "handshake", "chain", "hostname", "expires", "revocation", "transparency"})
    CHECK(json.contains(key));
  CHECK(json["schema_version"] == 1);
  CHECK(json["tool"] == Json{{"name", "certcheck"}, {"version", "1.2.3"}});
  CHECK(json["checked_at"] == "2026-01-02T00:00:00Z");
  CHECK(json["verdict"] == "unchecked");
  CHECK(json["target"].is_null());
  CHECK(json["handshake"].is_null());
  CHECK(json["hostname"].is_null());
  CHECK(json["chain"]["best_path"].is_null());
  CHECK(json["expires"]["days_left"].is_null());
}

TEST_CASE("a finding tells its place, its values and what to do") {
  const Json finding = to_json(report_with("something is wrong")).at("findings").at(0);
  CHECK(finding["id"] == "test.check");
  CHECK(finding["severity"] == "warning");
  CHECK(finding["subject"] == Json{{"kind", "certificate"}, {"index", 0}, {"sha256", nullptr}});
  CHECK(finding["node_path"] == "tbsCertificate.subject");
  CHECK(finding["offset"] == 7);
  CHECK(finding["evidence"] == Json{{"name", {"a", "b"}}, {"other", "c"}});
  CHECK(finding["citation"] == "RFC 0000 1");
  CHECK(finding["zlint"] == "w_test_check");
  CHECK(finding["hint"] == "Mend it.");
}

TEST_CASE("any bytes in a message give valid JSON") {
  using namespace std::string_view_literals;
  constexpr auto bytes = "\xff\xfe \x00 \"quoted\" \x1b[31m"sv;
  const Json json = to_json(report_with(std::string(bytes)));
  CHECK(json.at("findings").at(0).at("message").get<std::string>().find("\"quoted\"") != std::string::npos);
}

TEST_CASE("an error is a report too") {
  const Json json =
      Json::parse(report::error_to_json({Error::Kind::usage, "--time noon: no time"}, "host:1", origin));
  CHECK(json["verdict"] == "unchecked");
  CHECK(json["target"]["input"] == "host:1");
  CHECK(json["findings"][0]["message"] == "--time noon: no time");
}

TEST_CASE("text cannot steer a terminal") {
  const std::string text =
      report::to_text(report_with("red \x1b[31m bell \x07 right-to-left \xe2\x80\xae raw \xff"));
  CHECK(text.find('\x1b') == std::string::npos);
  CHECK(text.find('\x07') == std::string::npos);
  CHECK(text.find("\xe2\x80\xae") == std::string::npos);
  CHECK(text.find("\\x1b[31m") != std::string::npos);
  CHECK(text.find("\\xff") != std::string::npos);
  // General punctuation is text, too, although some of its block (U+202E) is not.
  for (const std::string ordinary : {"Zürich", "Müller – Söhne „AG“"})
    CHECK(report::to_text(report_with(ordinary)).find(ordinary) != std::string::npos);
}

TEST_CASE("text shows the verdict first, the deciding problem before others, and colours on request") {
  constexpr Check deciding{"test.deciding", Severity::notice, Counts::always, "r", "c", "h"};
  engine::Report report = report_with("does not decide");
  report.verdict = engine::Verdict::untrusted;
  report.findings.push_back(Finding{.check = &deciding, .message = "decides"});
  const std::string plain = report::to_text(report);
  CHECK(plain.starts_with("untrusted"));
  CHECK(plain.find("test.deciding") < plain.find("test.check"));
  CHECK(plain.find("\n  because  test.deciding\n") != std::string::npos);
  CHECK(plain.find('\x1b') == std::string::npos);
  CHECK(report::to_text(report, {.color = true}).find("\x1b[31m") != std::string::npos);
}

TEST_CASE("long lists of a handshake are cut in text, whole in JSON") {
  engine::Report report;
  report.handshake.emplace();
  std::vector<uint16_t> suites;
  for (uint16_t i = 0; i < 50; ++i) suites.push_back(static_cast<uint16_t>(0xee00 + i));
  report.handshake->steps.push_back({.message = tls::step::ClientHello{.cipher_suites = suites}});
  const std::string text = report::to_text(report);
  CHECK(text.find("0xee05 (unknown)") != std::string::npos);
  CHECK(text.find("0xee31") == std::string::npos);
  CHECK(text.find("50 in all") != std::string::npos);
  CHECK(to_json(report)["handshake"]["steps"][0]["detail"]["cipher_suites"].size() == 50);
}

TEST_CASE("the handshake's heading says what is known and where it stopped") {
  engine::Report report;
  tls::HandshakeRecord& record = report.handshake.emplace();
  record.stopped_at = tls::Stage::plaintext;
  CHECK(report::to_text(report).find("Handshake stopped at plaintext\n") != std::string::npos);
  record.version = tls::tls12_version;
  record.cipher_suite = 0x009c;
  record.completed = true;
  CHECK(report::to_text(report).find("Handshake TLS 1.2, TLS_RSA_WITH_AES_128_GCM_SHA256\n") !=
        std::string::npos);
  record.steps.push_back({.from = tls::Side::server,
                          .at_ms = 1.23456789,
                          .message = tls::step::ServerHello{.version = tls::tls12_version}});
  CHECK(report::to_text(report).find("alpn: none\n") != std::string::npos);
  CHECK(to_json(report)["handshake"]["steps"][0]["at_ms"] == 1.235);
}

TEST_CASE("text tells how long the path lasts, where it ends, and why the other paths failed") {
  const pki::Authority root{"Root", "root-p256"}, issuing{"Issuing CA", "issuing-p256"};
  const auto certificate = [](const pki::CertificateSpec& spec) {
    return x509::parse_certificate(pki::issue(spec));
  };
  const auto leaf = certificate(pki::server_certificate(issuing, "leaf-p256", "host.test"));
  const auto intermediate = certificate(pki::authority_certificate(root, issuing));
  constexpr Check deciding{"test.deciding", Severity::error, Counts::always, "r", "c", "h"};
  engine::Report report;
  report.verdict = engine::Verdict::untrusted;
  report.chain.presented = {leaf, intermediate};
  report.chain.paths.resize(2);
  report.chain.paths[0].certificates = {leaf, intermediate};
  report.chain.paths[1].certificates = {leaf};
  report.chain.paths[1].findings.assign(2, Finding{.check = &deciding, .message = "no"});
  const auto text = [&] { return report::to_text(report); };
  CHECK(text().find(intermediate->issuer.to_string() + "  [not found]\n") != std::string::npos);
  CHECK(text().find("other path, of 1 certificates up to CN=host.test: not trusted (test.deciding)\n") !=
        std::string::npos);

  report.expires.path = date(2026, 1, 1);
  for (const auto& [days, words] : {std::pair(-3, "2 days ago"),
                                    {-1, "less than a day ago"},
                                    {0, "in less than a day"},
                                    {1, "in 1 day)"},
                                    {90, "in 90 days"}}) {
    report.expires.days_left = days;
    CHECK(text().find(words) != std::string::npos);
  }
  report.chain.paths[0].certificates = {certificate(pki::root_certificate(root))};
  CHECK(text().find(intermediate->issuer.to_string() + "  [not among the trusted roots]\n") !=
        std::string::npos);
}
