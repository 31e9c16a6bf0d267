#include "certcheck/base/time.h"

#include <catch2/catch_test_macros.hpp>

#include <string>

using namespace certcheck;

TEST_CASE("a broken-down time becomes seconds since 1970") {
  CHECK(make_time(1970, 1, 1, 0, 0, 0)->time_since_epoch().count() == 0);
  CHECK(make_time(2000, 2, 29, 12, 30, 45)->time_since_epoch().count() == 951827445);
  CHECK(make_time(1969, 12, 31, 23, 59, 59)->time_since_epoch().count() == -1);
  CHECK(make_time(9999, 12, 31, 23, 59, 59)->time_since_epoch().count() == 253402300799);
  CHECK(make_time(0, 1, 1, 0, 0, 0)->time_since_epoch().count() == -62167219200);
  STATIC_CHECK(date(2020, 9, 1).time_since_epoch().count() == 1598918400);
}

TEST_CASE("a moment that does not exist is none") {
  CHECK_FALSE(make_time(2023, 2, 29, 0, 0, 0));
  CHECK_FALSE(make_time(1900, 2, 29, 0, 0, 0));
  CHECK_FALSE(make_time(2023, 4, 31, 0, 0, 0));
  CHECK_FALSE(make_time(2023, 0, 1, 0, 0, 0));
  CHECK_FALSE(make_time(2023, 13, 1, 0, 0, 0));
  CHECK_FALSE(make_time(2023, 1, 0, 0, 0, 0));
  CHECK_FALSE(make_time(2023, 1, 1, 24, 0, 0));
  CHECK_FALSE(make_time(2023, 1, 1, 0, 60, 0));
  CHECK_FALSE(make_time(2023, 1, 1, 0, 0, 60));
  CHECK_FALSE(make_time(10000, 1, 1, 0, 0, 0));
  CHECK_FALSE(make_time(-1, 1, 1, 0, 0, 0));
}

// RFC 3339 section 5.8 (examples) and 5.6 (grammar).
TEST_CASE("RFC 3339 is read with any offset") {
  CHECK(parse_rfc3339("1985-04-12T23:20:50.52Z") == make_time(1985, 4, 12, 23, 20, 50));
  CHECK(parse_rfc3339("1996-12-19T16:39:57-08:00") == make_time(1996, 12, 20, 0, 39, 57));
  CHECK(parse_rfc3339("1937-01-01T12:00:27.87+00:20") == make_time(1937, 1, 1, 11, 40, 27));
  CHECK(parse_rfc3339("2024-02-29t00:00:00z") == make_time(2024, 2, 29, 0, 0, 0));
  CHECK(parse_rfc3339("2024-02-29 00:00:00-00:00") == make_time(2024, 2, 29, 0, 0, 0));
  CHECK(parse_rfc3339("0000-01-01T00:00:00Z") == make_time(0, 1, 1, 0, 0, 0));
}

TEST_CASE("what is not RFC 3339 or no moment is none") {
  for (const std::string_view text : {"",
                                      "2024-01-01",
                                      "2024-01-01T00:00:00",
                                      "2024-01-01T00:00:00.Z",
                                      "2024-01-01T00:00:00+0100",
                                      "2024-01-01T00:00:00+24:00",
                                      "2024-01-01T00:00:00+01:60",
                                      "2024-01-01T00:00:00Zz",
                                      "2024-1-01T00:00:00Z",
                                      "2024-01-01X00:00:00Z",
                                      "2024/01/01T00:00:00Z",
                                      "2024-01-01T00-00-00Z",
                                      "+024-01-01T00:00:00Z",
                                      "2024-02-30T00:00:00Z",
                                      "2024-01-01T24:00:00Z",
                                      "2016-12-31T23:59:60Z",
                                      "2024-01-01T00:00:00+01:00Z",
                                      "2024-01-01T00:00:0",
                                      " 2024-01-01T00:00:00Z",
                                      "9999-12-31T23:59:59-00:01",
                                      "0000-01-01T00:00:00+00:01"})
    CHECK_FALSE(parse_rfc3339(text));
}

TEST_CASE("what is written reads back") {
  for (const auto moment :
       {make_time(0, 1, 1, 0, 0, 0), make_time(1949, 12, 31, 23, 59, 59), make_time(1970, 1, 1, 0, 0, 0),
        make_time(2026, 1, 31, 9, 8, 7), make_time(9999, 12, 31, 23, 59, 59)}) {
    REQUIRE(moment);
    CHECK(parse_rfc3339(format_rfc3339(*moment)) == moment);
  }
  CHECK(format_rfc3339(*make_time(2026, 1, 31, 23, 59, 59)) == "2026-01-31T23:59:59Z");
  CHECK(format_rfc3339(*make_time(7, 1, 2, 3, 4, 5)) == "0007-01-02T03:04:05Z");
}
