#include "certcheck/net/detail/application_request.h"

#include <catch2/catch_test_macros.hpp>

using namespace certcheck::net;

TEST_CASE("a request goes to what speaks HTTP alone") {
  for (const auto port : {443, 8443, 9443, 10443})
    CHECK(first_request("", "", "example.com", static_cast<uint16_t>(port)).starts_with("HEAD / HTTP/1.1"));
  CHECK(first_request("", "https", "example.com", 12345).starts_with("HEAD / HTTP/1.1"));
  CHECK(first_request("http/1.1", "", "example.com", 12345).starts_with("HEAD / HTTP/1.1"));
  CHECK(first_request("h2", "", "example.com", 12345).starts_with("PRI * HTTP/2.0"));
  for (const auto port : {25, 465, 636, 6379, 6514, 9093, 27017, 12345})
    CHECK(first_request("", "", "example.com", static_cast<uint16_t>(port)).empty());
  for (const auto* const scheme : {"ldaps", "smtps", "imaps", "tls", "tcp"})
    CHECK(first_request("", scheme, "example.com", 443).empty());
  CHECK(first_request("imap", "", "example.com", 443).empty());
}
