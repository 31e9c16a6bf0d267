#include "certcheck/fetch/rules.h"

#include "certcheck/base/ip_address.h"

#include <catch2/catch_test_macros.hpp>

#include <string>
#include <string_view>
#include <vector>

using namespace certcheck;
using namespace certcheck::fetch;

namespace {

Rules rules(std::vector<std::string_view> allowed, std::vector<std::string_view> denied = {}) {
  Rules result;
  for (const auto text : allowed) result.allowed.push_back(*parse_rule(text));
  for (const auto text : denied) result.denied.push_back(*parse_rule(text));
  return result;
}

Url url(std::string_view text) {
  auto read = parse_url(text, 2048);
  INFO(text);
  REQUIRE(read);
  return *read;
}

bool admits(const Rules& rules, std::string_view text, std::string_view address) {
  const Url read = url(text);
  return rules.why_not(read).empty() && rules.why_not(read, *parse_ip_address(address)).empty();
}

}  // namespace

TEST_CASE("addresses that are not of the public internet are not connected to") {
  for (const std::string_view text : {"0.0.0.0",
                                      "0.1.2.3",
                                      "10.0.0.1",
                                      "10.255.255.255",
                                      "100.64.0.1",
                                      "100.127.255.1",
                                      "127.0.0.1",
                                      "127.255.255.254",
                                      "169.254.169.254",
                                      "172.16.0.1",
                                      "172.31.255.1",
                                      "192.0.0.8",
                                      "192.0.2.1",
                                      "192.88.99.1",
                                      "192.168.1.1",
                                      "198.18.0.1",
                                      "198.19.255.255",
                                      "198.51.100.7",
                                      "203.0.113.9",
                                      "224.0.0.1",
                                      "239.255.0.1",
                                      "240.0.0.1",
                                      "255.255.255.255",
                                      "::",
                                      "::1",
                                      "::127.0.0.1",
                                      "::ffff:127.0.0.1",
                                      "::ffff:10.0.0.1",
                                      "64:ff9b::a00:1",
                                      "64:ff9b::7f00:1",
                                      "64:ff9b:1::1",
                                      "100::1",
                                      "2001::1",
                                      "2001:0:1::1",
                                      "2001:db8::1",
                                      "2002:7f00:1::",
                                      "2002:808:808::",
                                      "3fff::1",
                                      "4000::1",
                                      "5f00::1",
                                      "fc00::1",
                                      "fd12:3456::1",
                                      "fe80::1",
                                      "febf::1",
                                      "fec0::1",
                                      "ff02::1",
                                      "::ffff:0:127.0.0.1"}) {
    INFO(text);
    CHECK_FALSE(special_kind(*parse_ip_address(text)).empty());
    CHECK_FALSE(admits({}, "http://ca.example/", text));
  }
}

TEST_CASE("public addresses are connected to") {
  for (const std::string_view text :
       {"1.1.1.1",         "9.255.255.255", "11.0.0.0",    "100.63.255.255", "100.128.0.0",
        "126.1.1.1",       "128.0.0.1",     "169.253.1.1", "172.15.1.1",     "172.32.0.0",
        "192.0.1.1",       "192.167.1.1",   "198.17.1.1",  "198.20.0.1",     "223.255.255.255",
        "2606:4700::1111", "2a00:1450::1",  "2001:200::1", "::ffff:1.1.1.1", "64:ff9b::101:101"}) {
    INFO(text);
    CHECK(special_kind(*parse_ip_address(text)).empty());
    CHECK(admits({}, "http://ca.example/", text));
  }
}

TEST_CASE("ports other than 80 and 8080 are not asked unless the host or the address is allowed") {
  CHECK(admits({}, "http://ca.example/", "1.1.1.1"));
  CHECK(admits({}, "http://ca.example:8080/", "1.1.1.1"));
  for (const std::string_view text :
       {"http://ca.example:25/", "http://ca.example:22/", "http://ca.example:443/", "http://ca.example:6379/",
        "http://ca.example:81/"}) {
    INFO(text);
    CHECK_FALSE(admits({}, text, "1.1.1.1"));
    CHECK_FALSE(rules({}).why_not(url(text)).empty());
    CHECK(admits(rules({"1.1.1.0/24"}), text, "1.1.1.1"));
    CHECK(admits(rules({"ca.example"}), text, "1.1.1.1"));
    CHECK_FALSE(admits(rules({"1.1.2.0/24"}), text, "1.1.1.1"));
    CHECK_FALSE(admits(rules({"other.example"}), text, "1.1.1.1"));
  }
}

