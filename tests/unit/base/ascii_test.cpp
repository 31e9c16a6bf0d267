#include "certcheck/base/ascii.h"

#include <catch2/catch_test_macros.hpp>

using namespace certcheck;

TEST_CASE("letters of ASCII are folded, and nothing else") {
  CHECK(to_lower("AZaz[@`{0") == "azaz[@`{0");
  CHECK(to_lower("\xc3\x84") == "\xc3\x84");
  CHECK(to_lower('Q') == 'q');
}

TEST_CASE("texts are equal but for the case of their letters") {
  CHECK(equal_ignoring_case("", ""));
  CHECK(equal_ignoring_case("STARTTLS", "startTls"));
  CHECK_FALSE(equal_ignoring_case("@", "`"));
  CHECK_FALSE(equal_ignoring_case("a", "aa"));
  CHECK_FALSE(equal_ignoring_case("aa", "a"));
}

TEST_CASE("line feeds are counted wherever they are") {
  CHECK(count_line_ends("") == 0);
  CHECK(count_line_ends("one line\r") == 0);
  CHECK(count_line_ends("\n") == 1);
  CHECK(count_line_ends("\na\r\n\nb\n") == 4);
}
