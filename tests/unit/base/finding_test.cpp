#include "certcheck/base/finding.h"

#include "certcheck/base/result.h"

#include <catch2/catch_test_macros.hpp>

#include <memory>
#include <string>

using namespace certcheck;

namespace {

constexpr Check check_that(Counts where) {
  return {.id = "test.check",
          .severity = Severity::error,
          .counts = where,
          .requirement = "",
          .citation = "",
          .hint = ""};
}

Result<std::unique_ptr<int>> half(int number) {
  if (number % 2 != 0) return Error{Error::Kind::usage, "odd"};
  return std::make_unique<int>(number / 2);
}

}  // namespace

TEST_CASE("where a check counts depends on profile and strictness") {
  struct Row {
    Counts where;
    bool rfc5280, webpki, rfc5280_strict, webpki_strict;
  };
  const Row rows[] = {
      {Counts::never, false, false, false, false},
      {Counts::rfc5280, true, false, false, false},
      {Counts::webpki, false, true, false, false},
      {Counts::rfc5280_strict, false, false, true, false},
      {Counts::webpki_strict, false, false, false, true},
      {Counts::always, true, true, true, true},
      {Counts::strict, false, false, true, true},
      {Counts::all_webpki, false, true, false, true},
      {Counts::all_rfc5280, true, false, true, false},
      {Counts::webpki_or_strict, false, true, true, true},
      {Counts::rfc5280_or_strict, true, false, true, true},
  };
  for (const Row& row : rows) {
    CAPTURE(static_cast<int>(row.where));
    CHECK(counts(row.where, Profile::rfc5280, false) == row.rfc5280);
    CHECK(counts(row.where, Profile::webpki, false) == row.webpki);
    CHECK(counts(row.where, Profile::rfc5280, true) == row.rfc5280_strict);
    CHECK(counts(row.where, Profile::webpki, true) == row.webpki_strict);
  }
}

TEST_CASE("one finding that counts is enough") {
  static constexpr Check harmless = check_that(Counts::never), strict = check_that(Counts::strict);
  CHECK_FALSE(any_counts({}, Profile::webpki, true));
  Findings findings{{.check = &harmless}, {.check = &strict}};
  CHECK_FALSE(any_counts(findings, Profile::webpki, false));
  CHECK(any_counts(findings, Profile::webpki, true));
  CHECK(findings[0].id() == "test.check");
  CHECK(findings[0].severity() == Severity::error);
}

TEST_CASE("names of severities, profiles and kinds of subjects") {
  CHECK(to_string(Severity::notice) == "notice");
  CHECK(to_string(Severity::warning) == "warning");
  CHECK(to_string(Severity::error) == "error");
  CHECK(to_string(Profile::rfc5280) == "rfc5280");
  CHECK(to_string(Profile::webpki) == "webpki");
  CHECK(to_string(Subject::Kind::none) == "none");
  CHECK(to_string(Subject::Kind::certificate) == "certificate");
  CHECK(to_string(Subject::Kind::input) == "input");
}

TEST_CASE("a result holds a value or the reason why there is none") {
  auto good = half(8);
  REQUIRE(good);
  CHECK(**good == 4);
  CHECK(*good->get() == 4);
  const std::unique_ptr<int> taken = *std::move(good);
  CHECK(*taken == 4);

  const auto bad = half(7);
  REQUIRE_FALSE(bad);
  CHECK(bad.error().kind == Error::Kind::usage);
  CHECK(bad.error().message == "odd");
}
