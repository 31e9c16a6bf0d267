#include "certserve/pki/key.h"

#include "certcheck/base/encoding.h"

#include "certserve/pki/der_builder.h"
#include "certserve/pki/deterministic_ecdsa.h"

#include <botan/ec_group.h>
#include <botan/ec_scalar.h>
#include <botan/ecdsa.h>
#include <botan/pubkey.h>
#include <botan/x509_key.h>
#include <catch2/catch_test_macros.hpp>

#include <stdexcept>
#include <string>

using namespace certcheck;
using namespace certcheck::pki;

namespace {

std::string deterministic_signature(const char* curve, const char* private_key, const char* message,
                                    std::string_view digest) {
  const auto group = Botan::EC_Group::from_name(curve);
  const Botan::ECDSA_PrivateKey key(group,
                                    Botan::EC_Scalar::deserialize(group, *hex_decode(private_key)).value());
  return hex_encode(sign_deterministic_ecdsa(key, as_bytes(message), digest));
}

std::string signature_value(const char* r, const char* s) {
  return hex_encode(sequence({unsigned_integer(*hex_decode(r)), unsigned_integer(*hex_decode(s))}));
}

bool verifies(const Key& key, const char* padding, Botan::Signature_Format format, ByteView message,
              ByteView signature) {
  const auto public_key = Botan::X509::load_key(key.public_key_info());
  return Botan::PK_Verifier(*public_key, padding, format).verify_message(message, signature);
}

}  // namespace

TEST_CASE("ECDSA nonces are those of RFC 6979", "[pki]") {
  // RFC 6979 A.2.5 and A.2.6.
  const char* p256 = "C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721";
  CHECK(deterministic_signature("secp256r1", p256, "sample", "SHA-256") ==
        signature_value("EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716",
                        "F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8"));
  const char* p384 =
      "6B9D3DAD2E1B8C1C05B19875B6659F4DE23C3B667BF297BA9AA47740787137D896D5724E4C70A825F872C9EA60D2EDF5";
  CHECK(
      deterministic_signature("secp384r1", p384, "sample", "SHA-384") ==
      signature_value(
          "94EDBB92A5ECB8AAD4736E56C691916B3F88140666CE9FA73D64C4EA95AD133C81A648152E44ACF96E36DD1E80FABE46",
          "99EF4AEB15F178CEA1FE40DB2603138F130E740A19624526203B6351D0A3A94FA329C145786E679E7B82C71A38628AC"
          "8"));
}

TEST_CASE("Signatures repeat themselves and verify", "[pki]") {
  const ByteView message = as_bytes("message");
  struct {
    const char* key;
    Digest digest;
    const char* padding;
    Botan::Signature_Format format;
  } const cases[] = {
      {"leaf-rsa", Digest::sha256, "PKCS1v15(SHA-256)", Botan::Signature_Format::Standard},
      {"leaf-rsa", Digest::sha1, "PKCS1v15(SHA-1)", Botan::Signature_Format::Standard},
      {"leaf-rsa", Digest::md5, "PKCS1v15(MD5)", Botan::Signature_Format::Standard},
      {"leaf-p256", Digest::sha256, "SHA-256", Botan::Signature_Format::DerSequence},
      {"leaf-p384", Digest::sha384, "SHA-384", Botan::Signature_Format::DerSequence},
      {"root-ed25519", Digest::sha256, "Pure", Botan::Signature_Format::Standard},
  };
  for (const auto& c : cases) {
    INFO(c.key << " " << c.padding);
    const Key& key = Key::get(c.key);
    const Bytes signature = key.sign(message, c.digest);
    CHECK(signature == key.sign(message, c.digest));
    CHECK(verifies(key, c.padding, c.format, message, signature));
    CHECK_FALSE(verifies(key, c.padding, c.format, as_bytes("massage"), signature));
  }
}

TEST_CASE("Keys say which algorithm they sign with", "[pki]") {
  CHECK(Key::get("leaf-rsa").signature_algorithm(Digest::sha256) ==
        sequence({oid("1.2.840.113549.1.1.11"), null()}));
  // RFC 5758 3.2 and RFC 8410 3: parameters are absent.
  CHECK(Key::get("leaf-p256").signature_algorithm(Digest::sha256) == sequence({oid("1.2.840.10045.4.3.2")}));
  CHECK(Key::get("root-ed25519").signature_algorithm(Digest::sha256) == sequence({oid("1.3.101.112")}));
}

TEST_CASE("There are no other keys than the kept ones", "[pki]") {
  CHECK_THROWS_AS(Key::get("no-such-key"), std::out_of_range);
  CHECK(&Key::get("leaf-p256") == &Key::get("leaf-p256"));
}

TEST_CASE("A curve can be written out", "[pki]") {
  const Bytes named = Key::get("leaf-p256").public_key_info();
  const Bytes written_out = Key::get("leaf-p256").public_key_info_with_explicit_curve();
  CHECK(written_out.size() > named.size() + 200);
  // Botan knows the curve again by its parameters.
  CHECK(Botan::X509::load_key(written_out)->public_key_bits() ==
        Botan::X509::load_key(named)->public_key_bits());
  CHECK_THROWS_AS(Key::get("leaf-rsa").public_key_info_with_explicit_curve(), std::invalid_argument);
}
