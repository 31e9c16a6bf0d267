#include "certcheck/base/encoding.h"
#include "certcheck/tls/certificate_messages.h"
#include "certcheck/tls/hello.h"
#include "certcheck/tls/key_exchange_messages.h"
#include "certcheck/tls/ssl2.h"

#include "tests/support/rfc8448.h"
#include "wire_writer.h"

#include <catch2/catch_test_macros.hpp>

#include <string>
#include <vector>

using namespace certcheck;
using namespace certcheck::tls;
using namespace certcheck::test;
using Kind = tls::KeyExchange::Kind;

namespace {

// Without the headers of record and message.
Bytes body_of(std::string_view record_hex) {
  const Bytes bytes = *hex_decode(record_hex);
  return {bytes.begin() + 9, bytes.end()};
}

// Every prefix must be taken without harm; sanitizers watch.
template <typename Read>
void survives_truncation(const Bytes& whole, Read read) {
  for (size_t size = 0; size < whole.size(); ++size)
    (void)read(Bytes(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size)));
}

}  // namespace

TEST_CASE("the hellos of RFC 8448 are read") {
  const Bytes client_body = body_of(rfc8448::client_hello);
  const auto client = read_client_hello(client_body);
  REQUIRE(client);
  CHECK(client->server_name == "server");
  CHECK(client->cipher_suites == std::vector<uint16_t>{0x1301, 0x1303, 0x1302});
  CHECK(client->versions == std::vector<uint16_t>{0x0304});
  CHECK(client->groups == std::vector<uint16_t>{29, 23, 24, 25, 256, 257, 258, 259, 260});
  CHECK(client->key_shares == std::vector<uint16_t>{29});
  CHECK(client->signature_schemes.size() == 15);
  CHECK(client->signature_schemes.front() == 0x0403);
  CHECK(client->extensions.size() == 9);
  CHECK(client->alpn.empty());

  const Bytes server_body = body_of(rfc8448::server_hello);
  const auto server = read_server_hello(server_body);
  REQUIRE(server);
  CHECK(server->version == 0x0304);
  CHECK(server->cipher_suite == 0x1301);
  CHECK(server->group == 29);
  CHECK(server->key_share.size() == 32);
  CHECK_FALSE(server->is_hello_retry_request);
  CHECK_FALSE(server->chosen_psk);
  survives_truncation(client_body, read_client_hello);
  survives_truncation(server_body, read_server_hello);
}

TEST_CASE("a TLS 1.2 server hello tells its version in the old field") {
  const Bytes hello = server_hello(
      0x0303, 0xc02f, join({extension(16, vector_of(2, vector_of(1, Bytes{'h', '2'}))), extension(23, {})}));
  const auto read = read_server_hello(ByteView(hello).subspan(4));
  REQUIRE(read);
  CHECK(read->version == 0x0303);
  CHECK(read->alpn == "h2");
  CHECK(find_tls_extension(read->extensions, tls_extension::extended_master_secret));
  const Bytes bare = server_hello(0x0301, 0x002f);
  CHECK(read_server_hello(ByteView(bare).subspan(4))->version == 0x0301);
}

TEST_CASE("certificates come out exactly as sent, in both shapes of the message") {
  const Bytes first{1, 2, 3}, second(70000, 4), staple{9, 9}, scts{8, 8, 8};
  const auto old = read_certificate_message(ByteView(certificate_list({first, second})).subspan(4), false);
  CHECK(old.whole);
  CHECK(old.certificates == std::vector<Bytes>{first, second});

  const Bytes entry_extensions =
      join({extension(5, join({Bytes{1}, vector_of(3, staple)})), extension(18, scts)});
  const Bytes list =
      join({vector_of(3, first), vector_of(2, entry_extensions), vector_of(3, second), vector_of(2, {})});
  const Bytes body = join({Bytes{0}, vector_of(3, list)});
  const auto modern = read_certificate_message(body, true);
  CHECK(modern.whole);
  CHECK(modern.certificates == std::vector<Bytes>{first, second});
  CHECK(modern.ocsp_staples == std::vector<Bytes>{staple, {}});
  CHECK(modern.sct_lists == std::vector<Bytes>{scts, {}});
}

TEST_CASE("a broken certificate list yields what can be read of it") {
  const Bytes good{1, 2, 3};
  SECTION("the last certificate is cut short") {
    const auto read =
        read_certificate_message(vector_of(3, join({vector_of(3, good), number(9, 3), Bytes{1}})), false);
    CHECK_FALSE(read.whole);
    CHECK(read.certificates == std::vector<Bytes>{good});
  }
  SECTION("the list claims more than there is") {
    const auto read = read_certificate_message(join({number(500, 3), vector_of(3, good)}), false);
    CHECK_FALSE(read.whole);
    CHECK(read.certificates == std::vector<Bytes>{good});
  }
  SECTION("something follows the list") {
    const auto read = read_certificate_message(join({vector_of(3, vector_of(3, good)), Bytes{0}}), false);
    CHECK_FALSE(read.whole);
    CHECK(read.certificates == std::vector<Bytes>{good});
  }
  SECTION("an empty list is whole") {
    CHECK(read_certificate_message(number(0, 3), false).whole);
    CHECK(read_certificate_message(number(0, 4), true).whole);
    CHECK_FALSE(read_certificate_message({}, true).whole);
  }
}

