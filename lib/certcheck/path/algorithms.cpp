#include "certcheck/path/algorithms.h"

#include "certcheck/crypto/digest.h"
#include "certcheck/crypto/key_facts.h"
#include "certcheck/crypto/key_fault.h"
#include "certcheck/crypto/signature_facts.h"
#include "certcheck/crypto/strength.h"
#include "certcheck/path/certificate_checks.h"
#include "certcheck/path/checks.h"
#include "certcheck/x509/oids.h"

#include <algorithm>
#include <array>
#include <bit>

namespace certcheck::path {
namespace {

namespace oids = x509::oids;

using crypto::Digest;
using crypto::KeyFacts;
using crypto::KeyKind;
using crypto::SignatureFacts;

Finding& report_key(Findings& findings, const Check& check, const x509::Certificate& certificate,
                    const KeyFacts& key, std::string message) {
  Finding& finding = report(findings, check, std::move(message));
  finding.node_path = "tbsCertificate.subjectPublicKeyInfo";
  finding.offset = certificate.public_key.offset;
  finding.evidence = {{"key", key.name}};
  return finding;
}

/// RFC 5280 6.1.4 (d)-(f): a DSA key without parameters inherits those of the key that signed its
/// certificate, so that alone makes it no bad key.
bool inherits_parameters(const x509::Certificate& certificate, const KeyFacts& key) {
  return key.kind == KeyKind::dsa && certificate.public_key.algorithm.parameters.empty();
}

/// Of the content of an INTEGER that is positive.
size_t bits_of(ByteView content) {
  while (!content.empty() && content.front() == 0) content = content.subspan(1);
  return content.empty() ? 0
                         : 8 * (content.size() - 1) + static_cast<size_t>(std::bit_width(content.front()));
}

/// Of a public RSA exponent: BoringSSL reads no longer one (rsa_check_public_key), so that what an attacker
/// writes there costs little. BR 6.1.6 recommends, but does not require, a range that goes up to 256 bits.
constexpr size_t exponent_bits_most = 33;

// BR 6.1.5 and 6.1.6, and the key types that browsers verify.
void check_webpki_key(const x509::Certificate& certificate, const KeyFacts& key, Findings& findings) {
  switch (key.kind) {
    case KeyKind::rsa:
      if (key.bits < 2048)
        report_key(findings, checks::key_too_small, certificate, key,
                   "the RSA key has " + std::to_string(key.bits) + " bits, fewer than 2048");
      if (const size_t bits = bits_of(key.exponent); bits > exponent_bits_most)
        report_key(findings, checks::key_unusable, certificate, key,
                   "the public exponent has " + std::to_string(bits) + " bits, and Chrome reads at most " +
                       std::to_string(exponent_bits_most));
      break;
    case KeyKind::ec:
      // BR 7.1.3.1.2: id-ecPublicKey. A key of id-ecDH or id-ecMQV agrees on keys alone (RFC 5480 2.1.2).
      if (certificate.public_key.algorithm.oid != oids::ec_public_key)
        report_key(findings, checks::key_algorithm_not_allowed, certificate, key,
                   certificate.public_key.algorithm.oid == oids::ec_dh
                       ? "keys for ECDH alone (id-ecDH) are not used in the web PKI"
                       : "keys for ECMQV alone (id-ecMQV) are not used in the web PKI");
      if (!key.explicit_curve && key.curve != "P-256" && key.curve != "P-384" && key.curve != "P-521")
        report_key(findings, checks::key_curve_not_allowed, certificate, key,
                   "the curve of the key is not one of P-256, P-384 and P-521");
      break;
    case KeyKind::ed25519:
    case KeyKind::ed448:
    case KeyKind::ml_dsa:
      break;
    default:
      report_key(findings, checks::key_algorithm_not_allowed, certificate, key,
                 certificate.public_key.algorithm.oid.empty()
                     ? std::string("the kind of the key cannot be read")
                     : "keys of the kind " + key.name + " are not used in the web PKI");
  }
}

/// Outside the web PKI only what is easily broken is refused, and what is merely outdated gives a warning.
void check_other_key(const x509::Certificate& certificate, const KeyFacts& key, Findings& findings) {
  size_t broken_below = 0, weak_below = 0;
  switch (key.kind) {
    case KeyKind::rsa:
    case KeyKind::rsa_pss:
    case KeyKind::rsa_oaep:
      broken_below = 1024;
      weak_below = 2048;
      break;
    case KeyKind::dsa:
      if (inherits_parameters(certificate, key)) return;
      broken_below = 1024;
      weak_below = SIZE_MAX;  // FIPS 186-5 withdrew DSA
      break;
    case KeyKind::ec:
      if (key.bits == 0) return;  // a curve we do not know
      broken_below = 160;
      weak_below = 224;
      break;
    default:
      return;
  }
  const Check* check = key.bits < broken_below ? &checks::key_too_small
                       : key.bits < weak_below ? &checks::key_weak
                                               : nullptr;
  if (check)
    report_key(findings, *check, certificate, key,
               "the key, " + key.name + ", is " + (check == &checks::key_weak ? "weak" : "broken"));
}

// The least strength that the caller asks for, see crypto/strength.h.
void check_key_strength(const x509::Certificate& certificate, const KeyFacts& key, unsigned least,
                        Findings& findings) {
  if (inherits_parameters(certificate, key)) return;  // the issuer's key has them, and is checked too
  const auto bits = crypto::security_strength(key);
  if (bits && *bits >= least) return;
  report_key(findings, checks::key_below_minimum, certificate, key,
             bits ? "the key, " + key.name + ", has a strength of " + std::to_string(*bits) +
                        " bits, less than the minimum of " + std::to_string(least)
                  : "the strength of the key, " + key.name + ", cannot be determined, and the minimum is " +
                        std::to_string(least) + " bits")
      .evidence.emplace_back("minimum", std::to_string(least));
}

Finding& report_signature(Findings& findings, const Check& check, const x509::Certificate& certificate,
                          const SignatureFacts& signature, std::string message) {
  Finding& finding = report(findings, check, std::move(message));
  finding.node_path = "signatureAlgorithm";
  finding.offset = certificate.signature_algorithm.offset;
  finding.evidence = {{"algorithm", signature.name}};
  return finding;
}

/// A signature algorithm that browsers verify, and the parameters that its identifier has.
struct Allowed {
  der::Oid oid;
  bool null_parameters;  ///< NULL; those who leave it out are understood. Otherwise there are none
};

// BR 7.1.3.2.1 and 7.1.3.2.2 list the encodings for RSA and ECDSA, which are what bssl::pki, mozilla::pkix
// and rustls-webpki know. EdDSA (RFC 8410) and ML-DSA (RFC 9881) are no part of the BR; who turns them on
// verifies them. Of RSASSA-PSS the parameters decide, see below.
constexpr std::array allowed_in_webpki{
    Allowed{oids::sha256_with_rsa, true},    Allowed{oids::ecdsa_with_sha256, false},
    Allowed{oids::ecdsa_with_sha384, false}, Allowed{oids::sha384_with_rsa, true},
    Allowed{oids::sha512_with_rsa, true},    Allowed{oids::ecdsa_with_sha512, false},
    Allowed{oids::ed25519, false},           Allowed{oids::ed448, false},
    Allowed{oids::ml_dsa_44, false},         Allowed{oids::ml_dsa_65, false},
    Allowed{oids::ml_dsa_87, false}};

/// Answered from the encoding, without working out what else is to know: nearly every certificate passes.
bool is_allowed_in_webpki(const x509::AlgorithmIdentifier& algorithm) {
  const auto* const found = std::find_if(allowed_in_webpki.begin(), allowed_in_webpki.end(),
                                         [&](const Allowed& entry) { return entry.oid == algorithm.oid; });
  if (found == allowed_in_webpki.end()) return false;
  const ByteView parameters = algorithm.parameters;
  return parameters.empty() || (found->null_parameters && parameters.size() == 2 &&
                                parameters[0] == der::tag::null && parameters[1] == 0);
}

/// Why browsers do not verify RSASSA-PSS with these parameters; empty if they do. BR 7.1.3.2.1: SHA-256, 384
/// or 512, MGF1 with the same digest, a salt as long as the digest, and the default trailer, which DER leaves
/// out.
std::string pss_fault(const SignatureFacts& signature) {
  const std::string digest(crypto::to_string(signature.digest));
  const bool listed = signature.digest == Digest::sha256 || signature.digest == Digest::sha384 ||
                      signature.digest == Digest::sha512;
  if (!listed) return "its digest is " + digest;
  if (signature.mgf_digest != signature.digest)
    return "the digest of its mask generator is " + std::string(crypto::to_string(signature.mgf_digest)) +
           ", not " + digest;
  const size_t size = crypto::digest_size(signature.digest);
  if (signature.salt_length != size)
    return "its salt has " + std::to_string(signature.salt_length) + " bytes, not " + std::to_string(size);
  if (!signature.well_formed) return "its parameters encode a default value";
  return {};
}

std::string fault_in_webpki(const SignatureFacts& signature) {
  return signature.pss ? pss_fault(signature) : "not one that browsers verify";
}

/// The document that says what parameters the algorithm has.
std::string_view parameters_document(const SignatureFacts& signature) {
  switch (signature.key_kind) {
    case KeyKind::rsa:
      return signature.pss ? "RFC 4055 3.1" : "RFC 4055 5";
    case KeyKind::ec:
      return signature.digest == Digest::sha1 ? "RFC 3279 2.2.3" : "RFC 5758 3.2";
    case KeyKind::dsa:
      return signature.digest == Digest::sha1 ? "RFC 3279 2.2.2" : "RFC 5758 3.1";
    case KeyKind::ed25519:
    case KeyKind::ed448:
      return "RFC 8410 3";
    case KeyKind::ml_dsa:
      return "RFC 9881 2";
    case KeyKind::slh_dsa:
      return "RFC 9909 3";
    default:
      return "RFC 5280 4.1.1.2";
  }
}

/// What is wrong with the parameters of an algorithm that is known, but not usable with them.
std::string parameters_fault(const SignatureFacts& signature, ByteView parameters) {
  const std::string document = " (" + std::string(parameters_document(signature)) + ")";
  if (signature.pss && signature.digest == Digest::none) {
    return signature.name +
           (parameters.empty() ? " without parameters: they MUST be present"
                               : " with parameters that are malformed or name an unknown algorithm: they "
                                 "MUST be RSASSA-PSS-params with a known digest, MGF1 and trailer 1") +
           document;
  }
  const bool is_null = !parameters.empty() && parameters[0] == der::tag::null;
  if (signature.key_kind == KeyKind::rsa && !signature.pss)
    return signature.name + " with parameters other than NULL: parameters MUST be NULL" + document;
  return signature.name + (is_null ? " with NULL parameters" : " with parameters") +
         ": parameters MUST be absent" + document;
}

}  // namespace

std::string fault_in_webpki(const x509::AlgorithmIdentifier& algorithm) {
  return is_allowed_in_webpki(algorithm) ? std::string()
                                         : fault_in_webpki(crypto::signature_facts(algorithm));
}

void check_key(const x509::Certificate& certificate, Role role, const Options& options, Findings& findings) {
  const KeyFacts key = crypto::key_facts(certificate.public_key);
  // A curve spelled out is its own finding; whether it can be used shows when a signature is checked with it.
  if (key.kind != KeyKind::unknown && !key.well_formed && !key.explicit_curve &&
      !inherits_parameters(certificate, key))
    report_key(findings, checks::key_unusable, certificate, key,
               "the key is not encoded as its type requires");
  if (key.explicit_curve)
    report_key(findings, checks::key_explicit_curve, certificate, key,
               "the key has explicit curve parameters");
  if (options.profile == Profile::webpki)
    check_webpki_key(certificate, key, findings);
  else
    check_other_key(certificate, key, findings);
  if (options.min_key_strength) check_key_strength(certificate, key, *options.min_key_strength, findings);
  // Browsers decode the leaf's key while parsing; RFC 5280 6.1.5 hands it on without a look. Of a CA's key
  // that shows when a signature is verified with it; the leaf's is used in the handshake alone.
  if (role == Role::leaf && options.profile == Profile::webpki && key.well_formed)
    if (const std::string fault = crypto::key_fault(certificate.public_key, key); !fault.empty())
      report_key(findings, checks::key_unusable, certificate, key, fault);
}

void check_signature_algorithm(const x509::Certificate& certificate, const Options& options,
                               Findings& findings) {
  const bool webpki = options.profile == Profile::webpki;
  const bool allowed = webpki && is_allowed_in_webpki(certificate.signature_algorithm);
  if (allowed && !options.min_key_strength) return;

  const SignatureFacts signature = crypto::signature_facts(certificate.signature_algorithm);
  if (options.min_key_strength) {
    const auto bits = crypto::security_strength(signature);
    const std::string least = std::to_string(*options.min_key_strength);
    if (!bits || *bits < *options.min_key_strength)
      report_signature(findings, checks::signature_below_minimum, certificate, signature,
                       bits ? "a signature by " + signature.name + " has a strength of " +
                                  std::to_string(*bits) + " bits, less than the minimum of " + least
                            : "the strength of a signature by " + signature.name +
                                  " cannot be determined, and the minimum is " + least + " bits")
          .evidence.emplace_back("minimum", least);
  }
  if (allowed) return;
  const auto not_allowed = [&](std::string why) {
    report_signature(findings, checks::signature_algorithm_not_allowed, certificate, signature,
                     std::move(why));
  };
  if (!signature.known) {
    report_signature(findings, checks::signature_unsupported, certificate, signature,
                     certificate.signature_algorithm.oid.empty()
                         ? std::string("the signature algorithm cannot be read")
                         : "the signature algorithm " + signature.name + " is unknown");
    return;
  }
  if (!signature.usable) {
    report_signature(findings, checks::signature_parameters, certificate, signature,
                     parameters_fault(signature, certificate.signature_algorithm.parameters));
    return;
  }
  const Check* check = nullptr;
  switch (signature.digest) {
    case Digest::md2:
    case Digest::md4:
    case Digest::md5:
      check = &checks::signature_broken_digest;
      break;
    case Digest::sha1:
      check = options.allow_sha1.value_or(!webpki) ? &checks::signature_weak_digest_allowed
                                                   : &checks::signature_weak_digest;
      break;
    default:
      if (!webpki) return;
      if (const std::string fault = fault_in_webpki(signature); !fault.empty())
        not_allowed("the signature algorithm is " + signature.name + (signature.pss ? ", and " : ", ") +
                    fault);
      return;
  }
  report_signature(findings, *check, certificate, signature,
                   "the certificate is signed by " + signature.name);
  // Allowing SHA-1 allows no other kind of key.
  const bool other_kind = signature.key_kind != KeyKind::rsa && signature.key_kind != KeyKind::ec;
  if (webpki && other_kind)
    not_allowed("the signature algorithm is " + signature.name + ", not one that browsers verify");
}

bool is_about_signature_algorithm(const Finding& finding) {
  return finding.check == &checks::signature_below_minimum ||
         finding.check == &checks::signature_algorithm_not_allowed ||
         finding.check == &checks::signature_unsupported || finding.check == &checks::signature_parameters ||
         finding.check == &checks::signature_broken_digest ||
         finding.check == &checks::signature_weak_digest_allowed ||
         finding.check == &checks::signature_weak_digest;
}

}  // namespace certcheck::path
