// Servers that do everything but a handshake.
#include "net_fixture.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <sys/socket.h>

#include <algorithm>
#include <atomic>

using namespace certcheck;
using namespace certcheck::net;
using namespace certcheck::test;
using namespace std::chrono_literals;

namespace {

ConnectOptions impatient() {
  ConnectOptions options;
  options.step_timeout = 300ms;
  options.timeout = 2s;
  return options;
}

std::string bytes_of(const Bytes& bytes) { return std::string(as_text(bytes)); }

std::string number(size_t value, int size) {
  std::string out;
  for (int shift = 8 * (size - 1); shift >= 0; shift -= 8) out += static_cast<char>(value >> shift);
  return out;
}

std::string record(uint8_t type, const std::string& content) {
  return static_cast<char>(type) + std::string("\x03\x03") + number(content.size(), 2) + content;
}

std::string message(uint8_t type, const std::string& body) {
  return static_cast<char>(type) + number(body.size(), 3) + body;
}

std::string server_hello(uint16_t version, uint16_t suite) {
  return message(
      2, number(version, 2) + std::string(32, '\x42') + number(0, 1) + number(suite, 2) + number(0, 1));
}

std::string certificate(const Bytes& der) {
  return message(11, number(der.size() + 3, 3) + number(der.size(), 3) + bytes_of(der));
}

// Milliseconds that the work took.
template <typename Work>
double measure(Work work) {
  const auto begin = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
}

}  // namespace

TEST_CASE("a port without a server is a failure to connect") {
  const tls::HandshakeRecord record = connect_to(free_port());
  CHECK_FALSE(record.completed);
  CHECK(record.failure == tls::HandshakeFailure::connect);
  CHECK(record.stopped_at == tls::Stage::connect);
  REQUIRE(record.addresses_tried.size() == 1);
  CHECK(record.addresses_tried[0].address == "127.0.0.1");
  CHECK(record.address == "127.0.0.1");  // the only one there was to try
  CHECK(record.steps.empty());
}

TEST_CASE("a name without an address is a failure to resolve") {
  ConnectOptions options;
  options.connect_host = "no-such-host.invalid";  // RFC 6761 6.4
  const tls::HandshakeRecord record = connect_to(443, options);
  CHECK(record.failure == tls::HandshakeFailure::resolve);
  CHECK(record.stopped_at == tls::Stage::resolve);
  CHECK(record.error.find("no-such-host.invalid") != std::string::npos);
  CHECK_FALSE(resolve("no-such-host.invalid", ConnectOptions::Family::any, 10s));
}

TEST_CASE("a lookup that ends when nobody waits for it any more does no harm") {
  ConnectOptions options;
  options.timeout = 0ms;
  for (int i = 0; i < 20; ++i) {
    CHECK_FALSE(handshake(*parse_target("localhost"), options).completed);
    // Another one, so that the first has had its time.
    CHECK(resolve("localhost", ConnectOptions::Family::any, 10s));
  }
}

TEST_CASE("addresses of the other family are not used") {
  ConnectOptions options;
  options.family = ConnectOptions::Family::ipv6;
  const tls::HandshakeRecord record = connect_to(443, options);
  CHECK(record.failure == tls::HandshakeFailure::usage);
  const auto v4 = resolve("localhost", ConnectOptions::Family::ipv4, 10s);
  REQUIRE(v4);
  CHECK(v4->front() == "127.0.0.1");
}

TEST_CASE("a server that closes at once, or after the hello") {
  const bool read_first = GENERATE(false, true);
  std::atomic<int> connections = 0;
  ScriptedServer server([&](int socket) {
    ++connections;
    if (read_first) receive_some(socket);
  });
  const tls::HandshakeRecord record = connect_to(server.port(), impatient());
  CHECK(record.failure == tls::HandshakeFailure::closed);
  CHECK(record.stopped_at == tls::Stage::client_hello);
  CHECK(record.version == 0);
  CHECK(record.certificates.empty());
  CHECK_FALSE(record.probed);
}