TEST_CASE("certificate requests of each version are read") {
  const Bytes name{0x30, 0x00};
  const Bytes names = vector_of(2, join({vector_of(2, name), vector_of(2, name)}));
  const Bytes schemes = vector_of(2, join({number(0x0403, 2), number(0x0804, 2)}));
  const auto tls10 = read_certificate_request(join({vector_of(1, Bytes{1, 64}), names}), 0x0301);
  CHECK(tls10.certificate_types == std::vector<uint8_t>{1, 64});
  CHECK(tls10.signature_schemes.empty());
  CHECK(tls10.acceptable_cas.size() == 2);
  CHECK(tls10.whole);
  const auto tls12 = read_certificate_request(join({vector_of(1, Bytes{1}), schemes, names}), 0x0303);
  CHECK(tls12.signature_schemes == std::vector<uint16_t>{0x0403, 0x0804});
  CHECK(tls12.acceptable_cas == std::vector<Bytes>{name, name});
  CHECK(tls12.whole);
  CHECK_FALSE(read_certificate_request(join({vector_of(1, Bytes{1}), schemes}), 0x0303).whole);
  CHECK_FALSE(
      read_certificate_request(join({vector_of(1, Bytes{1}), schemes, names, Bytes{0}}), 0x0303).whole);
  const auto tls13 = read_certificate_request(
      join({vector_of(1, {}), vector_of(2, join({extension(13, schemes), extension(47, names)}))}), 0x0304);
  CHECK(tls13.whole);
  CHECK(tls13.extensions == std::vector<uint16_t>{13, 47});
  CHECK_FALSE(read_certificate_request(Bytes{0, 0, 4, 0, 13}, 0x0304).whole);
  CHECK(tls13.certificate_types.empty());
  CHECK(tls13.signature_schemes == std::vector<uint16_t>{0x0403, 0x0804});
  CHECK(tls13.acceptable_cas == std::vector<Bytes>{name, name});
}

TEST_CASE("a stapled response is only taken if it is one of OCSP") {
  CHECK(read_certificate_status(join({Bytes{1}, vector_of(3, Bytes{5, 6})})) == Bytes{5, 6});
  CHECK_FALSE(read_certificate_status(join({Bytes{2}, vector_of(3, Bytes{5, 6})})));
  CHECK_FALSE(read_certificate_status(join({Bytes{1}, vector_of(3, Bytes{})})));
  CHECK_FALSE(read_certificate_status(Bytes{1, 0, 0, 9, 1}));
}

