#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/rfc5480/themes.h"
#include "certcheck/lint/support/key_usage_bits.h"
#include "certcheck/x509/oids.h"

#include <fmt/format.h>

namespace certcheck::lint::rfc5480 {
namespace {

namespace oids = x509::oids;
using x509::KeyUsage;

bool has_key(const CertificateFacts& facts, der::Oid algorithm) {
  return facts.certificate.public_key.algorithm.oid == algorithm;
}

// RFC 5480 3: "If the keyUsage extension is present in an End Entity (EE) certificate that indicates
// id-ecPublicKey in SubjectPublicKeyInfo, then any combination of the following values MAY be present:
// digitalSignature; nonRepudiation; and keyAgreement." "If the EE certificate keyUsage extension asserts
// keyAgreement, then it MAY assert either encipherOnly or decipherOnly": zlint does not know that. zlint,
// whose answers these are otherwise, counts from BR 1.0.
Outcome leaf_unexpected(const CertificateFacts& facts, const Reporter& report) {
  if (!has_key(facts, oids::ec_public_key) || !facts.certificate.key_usage) return Outcome::not_applicable;
  const KeyUsage& usage = *facts.certificate.key_usage;
  const std::string wrong =
      usage.has(KeyUsage::key_agreement)
          ? usages_besides(usage, {KeyUsage::digital_signature, KeyUsage::content_commitment,
                                   KeyUsage::key_agreement, KeyUsage::encipher_only, KeyUsage::decipher_only})
          : usages_besides(usage, {KeyUsage::digital_signature, KeyUsage::content_commitment});
  return wrong.empty() ? Outcome::pass
                       : fire_at_key_usage(
                             facts, report,
                             fmt::format("keyUsage has {}, not permitted for an end entity's EC key", wrong));
}

// RFC 5480 3, of a CA's id-ecPublicKey key: "this specification RECOMMENDS that if keyCertSign or cRLSign is
// present, then keyAgreement, encipherOnly, and decipherOnly SHOULD NOT be present."
Outcome ca_key_agreement(const CertificateFacts& facts, const Reporter& report) {
  if (!has_key(facts, oids::ec_public_key) || !facts.certificate.key_usage) return Outcome::not_applicable;
  const KeyUsage& usage = *facts.certificate.key_usage;
  return has_any(usage, {KeyUsage::key_cert_sign, KeyUsage::crl_sign}) &&
                 has_any(usage, {KeyUsage::key_agreement, KeyUsage::encipher_only, KeyUsage::decipher_only})
             ? fire_at_key_usage(facts, report,
                                 "keyUsage allows both signing certificates or CRLs and key agreement")
             : Outcome::pass;
}

// RFC 5480 3: "If the keyUsage extension is present in a certificate that indicates id-ecDH or id-ecMQV in
// SubjectPublicKeyInfo, then the following MUST be present: keyAgreement; one of the following MAY be
// present: encipherOnly; or decipherOnly." and others "MUST NOT be present". keyEncipherment and
// dataEncipherment, of which it says nothing, are forbidden by RFC 8813.
Outcome ecdh_not_agreement(const CertificateFacts& facts, const Reporter& report) {
  constexpr der::Oid ec_mqv{std::string_view("\x2b\x81\x04\x01\x0d")};
  if ((!has_key(facts, oids::ec_dh) && !has_key(facts, ec_mqv)) || !facts.certificate.key_usage)
    return Outcome::not_applicable;
  const std::string fault = key_agreement_fault(*facts.certificate.key_usage);
  return fault.empty()
             ? Outcome::pass
             : fire_at_key_usage(facts, report, fmt::format("keyUsage of a key for ECDH or ECMQV {}", fault));
}

constexpr Lint key_usage_lints[] = {
    {.check = {.id = "rfc5480.key_usage.leaf_unexpected",
               .severity = Severity::notice,
               .counts = Counts::never,
               .requirement = "keyUsage for an end entity's EC key MAY assert usages of signatures and key "
                              "agreement, and SHOULD NOT assert others.",
               .citation = "RFC 5480 3",
               .hint = "Remove the other usages.",
               .zlint = "n_ecdsa_ee_invalid_ku"},
     .example = "a P-256 leaf with keyCertSign",
     .applies = Role::subscriber,
     .effective = dates::br_1_0,
     .certificate = leaf_unexpected},
    {.check = {.id = "rfc5480.key_usage.ca_key_agreement",
               .severity = Severity::warning,
               .counts = Counts::never,
               .requirement = "keyUsage for an EC key SHOULD NOT assert keyAgreement, encipherOnly or "
                              "decipherOnly if it asserts keyCertSign or cRLSign.",
               .citation = "RFC 5480 3",
               .hint = "Remove keyAgreement, encipherOnly and decipherOnly."},
     .example = "a P-256 root with keyCertSign and keyAgreement",
     .applies = Role::ca,
     .effective = dates::rfc5480,
     .certificate = ca_key_agreement},
    {.check = {.id = "rfc5480.key_usage.ecdh_not_agreement",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "keyUsage for an ECDH or ECMQV key MUST assert keyAgreement and MUST NOT "
                              "assert anything else but one of encipherOnly and decipherOnly.",
               .citation = "RFC 5480 3",
               .hint = "Issue the certificate again with keyUsage keyAgreement."},
     .example = "an id-ecDH leaf with digitalSignature",
     .effective = dates::rfc5480,
     .certificate = ecdh_not_agreement},
};

}  // namespace

constinit const Rows key_usage_rows = key_usage_lints;

}  // namespace certcheck::lint::rfc5480
