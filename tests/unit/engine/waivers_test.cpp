#include "certcheck/engine/waivers.h"

#include "certcheck/engine/detail/expectation_checks.h"
#include "certcheck/engine/detail/waiver_checks.h"
#include "certcheck/path/checks.h"

#include <catch2/catch_test_macros.hpp>

#include <string>
#include <vector>

using namespace certcheck;
using engine::Waiver;
using engine::WaiverUse;

namespace {

constexpr Time now = date(2026, 6, 1);

Waiver waiver_of(const std::string& finding, const std::string& target, Time end = date(2026, 7, 1)) {
  return {.findings = {finding},
          .targets = {*engine::TargetPattern::parse(target)},
          .end = end,
          .until = "2026-06-30",
          .owner = "web team",
          .reason = "replaced in July",
          .place = "policy.toml:3"};
}

/// Of an expired certificate; besides, an expectation is not met.
engine::Report expired_report() {
  engine::Report report;
  report.target = Target{.input = "a.test", .host = "a.test", .port = 443};
  report.validation_time = now;
  report.verdict = engine::Verdict::untrusted;
  report.findings = {
      Finding{.check = &path::checks::validity_expired, .subject = {Subject::Kind::certificate, 0}},
      Finding{.check = &engine::checks::other_issuer}};
  return report;
}

std::vector<std::string> ids(const engine::Report& report) {
  std::vector<std::string> list;
  for (const Finding& finding : report.findings) list.emplace_back(finding.id());
  return list;
}

using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE("a waived finding stays, and so does the verdict") {
  engine::Report report = expired_report();
  const std::vector waivers{waiver_of("path.validity.*", "*.test")};
  std::vector<WaiverUse> uses(1);
  engine::apply_waivers(waivers, report, uses);
  CHECK(ids(report) == Ids{"path.validity.expired", "expectation.issuer"});
  CHECK(report.verdict == engine::Verdict::untrusted);
  REQUIRE(report.waiver_of(report.findings[0]) != nullptr);
  CHECK(report.waiver_of(report.findings[0])->owner == "web team");
  CHECK(report.waiver_of(report.findings[1]) == nullptr);
  CHECK(uses[0].used);
  CHECK(engine::is_verdict_accepted(report));
  CHECK(engine::has_unaccepted_findings(report, std::nullopt));
}

TEST_CASE("a verdict is accepted only if all that it rests on is") {
  engine::Report report = expired_report();
  CHECK_FALSE(engine::is_verdict_accepted(report));
  report.findings.push_back(Finding{.check = &path::checks::signature_invalid});
  report.waived[0] = {};
  CHECK_FALSE(engine::is_verdict_accepted(report));
  report.known = {2};
  CHECK(engine::is_verdict_accepted(report));
  // Where nothing says why, nothing can be waived.
  report.findings.clear();
  report.waived.clear();
  CHECK_FALSE(engine::is_verdict_accepted(report));
}

TEST_CASE("expectations and severities obey waivers") {
  engine::Report report = expired_report();
  report.waived[1] = {};
  CHECK_FALSE(engine::has_unaccepted_findings(report, std::nullopt));
  CHECK(engine::has_unaccepted_findings(report, Severity::error));
  report.known = {0};
  CHECK_FALSE(engine::has_unaccepted_findings(report, Severity::notice));
}

TEST_CASE("a waiver for other targets or findings waives nothing") {
  for (const Waiver& waiver :
       {waiver_of("path.validity.expired", "b.test"), waiver_of("path.validity.expired", "a.test:8443"),
        waiver_of("path", "a.test")}) {
    engine::Report report = expired_report();
    std::vector<WaiverUse> uses(1);
    engine::apply_waivers({&waiver, 1}, report, uses);
    CHECK(report.waived.empty());
    CHECK_FALSE(uses[0].used);
  }
}

TEST_CASE("a waiver that has ended is a finding beside what it would waive") {
  engine::Report report = expired_report();
  const std::vector waivers{waiver_of("path.validity.expired", "a.test", now)};
  std::vector<WaiverUse> uses(1);
  engine::apply_waivers(waivers, report, uses);
  CHECK(report.waived.empty());
  CHECK(ids(report) == Ids{"path.validity.expired", "expectation.issuer", "policy.waiver_ended"});
  CHECK(report.findings[2].message ==
        "the waiver of path.validity.expired at policy.toml:3 (owner web team) ended on 2026-06-30");
  CHECK_FALSE(engine::leftover(waivers[0], uses[0], now));
  // Nor does a waiver of everything waive it.
  const std::vector everything{waiver_of("*", "*")};
  engine::apply_waivers(everything, report, uses);
  CHECK(report.waiver_of(report.findings[1]) != nullptr);
  CHECK(report.waiver_of(report.findings[2]) == nullptr);
}

TEST_CASE("what no target needed is told once all were checked") {
  engine::Report report = expired_report();
  const std::vector waivers{waiver_of("path.validity.not_yet_valid", "*"),
                            waiver_of("path.validity.not_yet_valid", "b.test")};
  std::vector<WaiverUse> uses(2);
  report.verdict = engine::Verdict::unchecked;
  engine::apply_waivers(waivers, report, uses);
  CHECK_FALSE(engine::leftover(waivers[0], uses[0], now));
  report.verdict = engine::Verdict::untrusted;
  engine::apply_waivers(waivers, report, uses);
  REQUIRE(engine::leftover(waivers[0], uses[0], now));
  CHECK(engine::leftover(waivers[0], uses[0], now)->id() == "policy.waiver_unused");
  CHECK(engine::leftover(waivers[0], uses[0], date(2026, 7, 1))->id() == "policy.waiver_ended");
  CHECK_FALSE(engine::leftover(waivers[1], uses[1], now));
}
