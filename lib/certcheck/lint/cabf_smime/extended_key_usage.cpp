#include "certcheck/lint/cabf_smime/profile.h"
#include "certcheck/lint/cabf_smime/themes.h"
#include "certcheck/lint/dates.h"
#include "certcheck/lint/support/purposes.h"
#include "certcheck/lint/support/rules_of_issuing.h"
#include "certcheck/x509/oids.h"

#include <fmt/format.h>

/// S/MIME BR 7.1.2.3 (f): extKeyUsage.
namespace certcheck::lint::cabf_smime {
namespace {

namespace oids = x509::oids;

// "id-kp-emailProtection SHALL be present."
Outcome no_email_protection(const CertificateFacts& facts, const Reporter& report) {
  if (facts.certificate.find(oids::extended_key_usage) == nullptr)
    return report.fire("tbsCertificate.extensions", {}, "the S/MIME certificate has no extKeyUsage");
  if (!facts.certificate.extended_key_usage) return Outcome::not_applicable;
  return facts.certificate.extended_key_usage->has(oids::email_protection)
             ? Outcome::pass
             : fire_at_purposes(facts, report, "extKeyUsage does not have emailProtection");
}

// Strict: "Other values SHALL NOT be present."
Outcome other_purpose(const CertificateFacts& facts, const Reporter& report) {
  if (!facts.certificate.extended_key_usage) return Outcome::not_applicable;
  Outcome outcome = Outcome::pass;
  for (const der::Oid purpose : facts.certificate.extended_key_usage->purposes)
    if (purpose != oids::email_protection)
      outcome =
          fire_at_purposes(facts, report, fmt::format("extKeyUsage has the purpose {}", purpose.to_string()));
  return outcome;
}

// Multipurpose and legacy: "The values id-kp-serverAuth, id-kp-codeSigning, id-kp-timeStamping, and
// anyExtendedKeyUsage SHALL NOT be present."
Outcome forbidden_purpose(const CertificateFacts& facts, const Reporter& report) {
  if (!facts.certificate.extended_key_usage) return Outcome::not_applicable;
  Outcome outcome = Outcome::pass;
  for (const der::Oid purpose : facts.certificate.extended_key_usage->purposes)
    if (purpose == oids::server_auth || purpose == oids::code_signing || purpose == oids::time_stamping ||
        purpose == oids::any_extended_key_usage)
      outcome =
          fire_at_purposes(facts, report, fmt::format("extKeyUsage has the purpose {}", purpose.to_string()));
  return outcome;
}

constexpr Lint extended_key_usage_lints[] = {
    {.check =
         must("cabf_smime.extended_key_usage.no_email_protection",
              "S/MIME certificates MUST have emailProtection in extKeyUsage.", "CA/B S/MIME BR 7.1.2.3 (f)",
              "Add emailProtection.", "e_smime_legacy_multipurpose_eku_check"),
     .example = "an extKeyUsage of clientAuth",
     .applies = Role::subscriber,
     .effective = dates::smime_1_0,
     .certificate = of<any_type, legacy | multipurpose, no_email_protection>},
    {.check = must("cabf_smime.extended_key_usage.forbidden_purpose",
                   "S/MIME certificates MUST NOT have serverAuth, codeSigning, timeStamping or "
                   "anyExtendedKeyUsage.",
                   "CA/B S/MIME BR 7.1.2.3 (f)", "Issue certificates for each purpose.",
                   "e_smime_legacy_multipurpose_eku_check"),
     .example = "an extKeyUsage of emailProtection and serverAuth",
     .applies = Role::subscriber,
     .effective = dates::smime_1_0,
     .certificate = of<any_type, legacy | multipurpose, forbidden_purpose>},
    {.check = must("cabf_smime.extended_key_usage.strict_no_email_protection",
                   "S/MIME certificates of the strict generation MUST have emailProtection in extKeyUsage.",
                   "CA/B S/MIME BR 7.1.2.3 (f)", "Add emailProtection.", "e_smime_strict_eku_check"),
     .example = "a certificate without extKeyUsage",
     .applies = Role::subscriber,
     .effective = dates::smime_1_0,
     .certificate = of<any_type, strict, no_email_protection>},
    {.check = must("cabf_smime.extended_key_usage.strict_other_purpose",
                   "S/MIME certificates of the strict generation MUST NOT have purposes other than "
                   "emailProtection.",
                   "CA/B S/MIME BR 7.1.2.3 (f)", "Omit the other purposes.", "e_smime_strict_eku_check"),
     .example = "an extKeyUsage of emailProtection and clientAuth",
     .applies = Role::subscriber,
     .effective = dates::smime_1_0,
     .certificate = of<any_type, strict, other_purpose>},
};

}  // namespace

constinit const Rows extended_key_usage_rows = extended_key_usage_lints;

}  // namespace certcheck::lint::cabf_smime
