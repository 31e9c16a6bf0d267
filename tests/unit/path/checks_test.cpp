#include "certcheck/path/checks.h"

#include <catch2/catch_test_macros.hpp>

#include <set>
#include <string>

using namespace certcheck;

TEST_CASE("every check of a path is named once and explained") {
  std::set<std::string_view> ids;
  for (const Check* check : path::all_checks()) {
    INFO(check->id);
    CHECK(ids.insert(check->id).second);
    CHECK(check->id.starts_with("path."));
    CHECK_FALSE(check->requirement.empty());
    CHECK_FALSE(check->citation.empty());
    CHECK_FALSE(check->hint.empty());
    // What is no error never decides.
    if (check->severity != Severity::error) CHECK(check->counts == Counts::never);
  }
}
