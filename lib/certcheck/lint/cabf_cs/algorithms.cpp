#include "certcheck/lint/cabf_cs/themes.h"
#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/support/key_places.h"
#include "certcheck/lint/support/rules_of_issuing.h"

#include <fmt/format.h>

/// Code Signing BR 6.1.5 and 7.1.3 (appendix A of 1.2): keys and signatures.
namespace certcheck::lint::cabf_cs {
namespace {

using crypto::Digest;
using crypto::KeyKind;

Outcome fire_at_key(const CertificateFacts& facts, const Reporter& report, std::string message) {
  return report.fire("tbsCertificate.subjectPublicKeyInfo", facts.certificate.public_key.offset,
                     std::move(message));
}

// 6.1.5.2: of subscribers "the modulus MUST be at least 3072 bits in length". Appendix A of 1.2 asked for
// 2048 bits of certificates issued before a date that became 1 June 2021; zlint asks for 3072 from 1.2 on.
Outcome rsa_too_small(const CertificateFacts& facts, const Reporter& report) {
  if (!is_rsa(facts) || facts.key.bits == 0) return Outcome::not_applicable;
  const size_t smallest = facts.issued && *facts.issued < dates::cs_rsa_3072.time ? 2048 : 3072;
  return facts.key.bits >= smallest ? Outcome::pass
                                    : fire_at_key(facts, report,
                                                  fmt::format("the RSA modulus has {} bits, fewer than {}",
                                                              facts.key.bits, smallest));
}

// 6.1.5.1: of root and subordinate CAs "at least 4096 bits", since 1 June 2021 3072. A cross-certificate
// signed by a smaller key is about a root that has it, so the key in the certificate is what counts.
Outcome ca_rsa_too_small(const CertificateFacts& facts, const Reporter& report) {
  constexpr size_t smallest = 3072;
  if (!is_rsa(facts) || facts.key.bits == 0) return Outcome::not_applicable;
  return facts.key.bits >= smallest
             ? Outcome::pass
             : fire_at_key(facts, report,
                           fmt::format("the RSA modulus of the CA has {} bits, fewer than {}", facts.key.bits,
                                       smallest));
}

// 6.1.5: "If the Key is ECDSA, then the curve MUST be one of NIST P-256, P-384, or P-521."
Outcome curve_not_allowed(const CertificateFacts& facts, const Reporter& report) {
  if (facts.key.kind != KeyKind::ec) return Outcome::not_applicable;
  return facts.key.curve == "P-256" || facts.key.curve == "P-384" || facts.key.curve == "P-521"
             ? Outcome::pass
             : fire_at_key(facts, report, fmt::format("the key is on the curve {}", facts.key.name));
}

bool is_allowed(const crypto::SignatureFacts& signature) {
  const bool strong = signature.digest == Digest::sha256 || signature.digest == Digest::sha384 ||
                      signature.digest == Digest::sha512;
  switch (signature.key_kind) {
    case KeyKind::rsa:
    case KeyKind::rsa_pss:
    case KeyKind::ec:
      return signature.known && strong;
    case KeyKind::dsa:
      return signature.known && signature.digest == Digest::sha256;
    default:
      return false;
  }
}

// 7.1.3.2: RSASSA-PKCS1-v1_5, RSASSA-PSS and ECDSA with SHA-256, SHA-384 or SHA-512, DSA with SHA-256. Until
// June 2021 SHA-1 was "for legacy implementations only", which zlint does not let pass either.
Outcome signature_not_allowed(const CertificateFacts& facts, const Reporter& report) {
  return is_allowed(facts.signature)
             ? Outcome::pass
             : report.fire(place_of_algorithm(facts.certificate),
                           facts.certificate.signature_algorithm.offset,
                           fmt::format("the certificate is signed by {}", facts.signature.name));
}

constexpr Lint algorithms_lints[] = {
    {.check = must("cabf_cs.algorithms.rsa_too_small",
                   "An RSA key for code signing MUST have at least 3072 bits, before June 2021 2048.",
                   "CA/B CSBR 6.1.5.2", "Use a key of 3072 or 4096 bits.", "e_cs_rsa_key_size"),
     .example = "an RSA key of 2048 bits",
     .applies = Role::subscriber,
     .effective = dates::cs_1_2,
     .certificate = rsa_too_small},
    {.check = must("cabf_cs.algorithms.ca_rsa_too_small",
                   "An RSA key of a CA for code signing MUST have at least 3072 bits.", "CA/B CSBR 6.1.5.1",
                   "Use a key of 4096 bits."),
     .example = "a CA's RSA key of 2048 bits",
     .applies = Role::ca,
     .effective = dates::cs_rsa_3072,
     .certificate = ca_rsa_too_small},
    {.check = must("cabf_cs.algorithms.curve_not_allowed",
                   "An ECDSA key for code signing MUST be on P-256, P-384 or P-521.", "CA/B CSBR 6.1.5",
                   "Use a key on P-256, P-384 or P-521.", "e_cs_ecdsa_prohibited_curve"),
     .example = "a key on P-224",
     .effective = dates::cs_1_2,
     .certificate = curve_not_allowed},
    {.check = must(
         "cabf_cs.algorithms.signature_not_allowed",
         "Certificates for code signing MUST be signed by RSA or ECDSA with SHA-256, SHA-384 or SHA-512, "
         "or by DSA with SHA-256.",
         "CA/B CSBR 7.1.3.2", "Sign with SHA-256.", "e_cs_signature_algorithm_not_supported"),
     .example = "a certificate signed by RSA with SHA-1",
     .effective = dates::cs_1_2,
     .certificate = signature_not_allowed},
};

}  // namespace

constinit const Rows algorithms_rows = algorithms_lints;

}  // namespace certcheck::lint::cabf_cs
