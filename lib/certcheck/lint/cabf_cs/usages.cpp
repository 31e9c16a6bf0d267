#include "certcheck/lint/cabf_cs/themes.h"
#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/support/criticality.h"
#include "certcheck/lint/support/extension_place.h"
#include "certcheck/lint/support/key_usage_bits.h"
#include "certcheck/lint/support/rules_of_issuing.h"
#include "certcheck/x509/oids.h"

#include <fmt/format.h>

/// Code Signing BR 7.1.2.2 and 7.1.2.3 (appendix B of 1.2): keyUsage and extKeyUsage.
namespace certcheck::lint::cabf_cs {
namespace {

namespace oids = x509::oids;
using x509::KeyUsage;

// 7.1.2.3 (e): "This extension MUST be present and MUST be marked critical."
Outcome key_usage_missing(const CertificateFacts& facts, const Reporter& report) {
  return facts.certificate.find(oids::key_usage) != nullptr
             ? Outcome::pass
             : report.fire("tbsCertificate.extensions", {}, "the code signing certificate has no keyUsage");
}
Outcome key_usage_not_critical(const CertificateFacts& facts, const Reporter& report) {
  return require_critical(facts, report, oids::key_usage, "keyUsage");
}

// "The bit position for digitalSignature MUST be set."
Outcome no_digital_signature(const CertificateFacts& facts, const Reporter& report) {
  if (!facts.certificate.key_usage) return Outcome::not_applicable;
  return facts.certificate.key_usage->has(KeyUsage::digital_signature)
             ? Outcome::pass
             : fire_at_key_usage(facts, report, "keyUsage does not have digitalSignature");
}

// "Bit positions for keyCertSign and cRLSign MUST NOT be set."
Outcome signs_for_ca(const CertificateFacts& facts, const Reporter& report) {
  if (!facts.certificate.key_usage) return Outcome::not_applicable;
  return has_any(*facts.certificate.key_usage, {KeyUsage::key_cert_sign, KeyUsage::crl_sign})
             ? fire_at_key_usage(facts, report, "keyUsage has keyCertSign or cRLSign")
             : Outcome::pass;
}

// "All other bit positions SHOULD NOT be set."
Outcome other_usages(const CertificateFacts& facts, const Reporter& report) {
  if (!facts.certificate.key_usage) return Outcome::not_applicable;
  const std::string others =
      usages_besides(*facts.certificate.key_usage,
                     {KeyUsage::digital_signature, KeyUsage::key_cert_sign, KeyUsage::crl_sign});
  return others.empty() ? Outcome::pass
                        : fire_at_key_usage(facts, report, fmt::format("keyUsage has {}", others));
}

/// The certificate did not sign itself, and it is known whether it is a CA's.
bool is_issued(const CertificateFacts& facts) {
  return !facts.has(Role::self_signed) && !facts.is_of_unknown_kind();
}

// 7.1.2.2 (g), 7.1.2.3 (f): "id-kp-codeSigning MUST be present".
Outcome no_code_signing(const CertificateFacts& facts, const Reporter& report) {
  if (!is_issued(facts)) return Outcome::not_applicable;
  const x509::Extension* extension = facts.certificate.find(oids::extended_key_usage);
  if (extension == nullptr)
    return report.fire("tbsCertificate.extensions", {},
                       "the certificate for code signing has no extKeyUsage");
  if (!facts.certificate.extended_key_usage) return Outcome::not_applicable;
  return facts.certificate.extended_key_usage->has(oids::code_signing)
             ? Outcome::pass
             : report.fire(place_in(facts.certificate, *extension), extension->value_offset,
                           "extKeyUsage does not have codeSigning");
}

// "Additionally, the following EKUs MUST NOT be present: anyExtendedKeyUsage, id-kp-serverAuth", and of
// subordinate CAs since 3.0 "id-kp-emailProtection"; zlint has that from 1.2 on, which let it be.
Outcome forbidden_purpose(const CertificateFacts& facts, const Reporter& report) {
  if (!is_issued(facts) || !facts.certificate.extended_key_usage) return Outcome::not_applicable;
  const bool no_email = facts.is_ca() && (!facts.issued || *facts.issued >= dates::cs_3_0.time);
  Outcome outcome = Outcome::pass;
  for (const der::Oid purpose : facts.certificate.extended_key_usage->purposes) {
    if (purpose == oids::any_extended_key_usage || purpose == oids::server_auth ||
        (no_email && purpose == oids::email_protection)) {
      const x509::Extension& extension = *facts.certificate.find(oids::extended_key_usage);
      outcome = report.fire(place_in(facts.certificate, extension), extension.value_offset,
                            fmt::format("extKeyUsage has the purpose {}", purpose.to_string()));
    }
  }
  return outcome;
}

constexpr Lint usages_lints[] = {
    {.check = must("cabf_cs.usages.key_usage_missing", "Code signing certificates MUST have keyUsage.",
                   "CA/B CSBR 7.1.2.3", "Add keyUsage with digitalSignature.", "e_cs_key_usage_required"),
     .example = "a certificate without keyUsage",
     .applies = Role::subscriber,
     .effective = dates::cs_1_2,
     .certificate = key_usage_missing},
    {.check = must("cabf_cs.usages.key_usage_not_critical",
                   "keyUsage of code signing certificates MUST be critical.", "CA/B CSBR 7.1.2.3",
                   "Mark the extension critical.", "e_cs_key_usage_required"),
     .example = "a keyUsage that is not critical",
     .applies = Role::subscriber,
     .effective = dates::cs_1_2,
     .certificate = key_usage_not_critical},
    {.check = must("cabf_cs.usages.no_digital_signature",
                   "keyUsage of code signing certificates MUST have digitalSignature.", "CA/B CSBR 7.1.2.3",
                   "Set digitalSignature.", "e_cs_key_usage_required"),
     .example = "a keyUsage of nonRepudiation",
     .applies = Role::subscriber,
     .effective = dates::cs_1_2,
     .certificate = no_digital_signature},
    {.check = must("cabf_cs.usages.signs_for_ca",
                   "keyUsage of code signing certificates MUST NOT have keyCertSign or cRLSign.",
                   "CA/B CSBR 7.1.2.3", "Clear these usages.", "e_cs_key_usage_required"),
     .example = "a keyUsage of digitalSignature and keyCertSign",
     .applies = Role::subscriber,
     .effective = dates::cs_1_2,
     .certificate = signs_for_ca},
    {.check = should("cabf_cs.usages.other_usages",
                     "keyUsage of code signing certificates SHOULD NOT have anything but digitalSignature.",
                     "CA/B CSBR 7.1.2.3", "Set digitalSignature alone.", "e_cs_key_usage_required"),
     .example = "a keyUsage of digitalSignature and nonRepudiation",
     .applies = Role::subscriber,
     .effective = dates::cs_1_2,
     .certificate = other_usages},
    {.check = must("cabf_cs.usages.no_code_signing", "Certificates for code signing MUST have codeSigning.",
                   "CA/B CSBR 7.1.2.2, 7.1.2.3", "Add codeSigning to extKeyUsage.", "e_cs_eku_required"),
     .example = "a certificate without extKeyUsage",
     .effective = dates::cs_1_2,
     .certificate = no_code_signing},
    {.check =
         must("cabf_cs.usages.forbidden_purpose",
              "Certificates for code signing MUST NOT have anyExtendedKeyUsage or serverAuth, those of CAs "
              "not emailProtection.",
              "CA/B CSBR 7.1.2.2, 7.1.2.3", "Issue certificates for each purpose.", "e_cs_eku_required"),
     .example = "an extKeyUsage of codeSigning and serverAuth",
     .effective = dates::cs_1_2,
     .certificate = forbidden_purpose},
};

}  // namespace

constinit const Rows usages_rows = usages_lints;

}  // namespace certcheck::lint::cabf_cs
