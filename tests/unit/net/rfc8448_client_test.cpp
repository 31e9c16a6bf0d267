// The client against the trace of RFC 8448 section 3: what it sends is the trace's, bit for bit.
#include "certcheck/base/encoding.h"
#include "certcheck/net/client/detail/client.h"
#include "certcheck/tls/code_points.h"

#include "tests/support/rfc8448.h"
#include "tests/support/tls_events.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <algorithm>

using namespace certcheck;
using namespace certcheck::net;
using namespace certcheck::test;

namespace {

Bytes hex(std::string_view text) { return *hex_decode(text); }

net::ClientOptions trace_options() {
  namespace ext = tls::tls_extension;
  net::ClientOptions options;
  options.server_name = "server";
  net::Offer& offer = options.offer;
  offer.versions = {tls::tls13_version};
  offer.cipher_suites = {0x1301, 0x1303, 0x1302};
  offer.groups = {29, 23, 24, 25, 256, 257, 258, 259, 260};
  offer.key_shares = {29};
  offer.signature_schemes = {0x0403, 0x0503, 0x0603, 0x0203, 0x0804, 0x0805, 0x0806, 0x0401,
                             0x0501, 0x0601, 0x0201, 0x0402, 0x0502, 0x0602, 0x0202};
  offer.extensions = {
      ext::server_name,      ext::renegotiation_info, ext::supported_groups,     ext::session_ticket,
      ext::key_share,        ext::supported_versions, ext::signature_algorithms, ext::psk_key_exchange_modes,
      ext::record_size_limit};
  offer.compatibility_mode = false;
  // The hello's random, then the private key.
  Bytes given = to_bytes(ByteView(hex(rfc8448::client_hello)).subspan(11, 32));
  const Bytes key = hex(rfc8448::client_private_key);
  given.insert(given.end(), key.begin(), key.end());
  options.random = [given, at = size_t{0}](std::span<uint8_t> out) mutable {
    for (uint8_t& byte : out) byte = at < given.size() ? given[at++] : uint8_t{0};
  };
  return options;
}

}  // namespace

TEST_CASE("the client repeats the trace of RFC 8448, however the bytes are cut") {
  const size_t piece = GENERATE(size_t{1}, size_t{7}, size_t{1000}, size_t{100000});
  TlsStory story;
  net::Client client(trace_options(), story.sink());
  const auto server = [&](std::string_view text) {
    const Bytes bytes = hex(text);
    for (size_t at = 0; at < bytes.size(); at += piece)
      client.receive(ByteView(bytes).subspan(at, std::min(piece, bytes.size() - at)));
  };
  client.start();
  CHECK(hex_encode(client.take_output()) == rfc8448::client_hello);
  server(rfc8448::server_hello);
  CHECK_FALSE(client.handshake_done());
  server(rfc8448::server_flight);
  CAPTURE(story.text());
  REQUIRE(client.handshake_done());
  CHECK(client.proof() == net::Proof::signature);
  CHECK(hex_encode(client.take_output()) == rfc8448::client_finished);
  server(rfc8448::ticket);
  Bytes data(50);
  for (size_t i = 0; i < data.size(); ++i) data[i] = static_cast<uint8_t>(i);
  client.send(data);
  CHECK(hex_encode(client.take_output()) == rfc8448::client_data);
  server(rfc8448::server_data);
  client.close();
  CHECK(hex_encode(client.take_output()) == rfc8448::client_close);
  server(rfc8448::server_close);
  CHECK(client.closed());
  CHECK(story.data == data);
  CHECK(story.violations.empty());
  CHECK(story.steps == std::vector<std::string>{"c:client_hello", "s:server_hello", "s:encrypted_extensions",
                                                "s:certificate", "s:certificate_verify", "s:finished",
                                                "c:finished", "s:new_session_ticket", "data",
                                                "c:alert close_notify", "s:alert close_notify"});
}

TEST_CASE("no byte of the server's flight can be changed without its being seen") {
  const Bytes hello = hex(rfc8448::server_hello), flight = hex(rfc8448::server_flight);
  Bytes all = hello;
  all.insert(all.end(), flight.begin(), flight.end());
  for (size_t at = 0; at < all.size(); ++at) {
    Bytes changed = all;
    changed[at] ^= static_cast<uint8_t>(1U << (at % 8));
    TlsStory story;
    net::Client client(trace_options(), story.sink());
    client.start();
    client.receive(changed);
    CAPTURE(at, story.text());
    // The version in a record's header is not looked at before there are keys (RFC 8446 5.1: MUST be
    // ignored).
    const bool ignored = at == 2;
    CHECK(client.handshake_done() == ignored);
    CHECK((client.proof() == net::Proof::none) == !ignored);
    CHECK_FALSE(client.key_disproved());
  }
}

TEST_CASE("a flight that is cut short proves nothing and breaks nothing") {
  const Bytes hello = hex(rfc8448::server_hello), flight = hex(rfc8448::server_flight);
  Bytes all = hello;
  all.insert(all.end(), flight.begin(), flight.end());
  for (size_t size = 0; size < all.size(); ++size) {
    TlsStory story;
    net::Client client(trace_options(), story.sink());
    client.start();
    client.receive(ByteView(all).first(size));
    CAPTURE(size);
    CHECK_FALSE(client.handshake_done());
    CHECK(client.proof() == net::Proof::none);
    CHECK_FALSE(client.failure());
  }
}
