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

TEST_CASE("a suite's name tells how keys are exchanged") {
  CHECK(cipher_suite_key_exchange(0x002f) == Kind::static_rsa);
  CHECK(cipher_suite_key_exchange(0x0003) == Kind::static_rsa);  // RSA_EXPORT
  CHECK(cipher_suite_key_exchange(0x0033) == Kind::dhe);
  CHECK(cipher_suite_key_exchange(0xc02b) == Kind::ecdhe);
  CHECK(cipher_suite_key_exchange(0xc004) == Kind::static_dh);  // ECDH_ECDSA
  CHECK(cipher_suite_key_exchange(0x0031) == Kind::static_dh);  // DH_RSA
  CHECK(cipher_suite_key_exchange(0x0034) == Kind::anonymous);
  CHECK(cipher_suite_key_exchange(0xc018) == Kind::anonymous);  // ECDH_anon
  CHECK(cipher_suite_key_exchange(0x00a8) == Kind::psk);
  CHECK(cipher_suite_key_exchange(0xc035) == Kind::ecdhe);  // ECDHE_PSK
  CHECK(cipher_suite_key_exchange(0x1301) == Kind::unknown);
  CHECK(cipher_suite_key_exchange(0xffff) == Kind::unknown);
}

TEST_CASE("the hash of a suite is that of its last word") {
  CHECK(cipher_suite_hash(0x1302) == "SHA-384");
  CHECK(cipher_suite_hash(0x1303) == "SHA-256");
  CHECK(cipher_suite_hash(0xc030) == "SHA-384");
  CHECK(cipher_suite_hash(0x002f) == "SHA-256");  // RFC 5246 section 5 for suites older than TLS 1.2
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
