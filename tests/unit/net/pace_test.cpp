#include "certcheck/net/pace.h"

#include <catch2/catch_test_macros.hpp>

#include <chrono>
#include <string>

namespace certcheck::net {
namespace {

using namespace std::chrono_literals;

TEST_CASE("a rate is a number, of a second where nothing else is said") {
  CHECK(*parse_rate("50") == 50);
  CHECK(*parse_rate("50/s") == 50);
  CHECK(*parse_rate("0.5") == 0.5);
  CHECK(*parse_rate("30/m") == 0.5);
  CHECK(*parse_rate("3600/h") == 1);
  for (const char* text :
       {"", "/s", "0", "-1", "nan", "inf", "1e3", "1/d", "1/", "1 /s", "1000001", "0.00001"}) {
    INFO(text);
    const auto refused = parse_rate(text);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().message.find("/s, /m or /h") != std::string::npos);
  }
}

TEST_CASE("turns come evenly, of each address and of all") {
  Pace pace({.overall = 10, .per_address = 2});
  const Pace::Clock::time_point now{1h};
  CHECK(pace.take_turn(now) == now);
  CHECK(pace.take_turn(now) == now + 100ms);
  CHECK(pace.take_turn(now) == now + 200ms);
  CHECK(pace.take_turn_of("192.0.2.1", now) == now);
  CHECK(pace.take_turn_of("192.0.2.1", now) == now + 500ms);
  CHECK(pace.take_turn_of("192.0.2.2", now) == now);
  // Turns that nobody took do not add up.
  CHECK(pace.take_turn(now + 1h) == now + 1h);
  CHECK(pace.take_turn(now + 1h) == now + 1h + 100ms);
  CHECK(pace.take_turn_of("192.0.2.1", now + 1h) == now + 1h);
}

TEST_CASE("what was forgotten had its turn") {
  Pace pace({.overall = {}, .per_address = 1});
  Pace::Clock::time_point now{1h};
  for (int i = 0; i < 30'000; ++i) {
    const std::string address = std::to_string(i);
    CHECK(pace.take_turn_of(address, now) == now);
    CHECK(pace.take_turn_of(address, now) == now + 1s);
    now += 1ms;
  }
  CHECK(pace.take_turn_of("29999", now) > now);
  CHECK(pace.take_turn(now) == now);
}

}  // namespace
}  // namespace certcheck::net