TEST_CASE("a server that stalls is left at the deadline of the step") {
  ScriptedServer server([](int socket) { wait_until_closed(socket); });
  ConnectOptions options = impatient();
  options.timeout = 60s;  // far beyond all steps on any machine
  tls::HandshakeRecord record;
  const double took = measure([&] { record = connect_to(server.port(), options); });
  CHECK(record.failure == tls::HandshakeFailure::timeout);
  CHECK(record.stopped_at == tls::Stage::client_hello);
  CHECK(took >= 290);
  CHECK(took < 20'000);
}

TEST_CASE("a server that drips is left at the deadline over all") {
  ScriptedServer server([](int socket) {
    receive_some(socket);
    const std::string endless = record(22, message(11, std::string(10000, 'x')));  // 200 s of it
    for (const char byte : endless) {
      send_all(socket, std::string_view(&byte, 1));
      std::this_thread::sleep_for(20ms);
      char probe = 0;
      if (recv(socket, &probe, 1, MSG_DONTWAIT | MSG_PEEK) == 0) return;
    }
  });
  ConnectOptions options = impatient();
  options.timeout = 700ms;
  tls::HandshakeRecord record;
  const double took = measure([&] { record = connect_to(server.port(), options); });
  CHECK(record.failure == tls::HandshakeFailure::timeout);
  CHECK(record.error.starts_with("the time limit was reached"));  // it was not silent
  CHECK(took >= 690);
  CHECK(took < 20'000);
}

TEST_CASE("a refusal by alert is reported as said") {
  ScriptedServer server([](int socket) {
    receive_some(socket);
    send_all(socket, record(21, "\x02\x47"));
    wait_until_closed(socket);
  });
  const tls::HandshakeRecord record = connect_to(server.port(), impatient());
  CHECK(record.failure == tls::HandshakeFailure::alert);
  REQUIRE(record.alert);
  CHECK(tls::alert_name(record.alert->alert.description) == "insufficient_security");
  CHECK(record.alert->alert.fatal);
  CHECK(record.alert->from == tls::Side::server);
  CHECK(record.stopped_at == tls::Stage::client_hello);
}

TEST_CASE("an alert half-way leaves what was seen before it") {
  const Bytes der{0x30, 0x03, 0x02, 0x01, 0x05};
  ScriptedServer server([&](int socket) {
    receive_some(socket);
    send_all(socket, record(22, server_hello(0x0303, 0xc02f) + certificate(der)) + record(21, "\x02\x50"));
    wait_until_closed(socket);
  });
  const tls::HandshakeRecord record = connect_to(server.port(), impatient());
  CHECK_FALSE(record.completed);
  CHECK(record.version == tls::tls12_version);
  CHECK(record.cipher_suite == 0xc02f);
  CHECK(record.certificates == std::vector<Bytes>{der});
}

TEST_CASE("a certificate that is none is reported byte for byte") {
  const Bytes der{0xde, 0xad, 0xbe, 0xef};
  const bool in_pieces = GENERATE(false, true);
  ScriptedServer server([&](int socket) {
    receive_some(socket);
    send_all(socket, record(22, server_hello(0x0303, 0xc02f)));
    if (in_pieces) std::this_thread::sleep_for(50ms);
    send_all(socket, record(22, certificate(der) + message(14, "")));
    wait_until_closed(socket);
  });
  const tls::HandshakeRecord record = connect_to(server.port(), impatient());
  CAPTURE(record.error);
  CHECK(record.failure == tls::HandshakeFailure::invalid_certificate);
  CHECK(record.stopped_at == tls::Stage::certificate);
  CHECK(record.certificates == std::vector<Bytes>{der});
  CHECK(record.alert);
  CHECK_FALSE(record.probed);
}

TEST_CASE("a server of SSL 3.0 shows its chain on the same connection") {
  std::atomic<int> connections = 0;
  const Bytes der{0x30, 0x00};
  ScriptedServer server([&](int socket) {
    ++connections;
    receive_some(socket);
    send_all(socket, record(22, server_hello(0x0300, 0x002f)));
    std::this_thread::sleep_for(50ms);
    send_all(socket, record(22, certificate(der)));
    wait_until_closed(socket);
  });
  const tls::HandshakeRecord record = connect_to(server.port(), impatient());
  CAPTURE(record.error);
  CHECK(record.failure == tls::HandshakeFailure::protocol_too_old);
  CHECK(record.stopped_at == tls::Stage::server_hello);
  CHECK(record.version == tls::ssl3_version);
  CHECK(record.certificates == std::vector<Bytes>{der});
  CHECK(record.possession == tls::Possession::unproven);
  CHECK(connections == 1);
}

TEST_CASE("a server of SSL 2.0 alone shows its certificate, whatever it does with a hello of TLS") {
  const std::string der("\x30\x03\x02\x01\x05", 5);
  enum class How { silence, close, error };
  const How how = GENERATE(How::silence, How::close, How::error);
  const bool in_pieces = GENERATE(false, true);
  ScriptedServer server([&](int socket) {
    const std::string hello = receive_some(socket);
    // The only hello that it can read: two bytes of length, a type, the version.
    if (hello.size() < 5 || (hello[0] & 0x80) == 0 || hello[2] != 1 || hello.substr(3, 2) != number(2, 2)) {
      if (how == How::silence) wait_until_closed(socket);
      if (how == How::error) send_all(socket, std::string("\x80\x03\x00\x00\x01", 5));
      return;
    }
    const std::string answer = std::string("\x04\x00\x01", 3) + number(2, 2) + number(der.size(), 2) +
                               number(3, 2) + number(16, 2) + der + number(0x0700c0, 3) +
                               std::string(16, 'i');
    const std::string whole = number(0x8000 | answer.size(), 2) + answer;
    if (in_pieces) {
      send_all(socket, whole.substr(0, 1));
      std::this_thread::sleep_for(20ms);
      send_all(socket, whole.substr(1, 9));
      std::this_thread::sleep_for(20ms);
    }
    send_all(socket, in_pieces ? whole.substr(10) : whole);
    wait_until_closed(socket);
  });
  const tls::HandshakeRecord record = connect_to(server.port(), impatient());
  CAPTURE(record.error);
  CHECK(record.failure == tls::HandshakeFailure::protocol_too_old);
  CHECK(record.version == tls::ssl2_version);
  CHECK(record.certificates == std::vector<Bytes>{to_bytes(as_bytes(der))});
  CHECK(record.possession == tls::Possession::unproven);
  CHECK(record.probed);
  CHECK(record.plaintext.empty());
  REQUIRE(record.steps.size() >= 3);
  CHECK(step_name(record.steps.back()) == "certificate");
}

TEST_CASE("what answers SSL 2.0 with anything else is what it was") {
  const std::string answer = GENERATE(as<std::string>{}, "\x80", "\xff\xff\x04", "garbage", "\x80\x01\x04");
  ScriptedServer server([&](int socket) {
    const std::string hello = receive_some(socket);
    if (!hello.empty() && (hello[0] & 0x80) != 0) send_all(socket, answer);
  });
  const tls::HandshakeRecord record = connect_to(server.port(), impatient());
  CHECK(record.failure == tls::HandshakeFailure::closed);
  CHECK(record.version == 0);
  CHECK(record.certificates.empty());
}

TEST_CASE("a server without TLS is quoted") {
  const std::string said =
      GENERATE("220 mail.test ESMTP ready\r\n", "HTTP/1.1 400 Bad Request\r\n\r\n", "SSH-2.0-x\r\n", "-");
  ScriptedServer server([&](int socket) {
    send_all(socket, said);
    wait_until_closed(socket);
  });
  const tls::HandshakeRecord record = connect_to(server.port(), impatient());
  CHECK(record.failure == tls::HandshakeFailure::plaintext);
  CHECK(as_text(record.plaintext) == said);
  CHECK(record.error.find(said.substr(0, said.find('\r'))) != std::string::npos);
  REQUIRE(record.steps.size() == 2);
  CHECK(record.steps[1].as<tls::step::Plaintext>());
  CHECK(record.steps[1].from == tls::Side::server);
}

TEST_CASE("garbage inside TLS ends the handshake and nothing else") {
  const std::string garbage =
      GENERATE(as<std::string>{}, record(22, std::string(300, '\x99')), record(23, "data"),
               record(22, message(2, "short")), record(20, "\x01"), record(22, ""),
               std::string("\x16\x03\x03\xff\xff") + std::string(70000, 'x'));
  ScriptedServer server([&](int socket) {
    receive_some(socket);
    send_all(socket, garbage);
    wait_until_closed(socket);
  });
  const tls::HandshakeRecord record = connect_to(server.port(), impatient());
  CAPTURE(record.error);
  CHECK_FALSE(record.completed);
  CHECK((record.failure == tls::HandshakeFailure::tls || record.failure == tls::HandshakeFailure::timeout ||
         record.failure == tls::HandshakeFailure::limit));
  CHECK_FALSE(record.error.empty());
}

TEST_CASE("a message beyond the limit is not waited for") {
  std::atomic<size_t> sent = 0;
  ScriptedServer server([&](int socket) {
    receive_some(socket);
    send_all(socket, record(22, server_hello(0x0303, 0xc02f)));
    send_all(socket, record(22, std::string("\x0b") + number(8'000'000, 3) + "x"));
    for (int i = 0; i < 500; ++i) {
      const std::string more = record(22, std::string(16000, 'x'));
      if (send(socket, more.data(), more.size(), MSG_NOSIGNAL) <= 0) return;
      sent += more.size();
    }
    wait_until_closed(socket);
  });
  ConnectOptions options = impatient();
  options.message_bytes_max = 100'000;
  const tls::HandshakeRecord record = connect_to(server.port(), options);
  CAPTURE(record.error);
  CHECK_FALSE(record.completed);
  CHECK(record.failure == tls::HandshakeFailure::limit);
  CHECK(record.error ==
        "the server sent a handshake message of 8000000 bytes, more than 100000 after server_hello");
  CHECK(record.certificates.empty());
}

TEST_CASE("a chain of 100 certificates is taken whole") {
  // Of one's own making: Botan would parse each.
  std::string list;
  std::vector<Bytes> expected;
  for (size_t i = 0; i < 100; ++i) {
    expected.emplace_back(1000 + i, static_cast<uint8_t>(i));
    list += number(expected.back().size(), 3) + bytes_of(expected.back());
  }
  const std::string body = message(11, number(list.size(), 3) + list);
  ScriptedServer server([&](int socket) {
    receive_some(socket);
    send_all(socket, record(22, server_hello(0x0303, 0xc02f)));
    for (size_t at = 0; at < body.size(); at += 16384) send_all(socket, record(22, body.substr(at, 16384)));
    wait_until_closed(socket);
  });
  const tls::HandshakeRecord record = connect_to(server.port(), impatient());
  CHECK(record.failure == tls::HandshakeFailure::invalid_certificate);
  CHECK(record.certificates == expected);
}

TEST_CASE("every address is tried in order") {
  const ServerIdentity identity("leaf-p256");
  OpenSslServer server(identity, {});
  ConnectOptions options;
  options.connect_host = "localhost";
  const tls::HandshakeRecord record = connect_to(server.port, options);
  CAPTURE(record.error);
  CHECK(record.completed);
  CHECK(record.address == "127.0.0.1");
  // Where localhost is ::1 first, that one was refused before.
  const auto all = resolve("localhost", ConnectOptions::Family::any, 10s);
  REQUIRE(all);
  CHECK(record.addresses_tried.size() ==
        static_cast<size_t>(std::find(all->begin(), all->end(), "127.0.0.1") - all->begin()));
}

TEST_CASE("each address of a target gets a handshake and a record of its own") {
  const ServerIdentity identity("leaf-p256");
  OpenSslServer server(identity, {});
  const auto all = resolve("localhost", ConnectOptions::Family::any, 10s);
  REQUIRE(all);
  const auto options = std::make_shared<ConnectOptions>();
  std::vector<Connector::Job> jobs{
      {*parse_target("no-such-host.invalid"), options, true},
      {*parse_target("localhost:" + std::to_string(server.port)), options, true},
      {*parse_target("127.0.0.1:" + std::to_string(server.port)), options, true},
  };
  size_t given = 0;
  std::vector<std::vector<tls::HandshakeRecord>> records(jobs.size());
  Connector({.in_flight = 1, .threads = 1})
      .run([&] { return given < jobs.size() ? std::optional(jobs[given++]) : std::nullopt; },
           [&](size_t index, const Target&, tls::HandshakeRecord record, const Connector::Hold&) {
             records[index].push_back(std::move(record));
           });
  REQUIRE(records[0].size() == 1);
  CHECK(records[0][0].failure == tls::HandshakeFailure::resolve);
  REQUIRE(records[1].size() == all->size());
  for (size_t i = 0; i < all->size(); ++i) {
    const tls::HandshakeRecord& record = records[1][i];
    CHECK(record.completed == ((*all)[i] == "127.0.0.1"));
    // Where localhost is ::1 as well: nobody listens there.
    if (record.completed) CHECK(record.address == (*all)[i]);
    if (!record.completed) CHECK(record.addresses_tried.at(0).address == (*all)[i]);
    CHECK(record.sni == (record.completed ? "localhost" : ""));
  }
  REQUIRE(records[2].size() == 1);
  CHECK(records[2][0].completed);
}

TEST_CASE("IPv6 works like IPv4") {
  const ServerIdentity identity("leaf-p256");
  std::optional<OpenSslServer> server;
  try {
    server.emplace(identity, std::vector<std::string>{}, "[::1]:0");
  } catch (const std::runtime_error&) {
    SKIP("this machine has no ::1");
  }
  const tls::HandshakeRecord record = handshake(*parse_target("[::1]:" + std::to_string(server->port)), {});
  CAPTURE(record.error);
  CHECK(record.completed);
  CHECK(record.address == "::1");
  CHECK(record.sni.empty());
  CHECK(record.certificates == identity.chain);
}
