#include "certcheck/net/address_range.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace certcheck;
using namespace certcheck::net;

namespace {

std::vector<std::string> all_of(std::string_view text, bool allow_public = false) {
  auto range = read_address_range(text, allow_public);
  REQUIRE(range);
  CAPTURE(text);
  REQUIRE(*range);
  std::vector<std::string> targets;
  while (auto target = (*range)->next()) targets.push_back(*target);
  return targets;
}

}  // namespace

TEST_CASE("a range is each of its addresses") {
  CHECK(all_of("10.0.0.5/30") == std::vector<std::string>{"10.0.0.4", "10.0.0.5", "10.0.0.6", "10.0.0.7"});
  CHECK(all_of("127.0.0.255/31:8443") == std::vector<std::string>{"127.0.0.254:8443", "127.0.0.255:8443"});
  CHECK(all_of("192.168.1.1/32") == std::vector<std::string>{"192.168.1.1"});
  CHECK(all_of("fd00::ff/127") == std::vector<std::string>{"fd00::fe", "fd00::ff"});
  CHECK(all_of("[fd00::]/128:99") == std::vector<std::string>{"[fd00::]:99"});
  CHECK(all_of("::1/128") == std::vector<std::string>{"::1"});
  const auto many = all_of("172.16.0.0/16");
  CHECK(many.size() == AddressRange::addresses_max);
  CHECK(many.back() == "172.16.255.255");
}

TEST_CASE("a range that is too large or not one's own is refused") {
  const auto text = GENERATE(values<std::string>({"10.0.0.0/15", "10.0.0.0/0", "fd00::/64", "::/0"}));
  const auto range = read_address_range(text, true);
  REQUIRE(range);
  REQUIRE_FALSE(*range);
  CHECK(range->error().message == "\"" + text + "\": a range of more than 65536 addresses");
}

TEST_CASE("public addresses have to be allowed") {
  const auto text = GENERATE(
      values<std::string>({"192.0.2.0/30", "11.0.0.0/24", "172.32.0.0/24", "2001:db8::/126", "::/127"}));
  CAPTURE(text);
  const auto range = read_address_range(text, false);
  REQUIRE(range);
  REQUIRE_FALSE(*range);
  CHECK(range->error().message.find("--allow-public-ranges") != std::string::npos);
  CHECK(all_of(text, true).size() >= 2);
}

TEST_CASE("anything else is no range") {
  const auto text = GENERATE(values<std::string>({"10.0.0.1", "example.com/24", "10.0.0.1/path", "10.0.0.1/",
                                                  "10.0.0.1/33", "https://10.0.0.0/24", "10.0.0.1/2x"}));
  CAPTURE(text);
  CHECK_FALSE(read_address_range(text, true));
}