TEST_CASE("key exchanges over curves and primes are read") {
  const Bytes signature = join({number(0x0804, 2), vector_of(2, Bytes(256, 1))});
  const Bytes curve = join({Bytes{3}, number(23, 2), vector_of(1, Bytes(65, 4)), signature});
  const auto ecdhe = read_server_key_exchange(curve, Kind::ecdhe, 0x0303);
  REQUIRE(ecdhe);
  CHECK(ecdhe->exchange.group == named_group::secp256r1);
  CHECK(ecdhe->exchange.bits == 256);
  CHECK(ecdhe->public_value.size() == 65);
  CHECK(ecdhe->signature_scheme == 0x0804);
  CHECK(ecdhe->signature.size() == 256);

  // 1023 bits behind a leading zero.
  Bytes prime(129, 0xff);
  prime[0] = 0;
  prime[1] = 0x7f;
  const Bytes finite =
      join({vector_of(2, prime), vector_of(2, Bytes{2}), vector_of(2, Bytes(128, 3)), signature});
  const auto dhe = read_server_key_exchange(finite, Kind::dhe, 0x0303);
  REQUIRE(dhe);
  CHECK(dhe->exchange.prime == PrimeGroup::custom);
  CHECK(dhe->exchange.bits == 1023);
  CHECK_FALSE(read_server_key_exchange(curve, Kind::static_rsa, 0x0303));
  CHECK_FALSE(read_server_key_exchange(Bytes{1, 0}, Kind::ecdhe, 0x0303));

  // RFC 4492 5.4: a prime, the curve's two numbers, its base point, order and cofactor; over the field of
  // characteristic 2 a degree and a basis of one or three exponents.
  const Bytes numbers =
      join({vector_of(1, Bytes(32, 1)), vector_of(1, Bytes(32, 2)), vector_of(1, Bytes(65, 4)),
            vector_of(1, Bytes(32, 5)), vector_of(1, Bytes{1})});
  const Bytes point = join({vector_of(1, Bytes(65, 4)), signature});
  const Bytes three = join({vector_of(1, Bytes{3}), vector_of(1, Bytes{6}), vector_of(1, Bytes{7})});
  for (const Bytes& head : {join({Bytes{1}, vector_of(1, Bytes(32, 0x7f))}),
                            join({Bytes{2}, number(255, 2), Bytes{1}, vector_of(1, Bytes{15})}),
                            join({Bytes{2}, number(255, 2), Bytes{2}, three})}) {
    const auto explicit_curve = read_server_key_exchange(join({head, numbers, point}), Kind::ecdhe, 0x0303);
    REQUIRE(explicit_curve);
    CHECK_FALSE(explicit_curve->exchange.group);
    CHECK(explicit_curve->exchange.bits == 255);
    CHECK(explicit_curve->public_value.size() == 65);
    CHECK(explicit_curve->signature.size() == 256);
    CHECK(explicit_curve->whole);
    CHECK(explicit_curve->parameters.size() == head.size() + numbers.size() + 66);
  }
  CHECK_FALSE(read_server_key_exchange(join({Bytes{2}, number(255, 2), Bytes{3}, three, numbers, point}),
                                       Kind::ecdhe, 0x0303));

  const auto tls10 = read_server_key_exchange(
      join({Bytes{3}, number(24, 2), vector_of(1, Bytes(97, 4)), vector_of(2, Bytes(128, 1))}), Kind::ecdhe,
      0x0301);
  REQUIRE(tls10);
  CHECK_FALSE(tls10->signature_scheme);
  CHECK(tls10->signature.size() == 128);

  const auto anonymous = read_server_key_exchange(join({Bytes{3}, number(23, 2), vector_of(1, Bytes(65, 4))}),
                                                  Kind::anonymous, 0x0303);
  REQUIRE(anonymous);
  CHECK(anonymous->exchange.group == named_group::secp256r1);
  CHECK(anonymous->signature.empty());
  survives_truncation(curve,
                      [](const Bytes& cut) { return read_server_key_exchange(cut, Kind::ecdhe, 0x0303); });
  survives_truncation(finite,
                      [](const Bytes& cut) { return read_server_key_exchange(cut, Kind::dhe, 0x0303); });
}

TEST_CASE("tickets of both shapes are read") {
  const auto old = read_new_session_ticket(join({number(7200, 4), vector_of(2, Bytes(160, 1))}), false);
  REQUIRE(old);
  CHECK(old->lifetime_seconds == 7200);
  CHECK(old->ticket_bytes == 160);
  const auto modern = read_new_session_ticket(join({number(300, 4), number(1, 4), vector_of(1, Bytes(8, 0)),
                                                    vector_of(2, Bytes(32, 1)), vector_of(2, {})}),
                                              true);
  REQUIRE(modern);
  CHECK(modern->lifetime_seconds == 300);
  CHECK(modern->ticket_bytes == 32);
  // RFC 8446 4.6.1 has a ticket of at least one byte, and extensions; RFC 5077 3.3 has neither.
  CHECK(read_new_session_ticket(number(0, 6), false));
  const Bytes before_ticket = join({number(300, 4), number(1, 4), vector_of(1, {})});
  CHECK_FALSE(read_new_session_ticket(join({before_ticket, vector_of(2, {}), vector_of(2, {})}), true));
  CHECK_FALSE(read_new_session_ticket(join({before_ticket, vector_of(2, Bytes(1, 1))}), true));
  CHECK_FALSE(read_new_session_ticket(
      join({before_ticket, vector_of(2, Bytes(1, 1)), vector_of(2, {}), Bytes{0}}), true));
}

TEST_CASE("hellos of SSL 2.0 are made and read") {
  const Bytes hello = ssl2_client_hello(Bytes(16, 'c'));
  CHECK(ssl2_record_bytes(hello) == hello.size());
  CHECK(hex_encode(ByteView(hello).first(11)) == "802e010002001500000010");
  CHECK_FALSE(read_ssl2_server_hello(hello));
  CHECK_FALSE(ssl2_record_bytes(Bytes{0x16, 3}));
  CHECK_FALSE(ssl2_record_bytes(Bytes{0x80}));

  const Bytes answer = *hex_decode("802604000100020005000600103003020105010080" + std::string("0700c0") +
                                   std::string(32, '7'));
  const auto read = read_ssl2_server_hello(answer);
  REQUIRE(read);
  CHECK(read->version == 2);
  CHECK(hex_encode(read->certificate) == "3003020105");
  CHECK(read->cipher_kinds == std::vector<uint32_t>{0x010080, 0x0700c0});
  for (size_t size = 0; size < answer.size(); ++size)
    CHECK_FALSE(read_ssl2_server_hello(ByteView(answer).first(size)));
}
