#include "certcheck/engine/target_pattern.h"

#include <catch2/catch_test_macros.hpp>

#include <string>

using namespace certcheck;
using engine::TargetPattern;

namespace {

bool matches(std::string_view pattern, std::string host, uint16_t port = 443) {
  const auto read = TargetPattern::parse(pattern);
  REQUIRE(read);
  return read->matches(Target{.host = std::move(host), .port = port});
}

}  // namespace

TEST_CASE("a pattern means hosts and ports") {
  CHECK(matches("www.example.com", "www.example.com"));
  CHECK(matches("WWW.example.com.", "www.Example.com"));
  CHECK(matches("www.example.com", "www.example.com.", 8443));
  CHECK_FALSE(matches("www.example.com", "example.com"));
  CHECK(matches("www.example.com:8443", "www.example.com", 8443));
  CHECK_FALSE(matches("www.example.com:8443", "www.example.com"));
  CHECK(matches("https://www.example.com:8443/health?x=1", "www.example.com", 8443));
  CHECK(
      matches("b\xc3\xbc"
              "cher.example",
              "xn--bcher-kva.example"));
}

TEST_CASE("a star stands for any text") {
  CHECK(matches("*", "www.example.com", 25));
  CHECK(matches("*.Example.com", "a.b.example.com"));
  CHECK_FALSE(matches("*.example.com", "example.com"));
  CHECK(matches("db*.example.com:5432", "db17.example.com", 5432));
  CHECK_FALSE(matches("*:25", "www.example.com"));
  CHECK(matches("10.0.0.*", "10.0.0.7"));
  CHECK(TargetPattern::parse("www.example.com:25")->names_one_host());
  CHECK_FALSE(TargetPattern::parse("*:25")->names_one_host());
}

TEST_CASE("addresses are compared in their canonical form") {
  CHECK(matches("[2001:DB8:0::1]:8443", "2001:db8::1", 8443));
  CHECK(matches("2001:db8::1", "2001:0db8::1"));
  CHECK(matches("fe80::1", "fe80::1%eth0"));
  CHECK_FALSE(matches("[2001:db8::1]:8443", "2001:db8::1"));
}

TEST_CASE("what is no pattern is quoted, with what is wrong") {
  for (const char* text :
       {"", ":443", "www.example.com:", "www.example.com:0", "www.example.com:65536", "www.example.com:https",
        "[2001:db8::1", "[::1]x", "a b", "*. example", "user@*"}) {
    INFO(text);
    const auto read = TargetPattern::parse(text);
    REQUIRE_FALSE(read);
    CHECK(read.error().message.starts_with("\"" + std::string(text) + "\": "));
  }
}

TEST_CASE("a domain means its mail exchangers, by whatever name they have") {
  const Target target{
      .host = "mx.provider.test", .port = 25, .exchanger = MailExchanger{.domain = "Example.org"}};
  for (const std::string_view pattern :
       {"example.org", "example.org:25", "mx.provider.test", "*.provider.test"})
    CHECK(TargetPattern::parse(pattern)->matches(target));
  for (const std::string_view pattern : {"example.org:443", "provider.test"})
    CHECK_FALSE(TargetPattern::parse(pattern)->matches(target));
}
