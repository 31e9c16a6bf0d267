// What does not apply is no pass: every lint that can be not applicable has a fixture that shows when.
#include "certcheck/lint/registry.h"
#include "certcheck/lint/support/unread.h"

#include "fixtures.h"

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <set>

namespace certcheck::lint {
namespace {

namespace fs = std::filesystem;

bool shows_when_not_applicable(std::string_view id) {
  const auto expected =
      nlohmann::json::parse(certcheck::test::read_file(test::lint_testdata() / "cases" / id / "case.json"))
          .at("expect");
  return std::any_of(expected.begin(), expected.end(),
                     [](const auto& word) { return word == "not_applicable"; });
}

/// One fixture of each lint: all of them show little more and take ten times as long.
bool is_looked_at(const fs::directory_entry& file) {
  return file.is_regular_file() && file.path().stem() == "fires";
}

/// Something of it could not be read, so that nothing need apply to it.
bool is_lost(const test::Fixture& fixture) {
  const auto lost = [](const auto& parsed) {
    const Unread unread(parsed->findings);
    return unread.structure() || unread.extensions();
  };
  return std::any_of(fixture.certificates.begin(), fixture.certificates.end(), lost) ||
         std::any_of(fixture.crls.begin(), fixture.crls.end(), lost) ||
         std::any_of(fixture.responses.begin(), fixture.responses.end(), lost);
}

/// The lints that are not applicable to something among all fixtures of their kind.
std::set<std::string_view> sometimes_not_applicable() {
  const Selection everything;
  std::set<std::string_view> out;
  for (const auto& file : fs::recursive_directory_iterator(test::lint_testdata() / "cases")) {
    if (!is_looked_at(file)) continue;
    const test::Fixture fixture(file.path());
    if (is_lost(fixture)) continue;
    for (size_t number = 0; number < kind_count; ++number) {
      const Kind kind = static_cast<Kind>(number);
      Findings findings;
      const Outcomes outcomes = fixture.outcomes(kind, everything, findings);
      for (size_t i = 0; i < outcomes.size(); ++i)
        if (outcomes[i] == Outcome::not_applicable)
          out.insert(everything.rows(kind)[i].entry->lint->check.id);
    }
  }
  return out;
}

Parts every_part() {
  Parts parts;
  for (size_t i = 0; i < x509::ExtensionId::count; ++i)
    parts.add(x509::ExtensionId::of(x509::detail::known_extensions[i]));
  for (uint8_t kind = 0; kind <= static_cast<uint8_t>(x509::GeneralName::Kind::registered_id); ++kind)
    parts.add(static_cast<x509::GeneralName::Kind>(kind));
  return parts;
}

std::vector<std::string_view> ids_of(const Findings& findings) {
  std::vector<std::string_view> ids;
  for (const Finding& finding : findings) ids.push_back(finding.id());
  return ids;
}

TEST_CASE("a lint that is not asked for want of its parts would not apply, or finds nothing") {
  const Selection everything;
  size_t saved = 0;
  for (const auto& file : fs::recursive_directory_iterator(test::lint_testdata() / "cases")) {
    if (!is_looked_at(file)) continue;
    const test::Fixture fixture(file.path());
    for (const x509::CertificatePtr& certificate : fixture.certificates) {
      CertificateFacts facts(*certificate, test::Fixture::verifier());
      Findings fewest, some, all;
      Outcomes with, without;
      run(facts, everything, {}, fewest);
      run(facts, everything, {}, some, &with);
      for (const Selection::Row& row : everything.rows(Kind::certificate)) {
        const Parts &only_with = row.entry->only_with(), &finds_in = row.entry->lint->finds_in;
        saved += (!only_with.empty() && !only_with.shares(facts.parts)) ||
                         (!finds_in.empty() && !finds_in.shares(facts.parts))
                     ? 1
                     : 0;
      }
      facts.parts = every_part();
      run(facts, everything, {}, all, &without);
      INFO(file.path());
      CHECK(ids_of(fewest) == ids_of(some));
      CHECK(some.size() == all.size());
      REQUIRE(with.size() == without.size());
      // One question for all: there are millions.
      const auto differs = std::mismatch(with.begin(), with.end(), without.begin()).first;
      INFO((differs == with.end()
                ? std::string_view()
                : everything.rows(Kind::certificate)[static_cast<size_t>(differs - with.begin())]
                      .entry->lint->check.id));
      CHECK(differs == with.end());
    }
  }
  CHECK(saved > 10'000);
}

TEST_CASE("lints that can be not applicable have a fixture that shows when") {
  const auto can_be = sometimes_not_applicable();
  CHECK(can_be.size() > entries().size() / 2);
  for (const std::string_view id : can_be) {
    INFO(id);
    CHECK(shows_when_not_applicable(id));
  }
}

}  // namespace
}  // namespace certcheck::lint
