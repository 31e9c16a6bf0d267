#include "certcheck/lint/cabf_smime/profile.h"
#include "certcheck/lint/cabf_smime/themes.h"
#include "certcheck/lint/dates.h"
#include "certcheck/lint/support/periods.h"
#include "certcheck/lint/support/rules_of_issuing.h"

#include <fmt/format.h>

/// S/MIME BR 6.3.2: for how long certificates are valid, where "a day is measured as 86,400 seconds".
namespace certcheck::lint::cabf_smime {
namespace {

constexpr long long modern_days = 825, legacy_days = 1185;

Outcome valid_for(const CertificateFacts& facts, const Reporter& report, long long most,
                  std::string_view than) {
  const x509::Certificate& certificate = facts.certificate;
  if (!certificate.not_before.time || !certificate.not_after.time) return Outcome::not_applicable;
  const long long days = days_of_period(*certificate.not_before.time, *certificate.not_after.time);
  return days <= most ? Outcome::pass
                      : report.fire("tbsCertificate.validity.notAfter", certificate.not_after.offset,
                                    fmt::format("the certificate is valid for {} days, {}", days, than),
                                    {{"days", std::to_string(days)}});
}

// "Strict and Multipurpose | 825 days"
Outcome modern_too_long(const CertificateFacts& facts, const Reporter& report) {
  return valid_for(facts, report, modern_days, "more than 825");
}

// "Legacy | 1185 days"
Outcome legacy_too_long(const CertificateFacts& facts, const Reporter& report) {
  return valid_for(facts, report, legacy_days, "more than 1185");
}

// "Subscriber Certificates SHOULD NOT be issued for the maximum permissible time by default".
Outcome at_maximum(const CertificateFacts& facts, const Reporter& report) {
  const bool is_modern = facts.smime.is(any_type, modern);
  return valid_for(facts, report, (is_modern ? modern_days : legacy_days) - 1,
                   "which leaves nothing for differences in counting");
}

constexpr Lint validity_lints[] = {
    {.check = must(
         "cabf_smime.validity.too_long",
         "S/MIME certificates of the strict and multipurpose generations MUST NOT be valid for more than "
         "825 days.",
         "CA/B S/MIME BR 6.3.2", "Issue certificates for a shorter time."),
     .example = "a certificate for three years",
     .applies = Role::subscriber,
     .effective = dates::smime_1_0,
     .certificate = of<any_type, modern, modern_too_long>},
    {.check = must("cabf_smime.validity.legacy_too_long",
                   "S/MIME certificates of the legacy generation MUST NOT be valid for more than 1185 days.",
                   "CA/B S/MIME BR 6.3.2", "Issue certificates for a shorter time."),
     .example = "a certificate for four years",
     .applies = Role::subscriber,
     .effective = dates::smime_1_0,
     .certificate = of<any_type, legacy, legacy_too_long>},
    {.check = should("cabf_smime.validity.at_maximum",
                     "S/MIME certificates SHOULD NOT be valid for as long as they may be.",
                     "CA/B S/MIME BR 6.3.2", "Issue certificates for a day less."),
     .example = "a certificate for 825 days",
     .applies = Role::subscriber,
     .effective = dates::smime_1_0,
     .certificate = of_smime<at_maximum>},
};

}  // namespace

constinit const Rows validity_rows = validity_lints;

}  // namespace certcheck::lint::cabf_smime
