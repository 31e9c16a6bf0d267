#include "certcheck/net/client/signature_scheme.h"

#include "certcheck/net/client/detail/scheme_table.h"
#include "certcheck/tls/names.h"

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
    Scheme{0x0403, "ECDSA", "SHA-256", der, "SHA-256", true, "secp256r1"},
    Scheme{0x0503, "ECDSA", "SHA-384", der, "SHA-384", true, "secp384r1"},
    Scheme{0x0603, "ECDSA", "SHA-512", der, "SHA-512", true, "secp521r1"},
    Scheme{0x0804, "RSA", "PSS(SHA-256,MGF1,32)", plain, "SHA-256", true},
    Scheme{0x0805, "RSA", "PSS(SHA-384,MGF1,48)", plain, "SHA-384", true},
    Scheme{0x0806, "RSA", "PSS(SHA-512,MGF1,64)", plain, "SHA-512", true},
    Scheme{0x0807, "Ed25519", "Pure", plain, "", true},
    Scheme{0x0808, "Ed448", "Pure", plain, "", true},
    Scheme{0x0809, "RSA", "PSS(SHA-256,MGF1,32)", plain, "SHA-256", true},
    Scheme{0x080a, "RSA", "PSS(SHA-384,MGF1,48)", plain, "SHA-384", true},
    Scheme{0x080b, "RSA", "PSS(SHA-512,MGF1,64)", plain, "SHA-512", true},
    Scheme{0x081a, "ECDSA", "SHA-256", der, "SHA-256", true, "brainpool256r1"},
    Scheme{0x081b, "ECDSA", "SHA-384", der, "SHA-384", true, "brainpool384r1"},
    Scheme{0x081c, "ECDSA", "SHA-512", der, "SHA-512", true, "brainpool512r1"},
    Scheme{0x0904, "ML-DSA", "", plain, "", true, "ML-DSA-4x4"},
    Scheme{0x0905, "ML-DSA", "", plain, "", true, "ML-DSA-6x5"},
    Scheme{0x0906, "ML-DSA", "", plain, "", true, "ML-DSA-8x7"},
    Scheme{0x0401, "RSA", "PKCS1v15(SHA-256)", plain, "SHA-256", false},
    Scheme{0x0501, "RSA", "PKCS1v15(SHA-384)", plain, "SHA-384", false},
    Scheme{0x0601, "RSA", "PKCS1v15(SHA-512)", plain, "SHA-512", false},
    Scheme{0x0301, "RSA", "PKCS1v15(SHA-224)", plain, "SHA-224", false},
    Scheme{0x0201, "RSA", "PKCS1v15(SHA-1)", plain, "SHA-1", false},
    Scheme{0x0101, "RSA", "PKCS1v15(MD5)", plain, "MD5", false},
    Scheme{0x0303, "ECDSA", "SHA-224", der, "SHA-224", false},
    Scheme{0x0203, "ECDSA", "SHA-1", der, "SHA-1", false},
    Scheme{0x0402, "DSA", "SHA-256", der, "SHA-256", false},
    Scheme{0x0502, "DSA", "SHA-384", der, "SHA-384", false},
    Scheme{0x0602, "DSA", "SHA-512", der, "SHA-512", false},
    Scheme{0x0302, "DSA", "SHA-224", der, "SHA-224", false},
    Scheme{0x0202, "DSA", "SHA-1", der, "SHA-1", false},
    // Both digests behind one another, in PKCS #1's padding without a DigestInfo.
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
