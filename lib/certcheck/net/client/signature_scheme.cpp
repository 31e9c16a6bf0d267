#include "certcheck/net/client/detail/signature_scheme.h"

#include "certcheck/crypto/digest.h"
#include "certcheck/crypto/rsa_parameters.h"
#include "certcheck/net/client/detail/scheme_table.h"
#include "certcheck/tls/code_points.h"
#include "certcheck/tls/names.h"

#include <botan/asn1_obj.h>
#include <botan/ber_dec.h>
#include <botan/ec_group.h>
#include <botan/ecc_key.h>
#include <botan/exceptn.h>
#include <botan/hash.h>
#include <botan/pk_keys.h>
#include <botan/pubkey.h>
#include <botan/x509_key.h>

#include <algorithm>
#include <array>

namespace certcheck::net {

using namespace tls;

namespace {

constexpr auto plain = Botan::Signature_Format::Standard, der = Botan::Signature_Format::DerSequence;

// IANA "TLS SignatureScheme" as far as Botan verifies them. RSA with the OID of RSASSA-PSS is "RSA" to Botan,
// too.
constexpr std::array all_schemes{
    Scheme{signature_scheme::ecdsa_secp256r1_sha256, "ECDSA", "SHA-256", der, "SHA-256", true, "secp256r1"},
    Scheme{signature_scheme::ecdsa_secp384r1_sha384, "ECDSA", "SHA-384", der, "SHA-384", true, "secp384r1"},
    Scheme{signature_scheme::ecdsa_secp521r1_sha512, "ECDSA", "SHA-512", der, "SHA-512", true, "secp521r1"},
    Scheme{signature_scheme::rsa_pss_rsae_sha256, "RSA", "PSS(SHA-256,MGF1,32)", plain, "SHA-256", true},
    Scheme{signature_scheme::rsa_pss_rsae_sha384, "RSA", "PSS(SHA-384,MGF1,48)", plain, "SHA-384", true},
    Scheme{signature_scheme::rsa_pss_rsae_sha512, "RSA", "PSS(SHA-512,MGF1,64)", plain, "SHA-512", true},
    Scheme{signature_scheme::ed25519, "Ed25519", "Pure", plain, "", true},
    Scheme{signature_scheme::ed448, "Ed448", "Pure", plain, "", true},
    Scheme{signature_scheme::rsa_pss_pss_sha256, "RSA", "PSS(SHA-256,MGF1,32)", plain, "SHA-256", true},
    Scheme{signature_scheme::rsa_pss_pss_sha384, "RSA", "PSS(SHA-384,MGF1,48)", plain, "SHA-384", true},
    Scheme{signature_scheme::rsa_pss_pss_sha512, "RSA", "PSS(SHA-512,MGF1,64)", plain, "SHA-512", true},
    Scheme{signature_scheme::ecdsa_brainpool_p256r1_tls13_sha256, "ECDSA", "SHA-256", der, "SHA-256", true,
           "brainpool256r1"},
    Scheme{signature_scheme::ecdsa_brainpool_p384r1_tls13_sha384, "ECDSA", "SHA-384", der, "SHA-384", true,
           "brainpool384r1"},
    Scheme{signature_scheme::ecdsa_brainpool_p512r1_tls13_sha512, "ECDSA", "SHA-512", der, "SHA-512", true,
           "brainpool512r1"},
    Scheme{signature_scheme::ml_dsa_44, "ML-DSA", "", plain, "", true, "ML-DSA-4x4"},
    Scheme{signature_scheme::ml_dsa_65, "ML-DSA", "", plain, "", true, "ML-DSA-6x5"},
    Scheme{signature_scheme::ml_dsa_87, "ML-DSA", "", plain, "", true, "ML-DSA-8x7"},
    Scheme{signature_scheme::rsa_pkcs1_sha256, "RSA", "PKCS1v15(SHA-256)", plain, "SHA-256", false},
    Scheme{signature_scheme::rsa_pkcs1_sha384, "RSA", "PKCS1v15(SHA-384)", plain, "SHA-384", false},
    Scheme{signature_scheme::rsa_pkcs1_sha512, "RSA", "PKCS1v15(SHA-512)", plain, "SHA-512", false},
    Scheme{signature_scheme::rsa_pkcs1_sha224, "RSA", "PKCS1v15(SHA-224)", plain, "SHA-224", false},
    Scheme{signature_scheme::rsa_pkcs1_sha1, "RSA", "PKCS1v15(SHA-1)", plain, "SHA-1", false},
    Scheme{signature_scheme::rsa_pkcs1_md5, "RSA", "PKCS1v15(MD5)", plain, "MD5", false},
    Scheme{signature_scheme::ecdsa_sha224, "ECDSA", "SHA-224", der, "SHA-224", false},
    Scheme{signature_scheme::ecdsa_sha1, "ECDSA", "SHA-1", der, "SHA-1", false},
    Scheme{signature_scheme::dsa_sha256, "DSA", "SHA-256", der, "SHA-256", false},
    Scheme{signature_scheme::dsa_sha384, "DSA", "SHA-384", der, "SHA-384", false},
    Scheme{signature_scheme::dsa_sha512, "DSA", "SHA-512", der, "SHA-512", false},
    Scheme{signature_scheme::dsa_sha224, "DSA", "SHA-224", der, "SHA-224", false},
    Scheme{signature_scheme::dsa_sha1, "DSA", "SHA-1", der, "SHA-1", false},
    // Both digests after one another, in PKCS #1's padding without a DigestInfo.
    Scheme{legacy_scheme::rsa_md5_sha1, "RSA", "PKCS1v15(Raw)", plain, "Parallel(MD5,SHA-1)", false},
    Scheme{legacy_scheme::dsa_sha1, "DSA", "SHA-1", der, "SHA-1", false},
    Scheme{legacy_scheme::ecdsa_sha1, "ECDSA", "SHA-1", der, "SHA-1", false},
};

std::string curve_of(const Botan::Asymmetric_Key& key) {
  const auto* ec = dynamic_cast<const Botan::EC_PublicKey*>(&key);
  if (!ec) return {};
  const Botan::OID& oid = ec->domain().get_curve_oid();
  return oid.empty() ? std::string() : oid.human_name_or_empty();
}

}  // namespace

std::span<const Scheme> schemes() { return all_schemes; }

const Scheme* find_scheme(uint16_t id) {
  const auto* found = std::find_if(all_schemes.begin(), all_schemes.end(),
                                   [id](const Scheme& scheme) { return scheme.id == id; });
  return found == all_schemes.end() ? nullptr : found;
}

bool fits(const Scheme& scheme, const Botan::Asymmetric_Key& key, bool bound_curve) {
  if (key.algo_name() != scheme.algorithm) return false;
  if (scheme.algorithm == "ML-DSA") return key.object_identifier().human_name_or_empty() == scheme.curve;
  if (scheme.algorithm != "ECDSA" || !bound_curve || scheme.curve.empty()) return true;
  return curve_of(key) == scheme.curve;
}

Bytes md5_sha1(ByteView message) {
  Bytes digest = Botan::HashFunction::create_or_throw("MD5")->process<Bytes>(message);
  const Bytes second = Botan::HashFunction::create_or_throw("SHA-1")->process<Bytes>(message);
  digest.insert(digest.end(), second.begin(), second.end());
  return digest;
}

uint16_t unnamed_scheme(SuiteParameters::Authentication authentication) {
  using Authentication = SuiteParameters::Authentication;
  if (authentication == Authentication::ecdsa) return legacy_scheme::ecdsa_sha1;
  return authentication == Authentication::dss ? legacy_scheme::dsa_sha1 : legacy_scheme::rsa_md5_sha1;
}

bool allowed_in_tls13(uint16_t scheme) {
  const Scheme* known = find_scheme(scheme);
  return !known || known->tls13;
}

bool fits_key_identifier(uint16_t id, ByteView key) {
  const Scheme* scheme = find_scheme(id);
  if (!scheme || scheme->algorithm != "RSA") return true;
  Botan::AlgorithmIdentifier algorithm;
  try {
    Botan::BER_Decoder(key).start_sequence().decode(algorithm);
  } catch (const Botan::Exception&) {
    return true;
  }
  const bool for_pss_keys = id == signature_scheme::rsa_pss_pss_sha256 ||
                            id == signature_scheme::rsa_pss_pss_sha384 ||
                            id == signature_scheme::rsa_pss_pss_sha512;
  const bool is_pss_key = algorithm.oid() == Botan::OID::from_string("RSA/PSS");
  if (for_pss_keys != is_pss_key) return false;
  if (!is_pss_key || algorithm.parameters_are_empty()) return true;
  // RFC 4055 1.2 and 3.3: only the same digests, and a salt that is at least as long.
  const auto only = crypto::read_pss_parameters(algorithm.parameters());
  if (!only) return true;
  return crypto::to_string(only->digest) == scheme->hash && only->mgf_digest == only->digest &&
         only->salt_length <= crypto::digest_size(only->digest);
}

SuiteParameters::Authentication key_kind_of(uint16_t scheme) {
  using Authentication = SuiteParameters::Authentication;
  const Scheme* known = find_scheme(scheme);
  if (!known) return Authentication::unknown;
  if (known->algorithm == "RSA") return Authentication::rsa;
  if (known->algorithm == "DSA") return Authentication::dss;
  return known->algorithm == "ML-DSA" ? Authentication::unknown : Authentication::ecdsa;
}

SignatureCheck verify_signature(uint16_t scheme, ByteView key, ByteView message, ByteView signature,
                                bool bound_curve) {
  const Scheme* known = find_scheme(scheme);
  if (!known) {
    return {SignatureResult::unsupported_scheme,
            "signatures of " + handshake_scheme_name(scheme) + " cannot be verified here"};
  }
  try {
    const auto loaded = Botan::X509::load_key(key);
    if (!fits(*known, *loaded, bound_curve)) {
      const std::string curve = curve_of(*loaded);
      return {SignatureResult::wrong_key, handshake_scheme_name(scheme) +
                                              " does not fit the certificate's key (" + loaded->algo_name() +
                                              (curve.empty() ? "" : " on " + curve) + ")"};
    }
    Bytes digest;
    if (scheme == legacy_scheme::rsa_md5_sha1) {
      digest = md5_sha1(message);
      message = digest;
    }
    Botan::PK_Verifier verifier(*loaded, known->padding, known->format);
    if (verifier.verify_message(message, signature)) return {SignatureResult::valid, {}};
    return {SignatureResult::invalid, "the signature does not verify with the certificate's key"};
  } catch (const Botan::Decoding_Error& problem) {
    return {SignatureResult::unusable_key,
            std::string("the certificate's key cannot be read: ") + problem.what()};
  } catch (const Botan::Exception& problem) {
    return {SignatureResult::unusable_key,
            std::string("the certificate's key cannot be used: ") + problem.what()};
  }
}

}  // namespace certcheck::net
