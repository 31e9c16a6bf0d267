#include "certcheck/tls/handshake_record.h"

#include "certcheck/tls/code_points.h"

#include <catch2/catch_test_macros.hpp>

#include <set>

using namespace certcheck;
using namespace certcheck::tls;

TEST_CASE("the last step of a kind is found") {
  HandshakeRecord record;
  CHECK(record.last<step::ClientHello>() == nullptr);
  record.steps.push_back({.message = step::ClientHello{.server_name = "first.test"}});
  record.steps.push_back({.from = Side::server, .message = step::HelloRetryRequest{}});
  record.steps.push_back({.message = step::ClientHello{.server_name = "second.test"}});
  REQUIRE(record.last<step::ClientHello>());
  CHECK(record.last<step::ClientHello>()->server_name == "second.test");
  CHECK(record.last<step::ServerHello>() == nullptr);
}

TEST_CASE("what hellos say is asked by code points") {
  const step::ClientHello client{.versions = {tls13_version},
                                 .cipher_suites = {0x1301, renegotiation_info_scsv},
                                 .alpn = {"h2"},
                                 .extensions = {tls_extension::alpn}};
  CHECK(client.offers_version(tls13_version));
  CHECK_FALSE(client.offers_version(tls12_version));
  CHECK(client.offers_cipher_suite(renegotiation_info_scsv));
  CHECK_FALSE(client.offers_cipher_suite(0x1302));
  CHECK(client.offers_alpn("h2"));
  CHECK_FALSE(client.offers_alpn("h"));
  CHECK(client.offers_extension(tls_extension::alpn));
  CHECK_FALSE(client.offers_extension(tls_extension::server_name));
  const step::ServerHello server{.extensions = {tls_extension::encrypt_then_mac}};
  CHECK(server.has_extension(tls_extension::encrypt_then_mac));
  CHECK_FALSE(server.has_extension(tls_extension::extended_master_secret));
}

TEST_CASE("steps are named after their messages") {
  const auto name = [](step::Message message) {
    return step_name({.from = Side::server, .at_ms = 0, .message = std::move(message), .probe = false});
  };
  CHECK(name(step::ClientHello{}) == "client_hello");
  CHECK(name(step::HelloRetryRequest{}) == "hello_retry_request");
  CHECK(name(step::CertificateStatus{}) == "certificate_status");
  CHECK(name(step::KeyAgreement{}) == "key_agreement");
  CHECK(name(step::ChangeCipherSpec{}) == "change_cipher_spec");
  CHECK(name(step::ApplicationData{}) == "application_data");
  CHECK(name(step::OtherMessage{message_type::key_update}) == "key_update");
  CHECK(name(step::OtherMessage{0x2a}) == "0x2a (unknown)");
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
  CHECK(to_string(Side::client) == "client");
  CHECK(to_string(Side::server) == "server");
  CHECK(to_string(Side::both) == "both");
}
