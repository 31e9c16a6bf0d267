#include "certcheck/handshake/record.h"

#include <catch2/catch_test_macros.hpp>

#include <set>

using namespace certcheck;

TEST_CASE("a step's details are found by their key") {
  const HandshakeStep step{"finished",
                           HandshakeStep::From::client,
                           1.5,
                           {{"meaning", std::string("done")}, {"count", int64_t{3}}}};
  REQUIRE(step.find("count"));
  CHECK(*step.find("count") == HandshakeStep::Value(int64_t{3}));
  CHECK(step.find("absent") == nullptr);
}

TEST_CASE("every kind of failure and of key exchange has a name of its own") {
  std::set<std::string_view> names;
  const auto last_failure = static_cast<int>(HandshakeFailure::internal);
  for (int i = 0; i <= last_failure; ++i) names.insert(to_string(static_cast<HandshakeFailure>(i)));
  CHECK(names.size() == static_cast<size_t>(last_failure) + 1);
  names.clear();
  const auto last_kind = static_cast<int>(KeyExchange::Kind::anonymous);
  for (int i = 0; i <= last_kind; ++i) names.insert(to_string(static_cast<KeyExchange::Kind>(i)));
  CHECK(names.size() == static_cast<size_t>(last_kind) + 1);
  CHECK(to_string(HandshakeStep::From::client) == "client");
  CHECK(to_string(HandshakeStep::From::server) == "server");
  CHECK(to_string(HandshakeStep::From::both) == "both");
}
