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
    if (!file.is_regular_file() || file.path().filename() == "case.json") continue;
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
