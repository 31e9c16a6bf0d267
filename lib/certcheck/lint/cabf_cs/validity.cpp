#include "certcheck/lint/cabf_cs/themes.h"
#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/support/periods.h"
#include "certcheck/lint/support/rules_of_issuing.h"

#include <fmt/format.h>

/// Code Signing BR 6.3.2: for how long certificates are valid.
namespace certcheck::lint::cabf_cs {
namespace {

Outcome fire_at_not_after(const CertificateFacts& facts, const Reporter& report, std::string_view limit) {
  const x509::Certificate& certificate = facts.certificate;
  return report.fire("tbsCertificate.validity.notAfter", certificate.not_after.offset,
                     fmt::format("the certificate is valid from {} until {}, longer than {}",
                                 format_rfc3339(*certificate.not_before.time),
                                 format_rfc3339(*certificate.not_after.time), limit));
}

bool has_dates(const x509::Certificate& certificate) {
  return certificate.not_before.time && certificate.not_after.time;
}

// "For Code Signing Certificates issued before March 1st, 2026, the validity period MUST NOT exceed 39
// months."
Outcome longer_than_39_months(const CertificateFacts& facts, const Reporter& report) {
  constexpr int longest = 39;
  const x509::Certificate& certificate = facts.certificate;
  if (!has_dates(certificate)) return Outcome::not_applicable;
  return *certificate.not_after.time <= months_after(*certificate.not_before.time, longest)
             ? Outcome::pass
             : fire_at_not_after(facts, report, "39 months");
}

// "For Code Signing Certificates issued on or after March 1st, 2026, the validity period MUST NOT exceed 460
// days", where 1.6.1 has the period include both of its ends. zlint lets it be a second longer.
Outcome longer_than_460_days(const CertificateFacts& facts, const Reporter& report) {
  constexpr long long longest = 460;
  const x509::Certificate& certificate = facts.certificate;
  if (!has_dates(certificate)) return Outcome::not_applicable;
  return days_of_period(*certificate.not_before.time, *certificate.not_after.time) <= longest
             ? Outcome::pass
             : fire_at_not_after(facts, report, "460 days");
}

constexpr Lint validity_lints[] = {
    {.check =
         must("cabf_cs.validity.longer_than_39_months",
              "Code signing certificates MUST NOT be valid for longer than 39 months.", "CA/B CSBR 6.3.2",
              "Issue certificates for a shorter time.", "e_cs_max_validity_period_39_months"),
     .example = "a code signing certificate of 2024 for four years",
     .applies = Role::subscriber,
     .effective = dates::cs_1_2,
     .ineffective = dates::cs_3_10,
     .certificate = longer_than_39_months},
    {.check = must("cabf_cs.validity.longer_than_460_days",
                   "Code signing certificates MUST NOT be valid for more than 460 days.", "CA/B CSBR 6.3.2",
                   "Issue certificates for a shorter time.", "e_cs_max_validity_period_460_days"),
     .example = "a code signing certificate of 2026 for three years",
     .applies = Role::subscriber,
     .effective = dates::cs_3_10,
     .certificate = longer_than_460_days},
};

}  // namespace

constinit const Rows validity_rows = validity_lints;

}  // namespace certcheck::lint::cabf_cs
