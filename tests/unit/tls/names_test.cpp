#include "certcheck/tls/names.h"

#include <catch2/catch_test_macros.hpp>

using namespace certcheck;
using namespace certcheck::tls;
using Kind = KeyExchange::Kind;

TEST_CASE("code points read by their registered names") {
  CHECK(tls_version_name(0x0304) == "TLS 1.3");
  CHECK(tls_version_name(0x0300) == "SSL 3.0");
  CHECK(cipher_suite_name(0x1301) == "TLS_AES_128_GCM_SHA256");
  CHECK(cipher_suite_name(0xc02f) == "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");
  CHECK(cipher_suite_name(0x0005) == "TLS_RSA_WITH_RC4_128_SHA");
  CHECK(cipher_suite_name(0xccaa) == "TLS_DHE_RSA_WITH_CHACHA20_POLY1305_SHA256");
  CHECK(cipher_suite_name(0xd005) == "TLS_ECDHE_PSK_WITH_AES_128_CCM_SHA256");
  CHECK(named_group_name(0x11ec) == "X25519MLKEM768");
  CHECK(named_group_name(23) == "secp256r1");
  CHECK(signature_scheme_name(0x0804) == "rsa_pss_rsae_sha256");
  CHECK(signature_scheme_name(0x0202) == "dsa_sha1");
  CHECK(signature_scheme_name(legacy_scheme::rsa_md5_sha1) == "0xff01 (unknown)");
  CHECK(handshake_scheme_name(legacy_scheme::rsa_md5_sha1) == "rsa_pkcs1_md5_sha1");
  CHECK(handshake_scheme_name(0x0804) == "rsa_pss_rsae_sha256");
  CHECK(alert_name(116) == "certificate_required");
  CHECK(tls_extension_name(0xff01) == "renegotiation_info");
  CHECK(handshake_message_name(8) == "encrypted_extensions");
  CHECK(client_certificate_type_name(64) == "ecdsa_sign");
}

TEST_CASE("unknown code points keep their number, and GREASE is told apart") {
  CHECK(tls_version_name(0x7f1c) == "0x7f1c (unknown)");
  CHECK(cipher_suite_name(0x0a0a) == "0x0a0a (GREASE)");
  CHECK(cipher_suite_name(0x0a1a) == "0x0a1a (unknown)");
  CHECK(named_group_name(0xfafa) == "0xfafa (GREASE)");
  CHECK(alert_name(255) == "0xff (unknown)");
  CHECK(handshake_message_name(10) == "0x0a (unknown)");
}

TEST_CASE("groups carry their kind and size") {
  REQUIRE(find_named_group(29));
  CHECK(find_named_group(29)->kind == Kind::ecdhe);
  CHECK(find_named_group(29)->bits == 255);
  CHECK(find_named_group(257)->kind == Kind::dhe);
  CHECK(find_named_group(257)->bits == 3072);
  CHECK(find_named_group(0x11ed)->kind == Kind::hybrid);
  CHECK(find_named_group(0x0202)->kind == Kind::kem);
  CHECK(find_named_group(0x9999) == nullptr);
}

TEST_CASE("schemes with MD5 and SHA-1 are known by their code points") {
  for (uint32_t scheme = 0; scheme <= 0xffff; ++scheme) {
    const std::string name = handshake_scheme_name(static_cast<uint16_t>(scheme));
    if (name.ends_with("(unknown)") || name.ends_with("(GREASE)")) continue;
    CAPTURE(name);
    CHECK(signs_md5_or_sha1(static_cast<uint16_t>(scheme)) ==
          (name.ends_with("_md5") || name.ends_with("_sha1")));
  }
}

TEST_CASE("an exchange's group has the name of its code point or of its field") {
  CHECK(group_name({.kind = Kind::ecdhe, .group = named_group::x25519}) == "x25519");
  CHECK(group_name({.kind = Kind::dhe, .prime = PrimeGroup::modp2048}) == "modp2048");
  CHECK(group_name({.kind = Kind::dhe, .prime = PrimeGroup::custom}) == "custom");
  CHECK(group_name({.kind = Kind::static_rsa}).empty());
}
