#include "certcheck/base/ip_address.h"

#include <catch2/catch_test_macros.hpp>

#include <cstdint>
#include <string>

using namespace certcheck;

namespace {
std::string canonical(std::string_view text) {
  const auto address = parse_ip_address(text);
  return address ? format_ip_address(*address) : "none";
}
}  // namespace

TEST_CASE("IPv4 addresses are four plain decimal numbers") {
  CHECK(parse_ip_address("192.0.2.1") == Bytes{192, 0, 2, 1});
  CHECK(canonical("0.0.0.0") == "0.0.0.0");
  CHECK(canonical("255.255.255.255") == "255.255.255.255");
  for (const auto* bad :
       {"", "1", "1.2.3", "1.2.3.4.5", "1.2.3.", ".1.2.3", "1..2.3", "256.1.1.1", "01.2.3.4", "1.2.3.00",
        "0x7f.0.0.1", "1.2.3.4 ", " 1.2.3.4", "1.2.3.-4", "1.2.3.4/8", "1234.1.1.1", "a.b.c.d", "1,2,3,4"}) {
    CAPTURE(bad);
    CHECK(canonical(bad) == "none");
  }
}

TEST_CASE("a NUL ends no address") {
  CHECK_FALSE(parse_ip_address(std::string_view("192.0.2.1\0", 10)));
  CHECK_FALSE(parse_ip_address(std::string_view("::1\0x", 5)));
}

TEST_CASE("IPv6 addresses are read in every form of RFC 4291 2.2") {
  CHECK(canonical("2001:DB8:0:0:8:800:200C:417A") == "2001:db8::8:800:200c:417a");
  CHECK(canonical("FF01:0:0:0:0:0:0:101") == "ff01::101");
  CHECK(canonical("::") == "::");
  CHECK(canonical("::1") == "::1");
  CHECK(canonical("1::") == "1::");
  CHECK(canonical("0:0:0:0:0:0:13.1.68.3") == "::d01:4403");
  CHECK(canonical("::FFFF:129.144.52.38") == "::ffff:129.144.52.38");
  CHECK(canonical("::ffff:8190:3426") == "::ffff:129.144.52.38");
  CHECK(canonical("1:2:3:4:5:6:7::") == "1:2:3:4:5:6:7:0");
  CHECK(canonical("::2:3:4:5:6:7:8") == "0:2:3:4:5:6:7:8");
  for (const auto* bad : {":",
                          ":::",
                          "1:2:3:4:5:6:7",
                          "1:2:3:4:5:6:7:8:9",
                          "1:2:3:4:5:6:7:8::",
                          "::1:2:3:4:5:6:7:8",
                          "1::2::3",
                          "12345::",
                          "g::",
                          "1:2:3:4:5:6:7:1.2.3.4",
                          "1.2.3.4::",
                          "::1.2.3",
                          "::1.2.3.4:5",
                          "fe80::1%eth0",
                          "[::1]",
                          "::1/128",
                          "1:2:3:4:5:6:7:",
                          ":1:2:3:4:5:6:7",
                          "::01.2.3.4",
                          " ::1"}) {
    CAPTURE(bad);
    CHECK(canonical(bad) == "none");
  }
}

TEST_CASE("IPv6 text is canonical by RFC 5952") {
  CHECK(canonical("2001:0db8:0000:0000:0001:0000:0000:0001") ==
        "2001:db8::1:0:0:1");                                          // 4.2.3, first of equals
  CHECK(canonical("2001:db8:0:1:1:1:1:1") == "2001:db8:0:1:1:1:1:1");  // 4.2.2, one group stays
  CHECK(canonical("2001:0:0:1:0:0:0:1") == "2001:0:0:1::1");           // 4.2.3, longest
  CHECK(canonical("0:0:1:0:0:0:0:0") == "0:0:1::");
}

TEST_CASE("What is formatted is read back, for many addresses") {
  uint32_t seed = 1;
  for (int round = 0; round < 5000; ++round) {
    Bytes address(round % 3 == 0 ? 4 : 16);
    for (auto& octet : address) {
      seed = seed * 1664525U + 1013904223U;
      // Runs of zeros are where formatting goes wrong, so most octets are zero.
      octet = (seed >> 28U) < 10 ? uint8_t{0} : static_cast<uint8_t>(seed >> 16U);
    }
    CAPTURE(format_ip_address(address));
    CHECK(parse_ip_address(format_ip_address(address)) == address);
  }
}

TEST_CASE("Octets that are no address are shown as hexadecimal") {
  CHECK(format_ip_address(Bytes{}) == "#");
  CHECK(format_ip_address(Bytes{1, 2, 255}) == "#0102ff");
}