TEST_CASE("what is allowed by name is at any address, what is allowed by address has any name") {
  CHECK(admits(rules({"10.0.0.0/8"}), "http://ca.example/", "10.1.2.3"));
  CHECK(admits(rules({"10.0.0.0/8"}), "http://10.1.2.3:8000/", "10.1.2.3"));
  CHECK(admits(rules({"10.0.0.0/8"}), "http://ca.example/", "::ffff:10.1.2.3"));
  CHECK(admits(rules({"::ffff:10.0.0.0/104"}), "http://ca.example/", "10.1.2.3"));
  CHECK_FALSE(admits(rules({"10.0.0.0/8"}), "http://ca.example/", "127.0.0.1"));
  CHECK(admits(rules({"*.corp.example"}), "http://pki.corp.example/", "10.1.2.3"));
  CHECK(admits(rules({"*.corp.example"}), "http://a.pki.CORP.example./", "10.1.2.3"));
  CHECK_FALSE(admits(rules({"*.corp.example"}), "http://corp.example/", "10.1.2.3"));
  CHECK_FALSE(admits(rules({"*.corp.example"}), "http://evilcorp.example/", "10.1.2.3"));
  CHECK_FALSE(admits(rules({"corp.example"}), "http://pki.corp.example/", "10.1.2.3"));
  CHECK(admits(rules({"*"}), "http://anything.example/", "127.0.0.1"));
  // "*" is about names: an address in a certificate has none.
  CHECK_FALSE(admits(rules({"*"}), "http://127.0.0.1/", "127.0.0.1"));
}

TEST_CASE("what is denied is denied, whatever is allowed") {
  CHECK_FALSE(admits(rules({"*"}, {"bad.example"}), "http://bad.example/", "1.1.1.1"));
  CHECK_FALSE(admits(rules({"*"}, {"1.1.1.0/24"}), "http://ca.example/", "1.1.1.1"));
  CHECK_FALSE(admits(rules({"10.0.0.0/8"}, {"10.0.0.5"}), "http://ca.example/", "10.0.0.5"));
  CHECK_FALSE(admits(rules({}, {"1.1.1.1"}), "http://ca.example/", "::ffff:1.1.1.1"));
  CHECK_FALSE(admits(rules({}, {"::ffff:1.1.1.1"}), "http://ca.example/", "1.1.1.1"));
  CHECK_FALSE(admits(rules({}, {"::ffff:1.0.0.0/104"}), "http://ca.example/", "::ffff:1.1.1.1"));
  CHECK(admits(rules({}, {"::/0"}), "http://ca.example/", "1.1.1.1"));
  CHECK(admits(rules({}, {"bad.example"}), "http://good.example/", "1.1.1.1"));
}

TEST_CASE("a number for a host is validated as the address that it is") {
  for (const std::string_view text :
       {"http://2130706433/", "http://0x7f000001/", "http://0x7f.1/", "http://0177.0.0.1/", "http://127.1/",
        "http://0x7F.0.0.1./", "http://127.0.0.1/", "http://127.0.0.1./"}) {
    INFO(text);
    const Url read = url(text);
    CHECK(read.host == "127.0.0.1");
    CHECK(read.is_address);
    CHECK_FALSE(Rules{}.why_not(read, *parse_ip_address(read.host)).empty());
  }
}

TEST_CASE("rules that are neither names nor networks are refused") {
  for (const std::string_view text :
       {"", "*.", "10.0.0.0/33", "a*b.example", "http://x/", "x/8", "[::1]", "a b", "*.*.example",
        // As names these would match no host, which is an address where it ends in a number.
        "10.0.0", "2130706433", "0x7f.1", "0177.0.0.1", "127.1.", "*.1", "host.0x1"}) {
    INFO(text);
    CHECK_FALSE(parse_rule(text));
  }
}
