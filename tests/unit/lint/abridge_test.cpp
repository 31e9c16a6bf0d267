#include "certcheck/lint/abridge.h"

#include "certcheck/der/checks.h"
#include "certcheck/x509/checks.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>

namespace certcheck::lint {
namespace {

Check check_of(std::string_view id, Severity severity) {
  return {id, severity, Counts::never, "requirement", "citation", "hint"};
}

const Check notice = check_of("test.notice", Severity::notice);
const Check warning = check_of("test.warning", Severity::warning);
const Check error = check_of("test.error", Severity::error);
const Check other_error = check_of("test.other_error", Severity::error);

Finding finding(const Check& check, const std::string& message) {
  return {.check = &check, .subject = {Subject::Kind::certificate, 3}, .message = message};
}

Findings some_findings() {
  return {finding(notice, "1"), finding(error, "2"), finding(error, "3"), finding(warning, "4"),
          finding(other_error, "5")};
}

TEST_CASE("findings within the budget are left as they are") {
  Findings findings = some_findings();
  abridge(findings, bytes_of(findings));
  CHECK(findings.size() == 5);
  Findings none;
  abridge(none, 0);
  CHECK(none.empty());
}

TEST_CASE("the worst findings are kept, each check's first before its others, and the rest is named") {
  Findings findings = some_findings();
  abridge(findings, 900);  // room for one and what stands for the rest
  REQUIRE(findings.size() == 2);
  CHECK(findings[0].message == "2");
  CHECK(findings[1].check == &other_error);
  CHECK(findings[1].more == 4);
  CHECK(findings[1].subject.index == 3);
  CHECK(findings[1].message == "and 4 more of 4 kinds");
  const std::vector<std::pair<std::string, std::string>> evidence{{"more", "4"},
                                                                  {"check", "test.other_error"},
                                                                  {"check", "test.error"},
                                                                  {"check", "test.warning"},
                                                                  {"check", "test.notice"}};
  CHECK(findings[1].evidence == evidence);

  findings = some_findings();
  abridge(findings, 0);  // one stands for all
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].check == &error);
  CHECK(findings[0].more == 5);
  CHECK(findings[0].message == "5 findings of 4 kinds");
  const std::vector<std::pair<std::string, std::string>> nothing_named{{"more", "5"}, {"kinds", "4"}};
  CHECK(findings[0].evidence == nothing_named);

  findings = some_findings();
  findings.push_back(more_findings(warning, findings[0].subject, 7));
  for (int i = 0; i < 5; ++i) findings.push_back(finding(notice, "6"));
  abridge(findings, 1'200);  // room for two and what stands for the rest
  REQUIRE(findings.size() == 3);
  CHECK(findings[0].message == "2");
  CHECK(findings[1].message == "5");
  CHECK(findings[2].check == &error);
  CHECK(findings[2].more == 15);
}

TEST_CASE("what is abridged is about as long as it may be") {
  Findings many;
  for (size_t i = 0; i < 500; ++i) many.push_back(finding(i % 2 == 0 ? error : warning, std::to_string(i)));
  const size_t all = bytes_of(many);
  for (const size_t bytes : {size_t{3'000}, size_t{20'000}, size_t{100'000}}) {
    Findings findings = many;
    abridge(findings, bytes);
    CHECK(bytes_of(findings) <= bytes);
    CHECK(bytes_of(findings) + 1'500 > bytes);
    CHECK(bytes < all);
    size_t count = 0;
    for (const Finding& each : findings) count += std::max<size_t>(each.more, 1);
    CHECK(count == many.size());
    CHECK(std::is_sorted(findings.begin(), findings.end() - 1, [](const Finding& a, const Finding& b) {
      return std::stoi(a.message) < std::stoi(b.message);
    }));
  }
}

TEST_CASE("a run has a budget, and so much for each byte that it reads") {
  constexpr size_t thing = RunBudget::thing_bytes, least = RunBudget::findings_bytes;
  RunAllowance allowance;
  Share share = allowance.take(500, 900);
  CHECK((share.listed && share.whole && share.findings_bytes == 900));
  // 1,100 bytes are left beyond it, less what the two things take themselves.
  share = allowance.take(0, RunBudget::bytes);
  CHECK((share.listed && share.whole));
  const size_t left = 500 * RunBudget::bytes_per_byte - 900 - 2 * thing;
  REQUIRE(left < thing + least);
  share = allowance.take(250, 5'000);
  CHECK((share.listed && !share.whole));
  CHECK(share.findings_bytes == left + 250 * RunBudget::bytes_per_byte - thing);
}

TEST_CASE("a thing that there is no room for is counted alone") {
  constexpr size_t thing = RunBudget::thing_bytes, least = RunBudget::findings_bytes;
  RunAllowance allowance;
  const Share all = allowance.take(0, RunBudget::bytes - thing);
  CHECK((all.listed && all.whole));
  CHECK_FALSE(allowance.take(0, 0).listed);
  CHECK_FALSE(allowance.take(thing / RunBudget::bytes_per_byte, 5'000).listed);
  CHECK(allowance.take(0, 0).listed);  // what came in with the one before is still there
  CHECK_FALSE(allowance.take(0, 0).listed);
  CHECK(allowance.take((thing + least) / RunBudget::bytes_per_byte, 5'000).listed);
}

TEST_CASE("of things that are counted alone each check is told once") {
  LeftOut left_out;
  left_out.add(some_findings());
  left_out.add({});
  left_out.add({finding(warning, "6"), more_findings(notice, {}, 7)});
  CHECK(left_out.things() == 3);
  const Findings findings = left_out.findings();
  REQUIRE(findings.size() == 4);
  CHECK(findings[0].check == &error);
  CHECK(findings[0].more == 2);
  CHECK(findings[1].check == &other_error);
  CHECK(findings[2].check == &warning);
  CHECK(findings[2].more == 2);
  CHECK(findings[3].more == 8);
  CHECK(findings[0].message == "and 2 more of this kind in things that are not listed");
}

}  // namespace
}  // namespace certcheck::lint
