// Client keys of every kind that Botan has: what each signs a handshake with in TLS 1.2 and 1.3, that it
// verifies, and that none is chosen which does not fit.
#include "certcheck/net/client/client_identity.h"

#include "certcheck/net/client/detail/leaf_key.h"
#include "certcheck/net/client/detail/signature_scheme.h"
#include "certcheck/net/client/offer.h"
#include "certcheck/tls/code_points.h"
#include "certcheck/tls/names.h"

#include "certserve/pki/der_builder.h"

#include <botan/ec_group.h>
#include <botan/ecdsa.h>
#include <botan/ed25519.h>
#include <botan/ed448.h>
#include <botan/ml_dsa.h>
#include <botan/pem.h>
#include <botan/pk_algs.h>
#include <botan/pkcs8.h>
#include <botan/rsa.h>
#include <botan/system_rng.h>
#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <functional>
#include <memory>
#include <stdexcept>

using namespace certcheck;
using namespace certcheck::net;
using namespace certcheck::tls;

namespace {

using Schemes = std::vector<uint16_t>;
using MakeKey = std::function<std::unique_ptr<Botan::Private_Key>()>;

MakeKey ecdsa(const char* curve) {
  return [curve] {
    return std::make_unique<Botan::ECDSA_PrivateKey>(Botan::system_rng(), Botan::EC_Group::from_name(curve));
  };
}
MakeKey ml_dsa(Botan::DilithiumMode::Mode mode) {
  return [mode] { return std::make_unique<Botan::ML_DSA_PrivateKey>(Botan::system_rng(), mode); };
}

// A certificate of which nothing is of interest but its key.
Bytes certificate_of(ByteView key_info) {
  const Bytes algorithm = pki::sequence({pki::oid("1.3.101.112")});
  const Bytes name = pki::name({pki::relative_name("2.5.4.3", pki::utf8("client.test"))});
  const Bytes validity = pki::sequence({pki::utc_time("200101000000Z"), pki::utc_time("491231235959Z")});
  const Bytes tbs = pki::sequence({pki::context(0, {pki::integer(2)}), pki::integer(1), algorithm, name,
                                   validity, name, to_bytes(key_info)});
  return pki::sequence({tbs, algorithm, pki::bit_string(Bytes(64, 0))});
}

std::shared_ptr<const ClientIdentity> identity_of(const Botan::Private_Key& key, ByteView key_info) {
  const auto der = Botan::PKCS8::BER_encode(key);
  const auto made = ClientIdentity::from_der({certificate_of(key_info)}, ByteView(der));
  if (!made) throw std::runtime_error(made.error().message);
  return *made;
}

struct KeyKind {
  const char* name;
  MakeKey make;
  Schemes tls12, tls13;  ///< all that it may sign with
};

const Schemes rsa_pss{0x0804, 0x0805, 0x0806}, pss_pss{0x0809, 0x080a, 0x080b},
    pkcs1{0x0401, 0x0501, 0x0601, 0x0301, 0x0201, 0x0101},
    any_ecdsa{0x0403, 0x0503, 0x0603, 0x081a, 0x081b, 0x081c, 0x0303, 0x0203};

Schemes joined_schemes(Schemes a, const Schemes& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

const std::vector<KeyKind>& key_kinds() {
  using Mode = Botan::DilithiumMode::Mode;
  static const std::vector<KeyKind> all{
      {"RSA", [] { return std::make_unique<Botan::RSA_PrivateKey>(Botan::system_rng(), 2048); },
       joined_schemes(rsa_pss, pkcs1), rsa_pss},
      // In TLS 1.2 the curve is not part of the scheme (RFC 8446 4.2.3).
      {"P-256", ecdsa("secp256r1"), any_ecdsa, {0x0403}},
      {"P-384", ecdsa("secp384r1"), any_ecdsa, {0x0503}},
      {"P-521", ecdsa("secp521r1"), any_ecdsa, {0x0603}},
      {"brainpoolP256r1", ecdsa("brainpool256r1"), any_ecdsa, {0x081a}},
      {"brainpoolP384r1", ecdsa("brainpool384r1"), any_ecdsa, {0x081b}},
      {"brainpoolP512r1", ecdsa("brainpool512r1"), any_ecdsa, {0x081c}},
      {"Ed25519",
       [] { return std::make_unique<Botan::Ed25519_PrivateKey>(Botan::system_rng()); },
       {0x0807},
       {0x0807}},
      {"Ed448",
       [] { return std::make_unique<Botan::Ed448_PrivateKey>(Botan::system_rng()); },
       {0x0808},
       {0x0808}},
      {"ML-DSA-44", ml_dsa(Mode::ML_DSA_4x4), {0x0904}, {0x0904}},
      {"ML-DSA-65", ml_dsa(Mode::ML_DSA_6x5), {0x0905}, {0x0905}},
      {"ML-DSA-87", ml_dsa(Mode::ML_DSA_8x7), {0x0906}, {0x0906}},
      {"DSA",
       [] { return Botan::create_private_key("DSA", Botan::system_rng(), "dsa/botan/2048"); },
       {0x0402, 0x0502, 0x0602, 0x0302, 0x0202},
       {}},
  };
  return all;
}

const Schemes& every_scheme() {
  static const Schemes all = joined_schemes(ordinary_offer().signature_schemes,
                                            {0x0301, 0x0303, 0x0101, 0x0402, 0x0502, 0x0602, 0x0302, 0x0202});
  return all;
}

// What the identity signs when nothing else is accepted; every signature is verified by the key alone.
Schemes signing_schemes(const ClientIdentity& identity, uint16_t version) {
  const Bytes message = to_bytes(as_bytes("a handshake"));
  const ByteView key = *subject_public_key_info(identity.chain().front());
  Schemes found;
  for (const uint16_t scheme : every_scheme()) {
    if (identity.choose_scheme({scheme}, version) != scheme) continue;
    CAPTURE(handshake_scheme_name(scheme));
    const auto signature = identity.sign(scheme, message);
    REQUIRE(signature);
    const SignatureCheck check = verify_signature(scheme, key, message, *signature, version >= tls13_version);
    CHECK(check.detail.empty());
    CHECK(check.result == SignatureResult::valid);
    Bytes other = message;
    other.front() ^= 1;
    CHECK(verify_signature(scheme, key, other, *signature, version >= tls13_version).result ==
          SignatureResult::invalid);
    found.push_back(scheme);
  }
  std::sort(found.begin(), found.end());
  return found;
}

Schemes sorted_schemes(Schemes schemes) {
  std::sort(schemes.begin(), schemes.end());
  return schemes;
}

}  // namespace

TEST_CASE("each kind of key signs with what is its own in each version, and with nothing else") {
  for (const KeyKind& kind : key_kinds()) {
    const auto key = kind.make();
    const auto identity = identity_of(*key, key->public_key()->subject_public_key());
    CAPTURE(kind.name);
    CHECK(signing_schemes(*identity, tls12_version) == sorted_schemes(kind.tls12));
    CHECK(signing_schemes(*identity, tls13_version) == sorted_schemes(kind.tls13));
    // The first that the server accepts, not the first that the key can do.
    if (kind.tls12.size() > 1) {
      const Schemes accepted{0x0a0a, kind.tls12[1], kind.tls12[0]};
      CHECK(identity->choose_scheme(accepted, tls12_version) == kind.tls12[1]);
    }
    CHECK_FALSE(identity->choose_scheme({}, tls12_version));
  }
}

TEST_CASE("a key that its certificate keeps for PSS signs with that alone, whatever its own file calls it") {
  const Botan::RSA_PrivateKey key(Botan::system_rng(), 2048);
  const Bytes pss_info = pki::sequence(
      {pki::sequence({pki::oid("1.2.840.113549.1.1.10")}), pki::bit_string(key.public_key_bits())});
  const auto identity = identity_of(key, pss_info);
  CHECK(signing_schemes(*identity, tls12_version) == pss_pss);
  CHECK(signing_schemes(*identity, tls13_version) == pss_pss);
  // RFC 4055 1.2: the same numbers in a PrivateKeyInfo for PSS alone.
  const auto bits = key.private_key_bits();
  const Bytes whole = pki::sequence({pki::integer(0), pki::sequence({pki::oid("1.2.840.113549.1.1.10")}),
                                     pki::octet_string(Bytes(bits.begin(), bits.end()))});
  const auto loaded = ClientIdentity::from_der({certificate_of(pss_info)}, whole);
  REQUIRE(loaded);
  CHECK(signing_schemes(**loaded, tls13_version) == pss_pss);
}

// RFC 4055 3.1: SHA-384 throughout, and a salt.
Bytes pss_info_of(const Botan::RSA_PrivateKey& key, int64_t salt) {
  const Bytes sha384 = pki::sequence({pki::oid("2.16.840.1.101.3.4.2.2"), Bytes{5, 0}});
  const Bytes mgf1 = pki::sequence({pki::oid("1.2.840.113549.1.1.8"), sha384});
  const Bytes parameters = pki::sequence(
      {pki::context(0, {sha384}), pki::context(1, {mgf1}), pki::context(2, {pki::integer(salt)})});
  return pki::sequence({pki::sequence({pki::oid("1.2.840.113549.1.1.10"), parameters}),
                        pki::bit_string(key.public_key_bits())});
}

TEST_CASE("the parameters of a key for PSS say with what it signs") {
  const Botan::RSA_PrivateKey key(Botan::system_rng(), 2048);
  CHECK(signing_schemes(*identity_of(key, pss_info_of(key, 48)), tls13_version) == Schemes{0x080a});
  CHECK(signing_schemes(*identity_of(key, pss_info_of(key, 20)), tls12_version) == Schemes{0x080a});
  // TLS signs with a salt as long as the digest (RFC 8446 4.2.3).
  CHECK(signing_schemes(*identity_of(key, pss_info_of(key, 49)), tls13_version).empty());
  CHECK_FALSE(identity_of(key, pss_info_of(key, 48))->signs_without_scheme());
}

TEST_CASE("a scheme is for the algorithm that the key is kept for") {
  const Botan::RSA_PrivateKey key(Botan::system_rng(), 2048);
  const auto plain = key.public_key()->subject_public_key();
  for (const uint16_t scheme : pss_pss) CHECK_FALSE(fits_key_identifier(scheme, plain));
  for (const Schemes& each : {rsa_pss, pkcs1})
    for (const uint16_t scheme : each) {
      CHECK(fits_key_identifier(scheme, plain));
      CHECK_FALSE(fits_key_identifier(scheme, pss_info_of(key, 48)));
    }
  CHECK(fits_key_identifier(0x080a, pss_info_of(key, 48)));
  CHECK_FALSE(fits_key_identifier(0x0809, pss_info_of(key, 48)));
  const auto curve = ecdsa("secp256r1")()->public_key()->subject_public_key();
  CHECK(fits_key_identifier(0x0403, curve));
  CHECK(fits_key_identifier(0x0804, Bytes{}));
}

TEST_CASE("an ML-DSA key is read as RFC 9881 section 6 writes it") {
  const auto key = ml_dsa(Botan::DilithiumMode::ML_DSA_4x4)();
  const auto info = key->public_key()->subject_public_key();
  const auto bits = key->private_key_bits();
  const Bytes seed(bits.begin(), bits.end());
  REQUIRE(seed.size() == 32);
  const auto load = [&](const Bytes& choice) {
    const Bytes whole = pki::sequence(
        {pki::integer(0), pki::sequence({pki::oid("2.16.840.1.101.3.4.3.17")}), pki::octet_string(choice)});
    return ClientIdentity::from_der({certificate_of(info)}, whole);
  };
  const Bytes expanded(2560, 7);
  Bytes tagged{0x80, 32};
  tagged.insert(tagged.end(), seed.begin(), seed.end());
  const Bytes both = pki::sequence({pki::octet_string(seed), pki::octet_string(expanded)});
  for (const Bytes& choice : {seed, tagged, both}) {
    const auto loaded = load(choice);
    REQUIRE(loaded);
    CHECK(signing_schemes(**loaded, tls13_version) == Schemes{0x0904});
  }
  const auto without = load(pki::octet_string(expanded));
  REQUIRE_FALSE(without);
  CHECK(without.error().message.find("has no seed") != std::string::npos);
  for (const Bytes& garbage : {Bytes{}, Bytes{0x80, 33}, Bytes{0x30, 0x80}, Bytes(31, 0)})
    CHECK_FALSE(load(garbage));
}

TEST_CASE("an encryption that is not supported is not blamed on the passphrase") {
  const auto key = ecdsa("secp256r1")();
  const Bytes certificate = certificate_of(key->public_key()->subject_public_key());
  const auto error_of = [&](const Bytes& algorithm) {
    const Bytes sealed = pki::sequence({algorithm, pki::octet_string(Bytes(48, 7))});
    const auto made =
        ClientIdentity::from_pem(Botan::PEM_Code::encode(certificate, "CERTIFICATE"),
                                 Botan::PEM_Code::encode(sealed, "ENCRYPTED PRIVATE KEY"), "secret");
    return made ? std::string() : made.error().message;
  };
  // RFC 7292 C: pbeWithSHAAnd3-KeyTripleDES-CBC.
  const std::string old =
      error_of(pki::sequence({pki::oid("1.2.840.113549.1.12.1.3"),
                              pki::sequence({pki::octet_string(Bytes(8, 1)), pki::integer(2048)})}));
  CHECK(old.find("line 1: it is encrypted with 1.2.840.113549.1.12.1.3, which is not supported") !=
        std::string::npos);
  CHECK(old.find("passphrase") == std::string::npos);
}

TEST_CASE("up to TLS 1.1 RSA, DSA and ECDSA sign, and nothing else can") {
  for (const KeyKind& kind : key_kinds()) {
    const auto key = kind.make();
    const auto identity = identity_of(*key, key->public_key()->subject_public_key());
    CAPTURE(kind.name);
    const std::string algorithm = key->algo_name();
    const auto scheme = identity->signs_without_scheme();
    CHECK(scheme.has_value() == (algorithm == "RSA" || algorithm == "DSA" || algorithm == "ECDSA"));
    if (!scheme) continue;
    const Bytes message = to_bytes(as_bytes("a handshake"));
    const auto signature = identity->sign(*scheme, message);
    REQUIRE(signature);
    CHECK(verify_signature(*scheme, *subject_public_key_info(identity->chain().front()), message, *signature,
                           false)
              .result == SignatureResult::valid);
  }
}
