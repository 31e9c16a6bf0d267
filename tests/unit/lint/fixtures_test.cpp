// Each lint against its fixtures in testdata/lint/cases, see testdata/lint/generate.py.
#include "fixtures.h"

#include "certcheck/lint/dates.h"
#include "certcheck/lint/registry.h"

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <set>

namespace certcheck::lint {
namespace {

const std::map<std::string, Outcome> outcome_of_word = {{"fires", Outcome::fired},
                                                        {"passes", Outcome::pass},
                                                        {"not_applicable", Outcome::not_applicable},
                                                        {"not_effective", Outcome::not_effective}};

nlohmann::json case_of(std::string_view id) {
  const auto path = test::lint_testdata() / "cases" / id / "case.json";
  INFO("no fixtures: " << path.string() << " is missing; write testdata/lint/rules/*.py");
  REQUIRE(std::filesystem::exists(path));
  return nlohmann::json::parse(certcheck::test::read_file(path));
}

/// A file of a case, as a certificate of the kind that the case names for it.
test::Fixture fixture_of(const nlohmann::json& of_case, std::string_view file) {
  const std::string profile =
      of_case.value("profiles", nlohmann::json::object()).value(std::string(file), std::string());
  Assumptions assumed;
  if (!profile.empty()) assumed.profile = *read_certificate_profile(profile);
  return test::Fixture(test::lint_testdata() / "cases" / of_case.at("id").get<std::string>() / file, assumed);
}

TEST_CASE("every lint says of its fixtures what they are for") {
  for (const Entry& entry : entries()) {
    const std::string id(entry.lint->check.id);
    const Selection only(Rules{.include = {id}, .exclude = {}, .severities = {}});
    bool fired = false;
    bool passed = false;
    const nlohmann::json of_case = case_of(id);
    for (const auto& [file, word] : of_case.at("expect").items()) {
      Findings findings;
      const Outcomes outcomes = fixture_of(of_case, file).outcomes(*entry.lint, only, findings);
      INFO(id << ": " << file);
      REQUIRE(outcomes.size() == 1);
      CHECK(to_string(outcomes.front()) == to_string(outcome_of_word.at(word.get<std::string>())));
      CHECK(findings.empty() == (outcomes.front() != Outcome::fired));
      for (const Finding& finding : findings) CHECK_FALSE(finding.message.empty());
      fired = fired || outcomes.front() == Outcome::fired;
      passed = passed || outcomes.front() == Outcome::pass;
    }
    INFO(id);
    CHECK(fired);
    CHECK(passed);
  }
}

// Of what a lint fires on, by the rules of the seconds around its dates. A lint may find nothing there for
// other reasons; that it is in force for one of its fixtures is what matters.
TEST_CASE("every lint is in force from its first day until its last") {
  constexpr std::chrono::seconds second{1};
  for (const Entry& entry : entries()) {
    const Lint& lint = *entry.lint;
    if (!(lint.effective || lint.ineffective) || lint.handshake != nullptr) continue;
    const std::string id(lint.check.id);
    const Selection only(Rules{.include = {id}, .exclude = {}, .severities = {}});
    const nlohmann::json of_case = case_of(id);
    const auto in_force = [&](Time day) {
      const auto items = of_case.at("expect").items();
      return std::any_of(items.begin(), items.end(), [&](const auto& item) {
        if (item.value() != "fires") return false;
        test::Fixture fixture = fixture_of(of_case, item.key());
        Findings unheeded;
        fixture.judge_by(day);
        const Outcomes outcomes = fixture.outcomes(lint, only, unheeded);
        return outcomes.size() == 1 && outcomes.front() != Outcome::not_effective &&
               outcomes.front() != Outcome::not_applicable;
      });
    };
    INFO(id);
    if (lint.effective && lint.effective->time > dates::always.time) {
      CHECK_FALSE(in_force(lint.effective->time - second));
      CHECK(in_force(lint.effective->time));
    }
    if (lint.ineffective) {
      CHECK(in_force(lint.ineffective->time - second));
      CHECK_FALSE(in_force(lint.ineffective->time));
    }
  }
}

TEST_CASE("no folder of fixtures is left without its lint") {
  for (const auto& folder : std::filesystem::directory_iterator(test::lint_testdata() / "cases")) {
    const std::string id = folder.path().filename().string();
    INFO(id);
    CHECK((id == "ordinary" || find_entry(id) != nullptr));
  }
}

// Where two standards contradict each other somebody is always right to complain.
// RFC 5280 4.2.1.2 asks leaves for the key identifier that BR 7.1.2.7.6 advises against.
// BR 7.1.2.10.7: a CA without digitalSignature does not sign OCSP responses, as these do not.
// BR 7.1.2.7.2 advises against the common name that people still look for.
// The hosts of the fixtures are below .example, which RFC 2606 2 keeps out of the DNS.
const std::set<std::string_view> unavoidable = {
    "rfc5280.subject_key_identifier.missing_in_leaf", "cabf_br.key_usage.ca_without_digital_signature",
    "cabf_br.common_name.present", "cabf_br.authority_information_access.internal_host"};

TEST_CASE("ordinary certificates, CRLs, responses, requests, chains and handshakes draw no findings") {
  for (const auto& file : std::filesystem::directory_iterator(test::lint_testdata() / "cases/ordinary")) {
    const test::Fixture fixture(file.path());
    const Selection everything;
    Findings findings;
    for (size_t number = 0; number < kind_count; ++number)
      fixture.outcomes(static_cast<Kind>(number), everything, findings);
    for (const auto& request : fixture.requests)
      findings.insert(findings.end(), request->findings.begin(), request->findings.end());
    for (const auto& certificate : fixture.certificates)
      findings.insert(findings.end(), certificate->findings.begin(), certificate->findings.end());
    for (const Finding& finding : findings) {
      if (unavoidable.contains(finding.id())) continue;
      FAIL_CHECK(file.path().filename() << ": " << finding.id() << ": " << finding.message);
    }
  }
}

}  // namespace
}  // namespace certcheck::lint
