// Handshakes with nginx, alone and many at once.
#include "net_fixture.h"

#include <catch2/catch_test_macros.hpp>

using namespace certcheck;
using namespace certcheck::net;
using namespace certcheck::test;

TEST_CASE("nginx answers over HTTP/2 and HTTP/1.1, and the answer is the first encrypted data") {
  const ServerIdentity identity("leaf-rsa");
  NginxServer server(identity);
  ConnectOptions options;
  tls::HandshakeRecord record = connect_to(server.port, options);
  CAPTURE(record.error);
  REQUIRE(record.completed);
  CHECK(record.alpn == "h2");
  CHECK(record.certificates == identity.chain);
  CHECK(find_step(record, "application_data"));

  options.alpn = std::vector<std::string>{"http/1.1"};
  record = connect_to(server.port, options);
  CHECK(record.alpn == "http/1.1");
  CHECK(text_of(find_step(record, "application_data"), "first_line") == "HTTP/1.1 200 OK");

  options.alpn.emplace();
  options.versions = {tls::tls12_version};
  record = connect_to(server.port, options, "https");
  CHECK(record.version == tls::tls12_version);
  CHECK(record.alpn.empty());
  CHECK(text_of(find_step(record, "application_data"), "first_line") == "HTTP/1.1 200 OK");

  // Nothing says that this port speaks HTTP.
  options.first_data_wait = std::chrono::milliseconds(50);
  record = connect_to(server.port, options);
  CHECK(record.completed);
  CHECK_FALSE(find_step(record, "application_data"));

  options.first_data_wait = std::chrono::milliseconds(0);
  record = connect_to(server.port, options);
  CHECK(record.completed);
  CHECK_FALSE(find_step(record, "application_data"));
}

TEST_CASE("nginx refuses a name that it does not serve") {
  const ServerIdentity identity("leaf-p256");
  NginxServer server(identity, "ssl_reject_handshake on;");
  const tls::HandshakeRecord record = connect_to(server.port);
  CHECK(record.failure == tls::HandshakeFailure::alert);
  REQUIRE(record.alert);
  CHECK(record.alert->alert.description == tls::alert::unrecognized_name);
}

TEST_CASE("many handshakes run at once, each with its own outcome") {
  const ServerIdentity identity("leaf-p256");
  NginxServer good(identity);
  ScriptedServer plain([](int socket) {
    send_all(socket, "hello\r\n");
    wait_until_closed(socket);
  });
  const uint16_t closed = free_port();
  const auto options = std::make_shared<ConnectOptions>();
  constexpr size_t total = 90;
  size_t given = 0;
  std::vector<tls::HandshakeFailure> failures(total, tls::HandshakeFailure::internal);
  std::vector<int> calls(total, 0);
  Connector connector({.in_flight = 20, .threads = 2});
  connector.run(
      [&]() -> std::optional<Connector::Job> {
        if (given == total) return std::nullopt;
        const uint16_t port = given % 3 == 0 ? good.port : given % 3 == 1 ? plain.port() : closed;
        ++given;
        return Connector::Job{*parse_target("127.0.0.1:" + std::to_string(port)), options};
      },
      [&](size_t index, const Target& target, tls::HandshakeRecord record, const Connector::Hold&) {
        ++calls[index];
        CHECK(target.port == record.port);
        failures[index] = record.failure;
      });
  for (size_t i = 0; i < total; ++i) {
    CAPTURE(i);
    CHECK(calls[i] == 1);
    CHECK(failures[i] == (i % 3 == 0   ? tls::HandshakeFailure::none
                          : i % 3 == 1 ? tls::HandshakeFailure::plaintext
                                       : tls::HandshakeFailure::connect));
  }
}
