#include "certcheck/net/client/detail/client_hello.h"

#include "certcheck/tls/code_points.h"
#include "certcheck/tls/hello.h"
#include "certcheck/tls/names.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace certcheck;
using namespace certcheck::net;
using namespace certcheck::tls;

namespace {

// The inputs of a hello to example.com, as its owner.
struct Written {
  explicit Written(const Offer& offer, std::string name = "example.com") {
    HelloInputs inputs;
    inputs.random = Bytes(32, 3);
    inputs.server_name = std::move(name);
    for (const uint16_t group : offer.key_shares)
      inputs.key_shares.emplace_back(group, Bytes(group == 4588 ? 1216 : 32, 1));
    if (offer.compatibility_mode) inputs.session_id = Bytes(32, 9);
    message = client_hello_message(offer, inputs);
    hello = *read_client_hello(ByteView(message).subspan(4));
  }
  Bytes message;
  ClientHello hello;
};

bool has(const std::vector<uint16_t>& values, uint16_t value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

std::vector<uint16_t> extension_types(const ClientHello& hello) {
  std::vector<uint16_t> types;
  for (const TlsExtension& extension : hello.extensions) types.push_back(extension.type);
  return types;
}

size_t place(const std::vector<uint16_t>& suites, uint16_t suite) {
  return static_cast<size_t>(std::find(suites.begin(), suites.end(), suite) - suites.begin());
}

}  // namespace

TEST_CASE("the ordinary hello says what it offers, in the order of the offer") {
  Offer offer = ordinary_offer();
  offer.alpn = {"h2", "http/1.1"};
  const Written written(offer);
  const ClientHello& hello = written.hello;
  CHECK(hello.legacy_version == tls12_version);
  CHECK(hello.versions == offer.versions);
  CHECK(hello.cipher_suites == offer.cipher_suites);
  CHECK(hello.groups == offer.groups);
  CHECK(hello.key_shares == offer.key_shares);
  CHECK(hello.signature_schemes == offer.signature_schemes);
  CHECK(hello.alpn == offer.alpn);
  CHECK(hello.server_name == "example.com");
  // Those of the offer, but for the padding.
  std::vector<uint16_t> expected = offer.extensions;
  std::erase(expected, tls_extension::padding);
  CHECK(extension_types(hello) == expected);
  // Whatever follows the client's order comes to forward secrecy and an AEAD.
  CHECK(place(hello.cipher_suites, 0xc02f) < place(hello.cipher_suites, 0xc013));
  CHECK(place(hello.cipher_suites, 0xc014) < place(hello.cipher_suites, 0x002f));
  CHECK(place(hello.cipher_suites, 0x002f) < place(hello.cipher_suites, 0x000a));
}

TEST_CASE("the small hello fits where only the first packet is read") {
  Offer offer = small_offer();
  offer.alpn = {"h2", "http/1.1"};
  CHECK(Written(offer).message.size() < 512);
  CHECK(Written(ordinary_offer()).message.size() > 1200);
  CHECK(Written(plain_offer()).message.size() < 256);
  CHECK(Written(plain_offer()).hello.versions == std::vector<uint16_t>{tls12_version});
}

TEST_CASE("GREASE stands first in each list and is no extension of a second") {
  Offer offer = ordinary_offer();
  offer.grease = true;
  const Written written(offer);
  CHECK(is_grease(written.hello.cipher_suites.front()));
  CHECK(is_grease(written.hello.groups.front()));
  CHECK(is_grease(written.hello.versions.front()));
  CHECK(is_grease(written.hello.key_shares.front()));
  CHECK(is_grease(written.hello.extensions.front().type));
}

TEST_CASE("a hello is padded to the size asked for") {
  Offer offer = small_offer();
  offer.padded_bytes = 700;
  CHECK(Written(offer).message.size() == 700);
}

TEST_CASE("versions are taken out with the suites that belong to them") {
  Offer offer = ordinary_offer();
  offer.keep_versions({tls13_version});
  CHECK(offer.cipher_suites == std::vector<uint16_t>{0x1301, 0x1302, 0x1303, 0x1304, 0x1305});
  offer = ordinary_offer();
  offer.keep_versions({tls12_version});
  CHECK_FALSE(has(offer.cipher_suites, 0x1301));
  const Written written(offer);
  CHECK_FALSE(find_tls_extension(written.hello.extensions, tls_extension::key_share));
  CHECK_FALSE(find_tls_extension(written.hello.extensions, tls_extension::supported_versions));
}

TEST_CASE("the legacy hello offers what nobody else does, forward secrecy first") {
  for (const uint16_t version : {tls12_version, tls10_version, ssl3_version}) {
    CAPTURE(version);
    const Written written(legacy_offer(version));
    const ClientHello& hello = written.hello;
    CHECK(hello.legacy_version == version);
    CHECK(has(hello.cipher_suites, 0x000a));  // RSA_WITH_3DES_EDE_CBC_SHA
    CHECK(has(hello.cipher_suites, 0x0004));  // RSA_WITH_RC4_128_MD5
    CHECK(has(hello.cipher_suites, 0x0041));  // RSA_WITH_CAMELLIA_128_CBC_SHA
    CHECK_FALSE(
        has(hello.cipher_suites, 0x0018));  // DH_anon_WITH_RC4_128_MD5: nobody would show a certificate
    CHECK_FALSE(has(hello.cipher_suites, 0x008c));  // PSK
    CHECK_FALSE(has(hello.cipher_suites, 0x1301));
    CHECK(hello.server_name == (version == ssl3_version ? "" : "example.com"));
    // A server that follows the client's order chooses ECDHE, then DHE, then RSA.
    CHECK(place(hello.cipher_suites, 0xc014) < place(hello.cipher_suites, 0x0039));
    CHECK(place(hello.cipher_suites, 0x0039) < place(hello.cipher_suites, 0x002f));
    CHECK(place(hello.cipher_suites, 0x002f) < place(hello.cipher_suites, 0x0005));
  }
}
