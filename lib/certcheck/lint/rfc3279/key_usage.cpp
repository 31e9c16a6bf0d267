#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/rfc3279/themes.h"
#include "certcheck/lint/support/key_usage_bits.h"

#include <fmt/format.h>

namespace certcheck::lint::rfc3279 {
namespace {

using crypto::KeyKind;
using x509::KeyUsage;

bool is_about(const CertificateFacts& facts, KeyKind kind) {
  return facts.key.kind == kind && facts.certificate.key_usage;
}

/// Fires if there are usages besides those allowed.
Outcome allow(const CertificateFacts& facts, const Reporter& report, std::string_view key,
              std::initializer_list<KeyUsage::Bit> allowed) {
  const std::string wrong = usages_besides(*facts.certificate.key_usage, allowed);
  return wrong.empty() ? Outcome::pass
                       : fire_at_key_usage(facts, report,
                                           fmt::format("keyUsage has {}, not permitted for {}", wrong, key));
}

// RFC 3279 2.3.1: "If the keyUsage extension is present in an end entity certificate which conveys an RSA
// public key, any combination of the following values MAY be present: digitalSignature; nonRepudiation;
// keyEncipherment; and dataEncipherment."
Outcome rsa_leaf_not_permitted(const CertificateFacts& facts, const Reporter& report) {
  return !is_about(facts, KeyKind::rsa) ? Outcome::not_applicable
                                        : allow(facts, report, "an end entity's RSA key",
                                                {KeyUsage::digital_signature, KeyUsage::content_commitment,
                                                 KeyUsage::key_encipherment, KeyUsage::data_encipherment});
}

// RFC 3279 2.3.1: "If the keyUsage extension is present in a CA or CRL issuer certificate which conveys an
// RSA public key": the same, "keyCertSign; and cRLSign."
Outcome rsa_ca_not_permitted(const CertificateFacts& facts, const Reporter& report) {
  return !is_about(facts, KeyKind::rsa)
             ? Outcome::not_applicable
             : allow(facts, report, "a CA's RSA key",
                     {KeyUsage::digital_signature, KeyUsage::content_commitment, KeyUsage::key_encipherment,
                      KeyUsage::data_encipherment, KeyUsage::key_cert_sign, KeyUsage::crl_sign});
}

// RFC 3279 2.3.1: "this specification RECOMMENDS that if keyCertSign or cRLSign is present, both
// keyEncipherment and dataEncipherment SHOULD NOT be present." An error with zlint, so with us: ignore lists
// carry over.
Outcome rsa_ca_encipherment(const CertificateFacts& facts, const Reporter& report) {
  if (!is_about(facts, KeyKind::rsa)) return Outcome::not_applicable;
  const KeyUsage& usage = *facts.certificate.key_usage;
  return has_any(usage, {KeyUsage::key_cert_sign, KeyUsage::crl_sign}) &&
                 has_any(usage, {KeyUsage::key_encipherment, KeyUsage::data_encipherment})
             ? fire_at_key_usage(facts, report,
                                 "keyUsage allows both signing certificates or CRLs and encipherment")
             : Outcome::pass;
}

// RFC 3279 2.3.2: for a DSA key "any combination of the following values MAY be present: digitalSignature;
// nonRepudiation", in a CA's or CRL issuer's certificate keyCertSign and cRLSign too.
Outcome dsa_not_permitted(const CertificateFacts& facts, const Reporter& report) {
  return !is_about(facts, KeyKind::dsa) ? Outcome::not_applicable
         : facts.is_ca() || facts.is_of_unknown_kind()
             ? allow(facts, report, "a CA's DSA key",
                     {KeyUsage::digital_signature, KeyUsage::content_commitment, KeyUsage::key_cert_sign,
                      KeyUsage::crl_sign})
             : allow(facts, report, "an end entity's DSA key",
                     {KeyUsage::digital_signature, KeyUsage::content_commitment});
}

// RFC 3279 2.3.3: of a Diffie-Hellman key "the keyUsage extension MUST assert keyAgreement and MAY assert
// either encipherOnly and decipherOnly. The keyUsage extension MUST NOT assert both encipherOnly and
// decipherOnly."
Outcome diffie_hellman_not_agreement(const CertificateFacts& facts, const Reporter& report) {
  if (!is_about(facts, KeyKind::dh)) return Outcome::not_applicable;
  const std::string fault = key_agreement_fault(*facts.certificate.key_usage);
  return fault.empty()
             ? Outcome::pass
             : fire_at_key_usage(facts, report, fmt::format("keyUsage of a Diffie-Hellman key {}", fault));
}

constexpr Lint key_usage_lints[] = {
    {.check = {.id = "rfc3279.key_usage.rsa_leaf_not_permitted",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "keyUsage for an end entity's RSA key MUST NOT assert usages other than "
                              "digitalSignature, nonRepudiation, keyEncipherment and dataEncipherment.",
               .citation = "RFC 3279 2.3.1",
               .hint = "Remove the other usages.",
               .zlint = "e_rsa_allowed_ku_ee"},
     .example = "an RSA leaf with keyAgreement",
     .applies = Role::subscriber,
     .effective = dates::rfc3280,
     .certificate = rsa_leaf_not_permitted},
    {.check =
         {.id = "rfc3279.key_usage.rsa_ca_not_permitted",
          .severity = Severity::error,
          .counts = Counts::never,
          .requirement =
              "keyUsage for a CA's RSA key MUST NOT assert usages other than signatures and encipherment.",
          .citation = "RFC 3279 2.3.1",
          .hint = "Remove the other usages.",
          .zlint = "e_rsa_allowed_ku_ca"},
     .example = "an RSA root with keyAgreement",
     .applies = Role::ca,
     .effective = dates::rfc3280,
     .certificate = rsa_ca_not_permitted},
    {.check = {.id = "rfc3279.key_usage.rsa_ca_encipherment",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "keyUsage for an RSA key SHOULD NOT assert keyEncipherment or dataEncipherment "
                              "if it asserts keyCertSign or cRLSign.",
               .citation = "RFC 3279 2.3.1",
               .hint = "Remove keyEncipherment and dataEncipherment.",
               .zlint = "e_rsa_allowed_ku_no_encipherment_ca"},
     .example = "an RSA root with keyCertSign and keyEncipherment",
     .applies = Role::ca,
     .effective = dates::rfc3280,
     .certificate = rsa_ca_encipherment},
    {.check = {.id = "rfc3279.key_usage.dsa_not_permitted",
               .severity = Severity::notice,
               .counts = Counts::never,
               .requirement =
                   "keyUsage for a DSA key MAY assert signature usages, and SHOULD NOT assert others.",
               .citation = "RFC 3279 2.3.2",
               .hint = "Remove the other usages."},
     .example = "a DSA leaf with keyEncipherment",
     .effective = dates::rfc3280,
     .certificate = dsa_not_permitted},
    {.check = {.id = "rfc3279.key_usage.diffie_hellman_not_agreement",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "keyUsage for a Diffie-Hellman key MUST assert keyAgreement and MUST NOT "
                              "assert anything else but one of encipherOnly and decipherOnly.",
               .citation = "RFC 3279 2.3.3",
               .hint = "Issue the certificate again with keyUsage keyAgreement."},
     .example = "a Diffie-Hellman leaf with digitalSignature",
     .effective = dates::rfc3280,
     .certificate = diffie_hellman_not_agreement},
};

}  // namespace

constinit const Rows key_usage_rows = key_usage_lints;

}  // namespace certcheck::lint::rfc3279
