#include "certcheck/names/checks.h"

#include <catch2/catch_test_macros.hpp>

#include <set>

using namespace certcheck;

TEST_CASE("Every check of names is complete and its id unique") {
  std::set<std::string_view> seen;
  for (const Check* check : names::all_checks()) {
    CAPTURE(check->id);
    CHECK(seen.insert(check->id).second);
    CHECK((check->id.starts_with("host.") || check->id.starts_with("names.constraints.")));
    CHECK_FALSE(check->requirement.empty());
    CHECK_FALSE(check->citation.empty());
    CHECK_FALSE(check->hint.empty());
  }
  CHECK(seen.size() == 16);
}
