#include "certcheck/report/baseline.h"

#include "certcheck/engine/detail/expectation_checks.h"
#include "certcheck/path/checks.h"
#include "certcheck/report/json.h"

#include <catch2/catch_test_macros.hpp>

#include <set>
#include <string>

using namespace certcheck;
using report::Baseline;

namespace {

engine::Report report_of(const std::string& host, uint16_t port, size_t index) {
  engine::Report report;
  report.target = Target{.input = host, .host = host, .port = port};
  report.findings = {
      Finding{.check = &path::checks::validity_expired,
              .subject = {Subject::Kind::certificate, index, Sha256{static_cast<uint8_t>(port)}},
              .node_path = "tbsCertificate.validity.notAfter"},
      Finding{.check = &engine::checks::other_issuer}};
  return report;
}

std::set<size_t> known_of(const std::string& text, engine::Report report) {
  const auto baseline = Baseline::parse(text);
  REQUIRE(baseline);
  baseline->mark(report);
  REQUIRE(report.known);
  return *report.known;
}

}  // namespace

TEST_CASE("a finding is known by target, check and place") {
  engine::Report before = report_of("a.test", 443, 0);
  before.findings.pop_back();
  const std::string text = report::to_json(before, {"certcheck", "1", {}}) + "\n\n" +
                           report::to_json(report_of("b.test", 443, 0), {"certcheck", "1", {}}) + "\n";
  CHECK(known_of(text, report_of("a.test", 443, 0)) == std::set<size_t>{0});
  CHECK(known_of(text, report_of("b.test", 443, 0)) == std::set<size_t>{0, 1});
  CHECK(known_of(text, report_of("a.test", 8443, 0)).empty());
  CHECK(known_of(text, report_of("a.test", 443, 1)).empty());
  // Another certificate with the same fault brings nothing new.
  engine::Report renewed = report_of("a.test", 443, 0);
  renewed.findings[0].subject.sha256 = Sha256{9};
  CHECK(known_of(text, renewed) == std::set<size_t>{0});
}

TEST_CASE("a baseline may be indented, empty, or have lines about a policy file") {
  const auto report = report_of("a.test", 443, 0);
  CHECK(known_of(report::to_json(report, {"certcheck", "1", {}}, 2), report).size() == 2);
  CHECK(known_of("", report).empty());
  CHECK(known_of(R"({"file": "policy.toml", "findings": []})"
                 "\n",
                 report)
            .empty());
}

TEST_CASE("what is no report is named by its line") {
  const std::string good = report::to_json(report_of("a.test", 443, 0), {"certcheck", "1", {}}) + "\n";
  for (const char* bad : {"x", "{}", "[]", R"({"findings": []})", R"({"target": {}, "findings": [{}]})",
                          R"({"target": null, "findings": []})"}) {
    INFO(bad);
    const auto baseline = Baseline::parse(good + bad);
    REQUIRE_FALSE(baseline);
    CHECK(baseline.error().message.starts_with("line 2 is not a report"));
  }
}
