#include "certcheck/net/client/key_schedule.h"

#include "certcheck/base/encoding.h"

#include "tests/support/rfc8448.h"

#include <botan/hash.h>
#include <catch2/catch_test_macros.hpp>

using namespace certcheck;
using namespace certcheck::net;
namespace rfc8448 = certcheck::test::rfc8448;

namespace {

Bytes hex(std::string_view text) { return *hex_decode(text); }

Bytes sha256(std::initializer_list<std::string_view> records) {
  const auto hash = Botan::HashFunction::create_or_throw("SHA-256");
  for (const std::string_view record : records) hash->update(ByteView(hex(record)).subspan(5));
  return hash->final<Bytes>();
}

}  // namespace

TEST_CASE("every secret of RFC 8448 section 3 up to the handshake keys") {
  Hkdf hkdf("SHA-256");
  const auto secrets = Tls13Secrets::from_shared_secret(
      hkdf, hex(rfc8448::shared_secret), sha256({rfc8448::client_hello, rfc8448::server_hello}));
  CHECK(hex_encode(secrets.early) == "33ad0a1c607ec03b09e6cd9893680ce210adf300aa1f2660e1b22e10f170f92a");
  CHECK(hex_encode(secrets.handshake) == "1dc826e93606aa6fdc0aadc12f741b01046aa6b99f691ed221a9f0ca043fbeac");
  CHECK(hex_encode(secrets.master) == "18df06843d13a08bf2a449844c5f8a478001bc4d4c627984d5a41da8d0402919");
  CHECK(hex_encode(secrets.client_handshake) == rfc8448::client_handshake_secret);
  CHECK(hex_encode(secrets.server_handshake) == rfc8448::server_handshake_secret);
  CHECK(hex_encode(hkdf.expand_label(secrets.server_handshake, "key", {}, 16)) ==
        "3fce516009c21727d0f2e4e86ee403bc");
  CHECK(hex_encode(hkdf.expand_label(secrets.server_handshake, "iv", {}, 12)) == "5d313eb2671276ee13000b30");
  CHECK(hex_encode(hkdf.expand_label(secrets.server_handshake, "finished", {}, 32)) ==
        "008d3b66f816ea559f96b537e885c31fc068bf492c652f01f288a1d8cdc19fc8");
}

// The vector that the authors of RFC 5246 published for P_SHA256 (IETF TLS list, "Test vector for TLS 1.2
// PRF").
TEST_CASE("the pseudorandom function of TLS 1.2") {
  const Bytes out = prf("SHA-256", hex("9bbe436ba940f017b17652849a71db35"), "test label",
                        hex("a0ba9f936cda311827a6f796ffd5198c"), 100);
  CHECK(hex_encode(out) ==
        "e3f229ba727be17b8d122620557cd453c2aab21d07c3d495329b52d4e61edb5a6b301791e90d35c9c9a46b4e14baf9af0fa0"
        "22f7"
        "077def17abfd3797c0564bab4fbc91666e9def9b97fce34f796789baa48082d122ee42c5a72e5a5110fff70187347b66");
}
