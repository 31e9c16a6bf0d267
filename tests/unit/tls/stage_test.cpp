#include "certcheck/tls/stage.h"

#include <catch2/catch_test_macros.hpp>

using namespace certcheck::tls;

TEST_CASE("a stage has the name that reports show") {
  CHECK(stage_name(Stage::none).empty());
  CHECK(stage_name(Stage::resolve) == "resolve");
  CHECK(stage_name(Stage::proxy) == "proxy");
  CHECK(stage_name(Stage::client_hello) == "client_hello");
  CHECK(stage_name(Stage::hello_retry_request) == "hello_retry_request");
  CHECK(stage_name(Stage::plaintext) == "plaintext");
}

TEST_CASE("a message of any type is a stage") {
  CHECK(stage_of_message(message_type::server_hello) == Stage::server_hello);
  CHECK(stage_name(stage_of_message(0x2a)) == "0x2a (unknown)");
  for (unsigned type = 0; type < 256; ++type)
    CHECK_FALSE(stage_name(stage_of_message(static_cast<uint8_t>(type))).empty());
}
