#include "certcheck/tls/cipher_suites.h"

#include <catch2/catch_test_macros.hpp>

#include <string>

using namespace certcheck;
using namespace certcheck::tls;
using Kind = KeyExchange::Kind;

namespace {

Kind exchange_of(uint16_t id) {
  REQUIRE(find_cipher_suite(id));
  return find_cipher_suite(id)->key_exchange();
}

}  // namespace

TEST_CASE("suites are found by their code points") {
  REQUIRE(find_cipher_suite(0xc02f));
  CHECK(find_cipher_suite(0xc02f)->name == "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");
  CHECK(find_cipher_suite(0xffff) == nullptr);
  CHECK(find_cipher_suite(0x0a0a) == nullptr);  // GREASE
  CHECK(cipher_suites().size() > 300);
}

TEST_CASE("a suite's method says how keys are exchanged and who is authenticated") {
  CHECK(exchange_of(0x002f) == Kind::static_rsa);
  CHECK(exchange_of(0x0003) == Kind::static_rsa);  // RSA_EXPORT
  CHECK(exchange_of(0x0033) == Kind::dhe);
  CHECK(exchange_of(0xc02b) == Kind::ecdhe);
  CHECK(exchange_of(0xc004) == Kind::static_dh);  // ECDH_ECDSA
  CHECK(exchange_of(0x0031) == Kind::static_dh);  // DH_RSA
  CHECK(exchange_of(0x0034) == Kind::anonymous);
  CHECK(exchange_of(0xc018) == Kind::anonymous);  // ECDH_anon
  CHECK(exchange_of(0x00a8) == Kind::psk);
  CHECK(exchange_of(0xc035) == Kind::ecdhe);  // ECDHE_PSK
  CHECK(exchange_of(0xc0aa) == Kind::dhe);    // PSK_DHE, as RFC 6655 spells it
  CHECK(exchange_of(0x1301) == Kind::unknown);
  CHECK(exchange_of(0x001e) == Kind::unknown);  // KRB5
  using Authentication = CipherSuite::Authentication;
  CHECK(find_cipher_suite(0xc02b)->authentication() == Authentication::ecdsa);
  CHECK(find_cipher_suite(0x0033)->authentication() == Authentication::rsa);
  CHECK(find_cipher_suite(0x0032)->authentication() == Authentication::dss);
  CHECK(find_cipher_suite(0x0034)->authentication() == Authentication::anonymous);
  CHECK(find_cipher_suite(0xc035)->has_psk());
  CHECK_FALSE(find_cipher_suite(0xc02b)->has_psk());
}

// The registered name says what a suite consists of; the table has to agree with it.
TEST_CASE("what the table says of a suite is what its name says") {
  for (const CipherSuite& suite : cipher_suites()) {
    CAPTURE(suite.name);
    const auto has = [&](std::string_view part) { return suite.name.find(part) != std::string_view::npos; };
    CHECK(suite.name.starts_with("TLS_"));
    CHECK(suite.is_cbc() == has("_CBC_"));
    CHECK(suite.is_aead() == (has("_GCM") || has("_CCM") || has("POLY1305") || has("AEGIS")));
    CHECK(suite.is_export == has("_EXPORT_"));
    // RFC 9150 names its suites after their MAC alone.
    CHECK(suite.encrypts() != (has("_WITH_NULL_") || has("TLS_SHA256_") || has("TLS_SHA384_")));
    CHECK((suite.cipher == CipherSuite::Cipher::rc4_128) == has("_RC4_128_"));
    CHECK((suite.cipher == CipherSuite::Cipher::triple_des_cbc) == has("_3DES_EDE_"));
    CHECK(suite.is_below_112_bits() == (has("_EXPORT_") || has("_WITH_DES_") || has("_RC4_40_") ||
                                        has("_DES40_") || has("_DES_CBC_40_") || has("_RC2_")));
    CHECK((suite.key_exchange() == Kind::anonymous) == has("_anon_"));
    CHECK(suite.has_psk() == has("PSK"));
    CHECK((suite.prf_digest() == CipherSuite::Digest::sha384) == suite.name.ends_with("SHA384"));
    const std::string digest = std::string(to_string(suite.digest));
    if (digest == "SHA-1") CHECK(suite.name.ends_with("_SHA"));
    if (digest == "SHA-256") CHECK(suite.name.ends_with("SHA256"));
    if (digest == "MD5") CHECK(suite.name.ends_with("_MD5"));
  }
}
