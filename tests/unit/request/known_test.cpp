#include "certcheck/request/known.h"

#include "tests/support/pki_fields.h"

#include <catch2/catch_test_macros.hpp>

using namespace certcheck;

namespace {

Bytes crl_of(int64_t serial) {
  test::ForgedCrl forged;
  forged.revoked = {{pki::sequence({pki::integer(serial), pki::utc_time("240101000000Z")})}};
  return forged.der();
}

}  // namespace

TEST_CASE("a CRL that was there before is the same one") {
  request::Known known;
  const auto first = known.crl(crl_of(1));
  CHECK(first->complete);
  CHECK(known.crl(crl_of(2)) != first);
  CHECK(known.crl(crl_of(1)) == first);
  // One that cannot be read is one, too.
  CHECK_FALSE(known.crl(Bytes{1, 2, 3})->complete);
}

TEST_CASE("those that were last asked for are kept, within limits") {
  const auto is_kept = [](request::Known& known, const x509::CrlPtr& crl) {
    return known.crl(Bytes(crl->der)) == crl;
  };
  request::Known two({.count = 2});
  const auto first = two.crl(crl_of(1)), second = two.crl(crl_of(2));
  CHECK(is_kept(two, first));
  const auto third = two.crl(crl_of(3));
  CHECK(is_kept(two, first));
  CHECK(is_kept(two, third));
  CHECK_FALSE(is_kept(two, second));

  request::Known small({.bytes = crl_of(1).size()});
  const auto alone = small.crl(crl_of(1));
  CHECK(is_kept(small, alone));
  small.crl(crl_of(2));
  CHECK_FALSE(is_kept(small, alone));
  request::Known none({.bytes = 1});
  CHECK_FALSE(is_kept(none, none.crl(crl_of(1))));
}

TEST_CASE(
    "lists of logs and of what is distrusted are parsed once, and what is wrong with one is said each time") {
  request::Known known;
  const std::string logs = R"({"operators": []})", other = R"({"version": "2", "operators": []})";
  const auto first = known.log_list(logs);
  REQUIRE(first);
  CHECK(*known.log_list(logs) == *first);
  CHECK(*known.log_list(other) != *first);
  CHECK((*known.log_list(other))->version == "2");
  const std::string distrust = "[]";
  REQUIRE(known.distrust(distrust));
  CHECK(*known.distrust(distrust) == *known.distrust(distrust));
  for (int i = 0; i < 2; ++i) {
    CHECK_FALSE(known.log_list("{}"));
    CHECK_FALSE(known.distrust("{}"));
  }
  request::Known none({.count = 0});
  CHECK(*none.log_list(logs) != *none.log_list(logs));
}
