#include "certcheck/net/tap.h"

#include "certcheck/base/encoding.h"

#include "rfc8448.h"
#include "wire_writer.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <string>
#include <vector>

using namespace certcheck;
using namespace certcheck::test;

namespace {

// One word an event: "s:handshake 11" with the size of its body.
struct Heard {
  std::vector<std::string> words;
  std::vector<Bytes> bodies;

  Tap::Sink sink() {
    return [this](const TapEvent& event) {
      static constexpr const char* kinds[] = {"handshake", "change",     "alert",
                                              "data",      "unreadable", "malformed"};
      std::string word = std::string(event.from_server ? "s:" : "c:") + kinds[static_cast<int>(event.kind)];
      if (event.kind != TapEvent::Kind::malformed) word += " " + std::to_string(event.type);
      if (event.kind == TapEvent::Kind::handshake) word += " " + std::to_string(event.body.size());
      words.push_back(word);
      bodies.push_back(to_bytes(event.body));
    };
  }
};

Bytes hex(std::string_view text) { return *hex_decode(text); }

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("the trace of RFC 8448 is read, however the bytes are cut") {
  const size_t piece = GENERATE(size_t{1}, size_t{7}, size_t{1000}, size_t{100000});
  CAPTURE(piece);
  Heard heard;
  Tap tap(heard.sink());
  const auto server = [&](std::string_view text) {
    const Bytes bytes = hex(text);
    for (size_t at = 0; at < bytes.size(); at += piece) {
      tap.from_server(ByteView(bytes).subspan(at, std::min(piece, bytes.size() - at)));
    }
  };
  tap.from_client(hex(rfc8448::client_hello));
  server(rfc8448::server_hello);
  tap.add_secret("CLIENT_HANDSHAKE_TRAFFIC_SECRET", hex(rfc8448::client_handshake_secret));
  tap.add_secret("SERVER_HANDSHAKE_TRAFFIC_SECRET", hex(rfc8448::server_handshake_secret));
  server(rfc8448::server_flight);
  tap.add_secret("CLIENT_TRAFFIC_SECRET_0", hex(rfc8448::client_application_secret));
  tap.add_secret("SERVER_TRAFFIC_SECRET_0", hex(rfc8448::server_application_secret));
  tap.from_client(hex(rfc8448::client_finished));
  server(rfc8448::ticket);
  tap.from_client(hex(rfc8448::client_data));
  server(rfc8448::server_data);
  tap.from_client(hex(rfc8448::client_close));
  server(rfc8448::server_close);
  CHECK(heard.words == Words{"c:handshake 1 192", "s:handshake 2 86", "s:handshake 8 36",
                             "s:handshake 11 441", "s:handshake 15 132", "s:handshake 20 32",
                             "c:handshake 20 32", "s:handshake 4 201", "c:data 23", "s:data 23", "c:alert 0",
                             "s:alert 0"});
  CHECK(tap.kept() == 0);
}

TEST_CASE("records wait for their secret, whichever comes first") {
  Heard heard;
  Tap tap(heard.sink());
  tap.from_server(hex(rfc8448::server_hello));
  tap.from_server(hex(rfc8448::server_flight));
  tap.from_server(hex(rfc8448::ticket));
  CHECK(heard.words.size() == 1);
  CHECK(tap.kept() > 600);
  tap.add_secret("EXPORTER_SECRET", hex(rfc8448::server_handshake_secret));
  CHECK(heard.words.size() == 1);
  tap.add_secret("SERVER_HANDSHAKE_TRAFFIC_SECRET", hex(rfc8448::server_handshake_secret));
  CHECK(heard.words.size() == 5);
  tap.add_secret("SERVER_TRAFFIC_SECRET_0", hex(rfc8448::server_application_secret));
  CHECK(heard.words.back() == "s:handshake 4 201");
  CHECK(tap.kept() == 0);
}

TEST_CASE("a wrong secret makes records unreadable and nothing worse") {
  Heard heard;
  Tap tap(heard.sink());
  tap.from_server(hex(rfc8448::server_hello));
  SECTION("another one of the right length") {
    tap.add_secret("SERVER_HANDSHAKE_TRAFFIC_SECRET", hex(rfc8448::client_handshake_secret));
  }
  SECTION("of a wrong length") { tap.add_secret("SERVER_HANDSHAKE_TRAFFIC_SECRET", Bytes(5, 1)); }
  tap.from_server(hex(rfc8448::server_flight));
  tap.from_server(hex(rfc8448::ticket));
  CHECK(heard.words == Words{"s:handshake 2 86", "s:unreadable 23", "s:unreadable 23"});
}

TEST_CASE("what comes in the clear after the keys of TLS 1.3 is not taken for the server's") {
  Heard heard;
  Tap tap(heard.sink());
  tap.from_server(hex(rfc8448::server_hello));
  tap.from_server(record(22, certificate_list({Bytes{1, 2, 3}})));
  tap.from_server(record(20, Bytes{1}));      // middlebox compatibility
  tap.from_server(record(21, Bytes{2, 40}));  // an alert may
  CHECK(heard.words == Words{"s:handshake 2 86", "s:unreadable 22", "s:alert 40"});
}

TEST_CASE("after a HelloRetryRequest both hellos are read again in the clear") {
  const Bytes retry_random = hex("cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c");
  const Bytes tls13 = extension(43, number(0x0304, 2));
  Heard heard;
  Tap tap(heard.sink());
  tap.from_server(
      record(22, server_hello(0x0303, 0x1301, join({tls13, extension(51, number(23, 2))}), retry_random)));
  tap.from_server(record(20, Bytes{1}));
  tap.from_client(record(20, Bytes{1}));
  tap.from_client(hex(rfc8448::client_hello));
  tap.from_server(hex(rfc8448::server_hello));
  tap.add_secret("SERVER_HANDSHAKE_TRAFFIC_SECRET", hex(rfc8448::server_handshake_secret));
  tap.from_server(hex(rfc8448::server_flight));
  CHECK(heard.words.size() == 7);
  CHECK(heard.words[1] == "c:handshake 1 192");
  CHECK(heard.words[4] == "s:handshake 11 441");
}

TEST_CASE("TLS 1.2 messages are put together from any fragments, and cut from shared records") {
  const Bytes hello = server_hello(0x0303, 0xc02f);
  const Bytes certificate = certificate_list({Bytes(300, 0x30), Bytes(200, 0x31)});
  const Bytes done = message(14, {});
  Heard heard;
  Tap tap(heard.sink());
  SECTION("all in one record") { tap.from_server(record(22, join({hello, certificate, done}))); }
  SECTION("one byte a record") {
    for (const uint8_t byte : join({hello, certificate, done})) tap.from_server(record(22, Bytes{byte}));
  }
  CHECK(heard.words == Words{"s:handshake 2 38", "s:handshake 11 509", "s:handshake 14 0"});
  CHECK(join({Bytes{11}, vector_of(3, heard.bodies[1])}) == certificate);
  tap.from_server(record(20, Bytes{1}));
  tap.from_server(record(22, Bytes(40, 9)));
  tap.from_server(record(21, Bytes(26, 9)));
  tap.from_server(record(23, Bytes(80, 9)));
  CHECK(Words(heard.words.begin() + 3, heard.words.end()) ==
        Words{"s:change 20", "s:unreadable 22", "s:unreadable 21", "s:data 23"});
}

TEST_CASE("a server that speaks no TLS is heard out for 512 bytes") {
  Heard heard;
  Tap tap(heard.sink());
  const std::string greeting = "220 mail.example ESMTP\r\n";
  tap.from_server(as_bytes(greeting.substr(0, 1)));
  CHECK(tap.server_speaks_no_tls());
  tap.from_server(as_bytes(greeting.substr(1)));
  CHECK(as_text(tap.server_plaintext()) == greeting);
  tap.from_server(Bytes(1000, 'x'));
  tap.from_server(Bytes(100000, 'x'));
  CHECK(tap.server_plaintext().size() == 512);
  CHECK(heard.words == Words{"s:malformed"});
  CHECK(tap.kept() == 512);
}

TEST_CASE("a direction that breaks the record layer falls silent, the other goes on") {
  Heard heard;
  Tap tap(heard.sink());
  const Bytes hello = record(22, server_hello(0x0303, 0xc02f));
  tap.from_server(hello);
  SECTION("another type") { tap.from_server(Bytes{99, 3, 3, 0, 0}); }
  SECTION("another major version") { tap.from_server(Bytes{22, 4, 0, 0, 0}); }
  SECTION("a record that is too long") { tap.from_server(Bytes{22, 3, 3, 0x48, 0x01}); }
  SECTION("half an alert") { tap.from_server(record(21, Bytes{2})); }
  tap.from_server(hello);
  CHECK(heard.words == Words{"s:handshake 2 38", "s:malformed"});
  CHECK_FALSE(tap.server_speaks_no_tls());
  tap.from_client(hex(rfc8448::client_hello));
  CHECK(heard.words.back() == "c:handshake 1 192");
}

TEST_CASE("a message as long as the limit is read, a longer one is given up at once") {
  TapLimits limits;
  limits.message_bytes_max = 40000;
  Heard heard;
  Tap tap(heard.sink(), limits);
  const size_t size = GENERATE(size_t{40000}, size_t{40001});
  const Bytes all = message(11, Bytes(size, 5));
  for (size_t at = 0; at < all.size(); at += 16384) {
    const size_t end = std::min(all.size(), at + 16384);
    tap.from_server(record(22, Bytes(all.begin() + static_cast<std::ptrdiff_t>(at),
                                     all.begin() + static_cast<std::ptrdiff_t>(end))));
  }
  CHECK(heard.words == (size == 40000 ? Words{"s:handshake 11 40000"} : Words{"s:malformed"}));
  CHECK(tap.kept() == 0);
}

TEST_CASE("endless small messages and records without a key end at their limits") {
  TapLimits limits;
  limits.total_bytes_max = 1000;
  limits.waiting_bytes_max = 2000;
  limits.messages_max = 1000;
  Heard heard;
  Tap tap(heard.sink(), limits);
  SECTION("messages") {
    for (int i = 0; i < 1000; ++i) tap.from_server(record(22, message(0, {})));
    CHECK(heard.words.size() == 251);
  }
  SECTION("records") {
    tap.from_server(hex(rfc8448::server_hello));
    for (int i = 0; i < 1000; ++i) tap.from_server(record(23, Bytes(100, 1)));
    CHECK(heard.words.size() == 2);
  }
  CHECK(heard.words.back() == "s:malformed");
  CHECK(tap.kept() == 0);
}

TEST_CASE("what a server may repeat without end has limits, each told by its name") {
  Heard heard;
  Tap tap(heard.sink());
  const auto repeat = [&tap](const Bytes& record, int times) {
    for (int i = 0; i < times; ++i) tap.from_server(record);
  };
  const Bytes warning = record(21, Bytes{1, 112});
  const Bytes hello = record(22, server_hello(0x0303, 0xc02f));
  std::string limit;
  SECTION("alerts") {
    repeat(warning, 6);
    limit = "more than 5 alerts in a row";
  }
  SECTION("alerts with something of use between them") {
    repeat(warning, 5);
    repeat(hello, 1);
    repeat(warning, 5);
  }
  SECTION("records without content") {
    repeat(record(22, Bytes{}), 33);
    limit = "more than 32 empty records in a row";
  }
  SECTION("changes of the cipher before there is one") {
    repeat(record(20, Bytes{1}), 33);
    limit = "more than 32 records of change_cipher_spec in a row";
  }
  SECTION("a mixture of these") {
    for (int i = 0; i < 20; ++i) {
      repeat(record(20, Bytes{1}), 1);
      repeat(record(22, Bytes{}), 1);
    }
    limit = "more than 32 records in a row that bring the handshake no further";
  }
  SECTION("bytes before the hello") {
    repeat(record(22, Bytes(16'000, 2)), 1);
    repeat(record(23, Bytes(16'000, 2)), 8);
    limit = "more than 131072 bytes before a server hello";
  }
  SECTION("messages") {
    repeat(record(22, message(0, {})), 65);
    limit = "more than 64 handshake messages";
  }
  CHECK(tap.limit_exceeded() == limit);
  CHECK((heard.words.back() == "s:malformed") == !limit.empty());
}
