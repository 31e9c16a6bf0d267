// What a server may cost: each limit by a server that exhausts it, named by its own kind, always last, and
// with memory that stays within bounds while it does.
#include "tests/support/fake_tls_server.h"
#include "tests/support/tls_events.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <functional>
#include <set>

using namespace certcheck;
using namespace certcheck::net;
using namespace certcheck::test;
using namespace certcheck::tls;

namespace {

using Serve = std::function<void(Client& client, const Bytes& client_hello)>;

struct LimitCase {
  tls::Violation kind;
  const char* step;
  bool done;  // the handshake was over before
  Serve serve;
};

// A sound one.
Bytes ticket(size_t size = 5) {
  return handshake_message(message_type::new_session_ticket,
                           WireWriter().u64(7200).u8(0).vector16(Bytes(size, 1)).u16(0).take());
}

// What follows a sound handshake, `count` times in records of its own.
Serve after_handshake(size_t count, std::function<Bytes(FakeTls13&)> more) {
  return [count, more](Client& client, const Bytes& hello) {
    FakeTls13 server(hello);
    client.receive(server.flight());
    server.use_application_keys();
    for (size_t i = 0; i < count; ++i) client.receive(more(server));
  };
}

Serve repeated_in_tls12(size_t count, Bytes record) {
  return [count, record](Client& client, const Bytes& hello) {
    client.receive(plain_record(handshake_content, FakeTls12(hello).hello()));
    for (size_t i = 0; i < count; ++i) client.receive(record);
  };
}

Serve compressed(size_t claimed, size_t sent) {
  return [claimed, sent](Client& client, const Bytes& hello) {
    FakeTls13 server(hello);
    const Bytes clear = server.hello();
    const Bytes extensions = server.encrypted_extensions();
    const Bytes bomb = server.message(message_type::compressed_certificate,
                                      WireWriter().u16(1).u24(claimed).vector24(Bytes(sent, 1)).take());
    client.receive(joined({clear, server.seal(extensions)}));
    constexpr size_t record_max = 16'000;
    for (ByteView rest = bomb; !rest.empty();) {
      const ByteView piece = rest.first(std::min(rest.size(), record_max));
      rest = rest.subspan(piece.size());
      client.receive(server.seal(to_bytes(piece)));
    }
  };
}

// The limits of these tests, smaller than the real ones where that spares time.
Limits small_limits() {
  Limits limits;
  limits.message_bytes_max = 5'000;
  limits.handshake_bytes_max = 20'000;
  limits.records_max = 500;
  return limits;
}

const std::vector<LimitCase>& limit_cases() {
  using V = tls::Violation;
  const Bytes hello_request =
      plain_record(handshake_content, handshake_message(message_type::hello_request, {}));
  // Part of a message that is long, and never ends.
  const Bytes part = plain_record(handshake_content, Bytes(1, 0));
  static const std::vector<LimitCase> all{
      {V::limit_message_bytes, "server_hello", false,
       repeated_in_tls12(1,
                         plain_record(handshake_content, Bytes{message_type::certificate, 0, 0x13, 0x89}))},
      {V::limit_handshake_bytes, "new_session_ticket", true,
       after_handshake(8, [](FakeTls13& server) { return server.seal(ticket(4'000)); })},
      {V::limit_messages, "hello_request", false,
       [hello_request](Client& client, const Bytes& hello) {
         // Within the limit of HelloRequests, which these tests raise.
         repeated_in_tls12(70, hello_request)(client, hello);
       }},
      {V::limit_bytes_before_hello, "client_hello", false,
       [](Client& client, const Bytes&) {
         for (int i = 0; i < 9; ++i)
           client.receive(plain_record(
               handshake_content,
               joined({i == 0 ? Bytes{message_type::server_hello, 0x0f, 0xff, 0xff} : Bytes(4, 0),
                       Bytes(16'000, 0)})));
       }},
      {V::limit_records, "server_hello", false,
       [part](Client& client, const Bytes& hello) {
         client.receive(plain_record(handshake_content, FakeTls12(hello).hello()));
         client.receive(plain_record(handshake_content, Bytes{message_type::certificate, 0, 0x13, 0x00}));
         for (int i = 0; i < 600; ++i) client.receive(part);
       }},
      {V::limit_useless_records, "server_hello", false,
       repeated_in_tls12(40, plain_record(application_data_content, {}))},
      {V::limit_tickets, "new_session_ticket", true,
       after_handshake(40, [](FakeTls13& server) { return server.seal(ticket()); })},
      {V::limit_warnings, "server_hello", false,
       repeated_in_tls12(8, plain_record(alert_content, Bytes{1, alert::unrecognized_name}))},
      {V::limit_key_updates, "key_update", true,
       [](Client& client, const Bytes& hello) {
         FakeTls13 server(hello);
         client.receive(server.flight());
         server.use_application_keys();
         for (int i = 0; i < 40; ++i) {
           client.receive(server.seal(handshake_message(message_type::key_update, Bytes{0})));
           server.update_keys();
         }
       }},
      {V::limit_hello_requests, "hello_request", false, repeated_in_tls12(8, hello_request)},
      {V::limit_application_bytes, "finished", true,
       after_handshake(
           20, [](FakeTls13& server) { return server.seal(Bytes(16'384, 'x'), application_data_content); })},
      {V::limit_decompression, "compressed_certificate", false, compressed(0xffffff, 20)},
  };
  return all;
}

}  // namespace

TEST_CASE("each limit that a server exhausts is named, and ends the connection") {
  std::set<tls::Violation> seen;
  for (const LimitCase& each : limit_cases()) {
    TlsStory story;
    ClientOptions options;
    options.server_name = "server.test";
    options.limits = small_limits();
    if (each.kind == tls::Violation::limit_messages) options.limits.hello_requests_max = 1'000;
    if (each.kind == tls::Violation::limit_bytes_before_hello)
      options.limits.message_bytes_max = options.limits.handshake_bytes_max = size_t{1} << 21;
    Client client(std::move(options), story.sink());
    client.start();
    each.serve(client, client.take_output());
    CAPTURE(static_cast<int>(each.kind), story.text());
    REQUIRE(story.violations.size() == 1);
    CHECK(story.violations.front().kind == each.kind);
    CHECK(stage_name(story.violations.front().step) == each.step);
    CHECK(story.violations.front().fatal != each.done);
    CHECK(client.handshake_done() == each.done);
    CHECK(client.over());
    CHECK(client.kept() < 10'000);
    seen.insert(each.kind);
  }
  CHECK(seen.size() == violation_count - static_cast<size_t>(tls::Violation::limit_message_bytes));
}

TEST_CASE("what a compressed certificate may become follows from its own size, beyond what is free") {
  const auto violation_of = [](size_t claimed, size_t sent) {
    TlsStory story;
    ClientOptions options;
    options.server_name = "server.test";
    Client client(std::move(options), story.sink());
    client.start();
    compressed(claimed, sent)(client, client.take_output());
    REQUIRE(story.violations.size() == 1);
    return story.violations.front().kind;
  };
  const Limits limits;
  // These claim what is allowed, and then are no zlib at all.
  CHECK(violation_of(limits.decompression_free_bytes, 20) == tls::Violation::certificate_compression);
  CHECK(violation_of(2'000 * limits.decompression_ratio_max, 2'000) ==
        tls::Violation::certificate_compression);
  CHECK(violation_of(limits.decompression_free_bytes + 1, 20) == tls::Violation::limit_decompression);
  CHECK(violation_of(2'000 * limits.decompression_ratio_max + 1, 2'000) ==
        tls::Violation::limit_decompression);
  // Nor more than any message, however well it shrinks.
  CHECK(violation_of(limits.message_bytes_max + 1, 30'000) == tls::Violation::limit_decompression);
}
