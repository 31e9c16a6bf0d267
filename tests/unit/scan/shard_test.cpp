#include "certcheck/scan/shard.h"

#include "certcheck/scan/scan.h"

#include <catch2/catch_test_macros.hpp>

#include <string>
#include <vector>

namespace certcheck::scan {
namespace {

std::string name_of(const std::string& text) {
  const auto target = read_target(text);
  REQUIRE(target);
  return normalised(*target);
}

TEST_CASE("a shard is I/N, from 1") {
  const auto shard = parse_shard("3/16");
  REQUIRE(shard);
  CHECK(shard->index == 3);
  CHECK(shard->count == 16);
  CHECK(parse_shard("1/1"));
  for (const char* text :
       {"", "/", "1", "1/", "/2", "0/2", "3/2", "1/0", "-1/2", "1/2/3", "1/2 ", "a/b", "1/1000001"}) {
    INFO(text);
    const auto refused = parse_shard(text);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().message.find("I/N") != std::string::npos);
  }
}

TEST_CASE("spellings of a target have one name, other targets have others") {
  for (const char* text : {"Example.com", "https://example.com:443/path", "example.com.", "example.com:443"})
    CHECK(name_of(text) == name_of("example.com"));
  CHECK(name_of("[2001:DB8::0:1]:443") == name_of("2001:db8::1"));
  CHECK(name_of("M\xc3\xbcnchen.example") == name_of("xn--mnchen-3ya.example"));
  for (const char* text :
       {"example.org", "example.com:8443", "smtp://example.com:443", "192.0.2.1", "fe80::1%lo"})
    CHECK(name_of(text) != name_of("example.com"));
  CHECK(name_of("fe80::1%lo") != name_of("fe80::1%eth0"));
}

TEST_CASE("each name is in one shard, the same in every version, and shards are alike in size") {
  constexpr uint64_t count = 7;
  constexpr size_t names = 7'000;
  std::vector<size_t> sizes(count);
  for (size_t i = 0; i < names; ++i) {
    const std::string name = "host" + std::to_string(i) + ".example 443 ";
    size_t in = 0;
    for (uint64_t index = 1; index <= count; ++index) {
      if (!contains({index, count}, name)) continue;
      ++in;
      ++sizes[index - 1];
    }
    REQUIRE(in == 1);
  }
  for (const size_t size : sizes) {
    CHECK(size > names / count * 8 / 10);
    CHECK(size < names / count * 12 / 10);
  }
  // SHA-256("example.com 443 ") begins with 0c9f871976fbc307.
  CHECK(contains({648, 1000}, "example.com 443 "));
  CHECK(contains({1, 1}, "anything"));
}

}  // namespace
}  // namespace certcheck::scan
