#include "certcheck/base/ascii.h"
#include "certcheck/lint/cabf_ev/themes.h"
#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/support/domain_names.h"
#include "certcheck/lint/support/periods.h"
#include "certcheck/lint/support/rules_of_issuing.h"
#include "certcheck/lint/support/subject.h"
#include "certcheck/x509/oids.h"

#include <fmt/format.h>

/// EVG 6.3.2 (9.4) and the former appendix F: for how long certificates are valid.
namespace certcheck::lint::cabf_ev {
namespace {

Outcome no_longer_than(int months, const CertificateFacts& facts, const Reporter& report) {
  const x509::Certificate& certificate = facts.certificate;
  if (!certificate.not_before.time || !certificate.not_after.time) return Outcome::not_applicable;
  return *certificate.not_after.time <= months_after(*certificate.not_before.time, months)
             ? Outcome::pass
             : report.fire("tbsCertificate.validity.notAfter", certificate.not_after.offset,
                           fmt::format("the certificate is valid from {} until {}, longer than {} months",
                                       format_rfc3339(*certificate.not_before.time),
                                       format_rfc3339(*certificate.not_after.time), months));
}

// EVG 8 (a) of 1.0, 9.4 later: 27 months, until ballot 193 made it 825 days. Of certificates issued from then
// on nothing is said here; the BR's own limits are not longer.
Outcome too_long(const CertificateFacts& facts, const Reporter& report) {
  constexpr int longest = 27;
  return facts.issued && *facts.issued >= dates::ballot_193.time ? Outcome::not_applicable
                                                                 : no_longer_than(longest, facts, report);
}

bool is_onion_name(std::string_view name) {
  constexpr std::string_view suffix = ".onion";
  return name.ends_with(suffix);
}

// EVG appendix F (ballot 144): "CAs MUST NOT issue a Certificate that includes a Domain Name where .onion is
// in the right-most label of the Domain Name with a validity period longer than 15 months." The shorter
// limits of all certificates have replaced it in the text. It is not for EV certificates alone.
Outcome onion_too_long(const CertificateFacts& facts, const Reporter& report) {
  constexpr int longest = 15;
  bool found = false;
  for_each_dns_name(facts.certificate,
                    [&found](const x509::GeneralName& name) { found = found || is_onion_name(name.text()); });
  if (!found) {
    for_each_text(
        facts.certificate.subject, x509::oids::common_name,
        [&found](std::string_view text, const x509::Attribute&) { found = found || is_onion_name(text); });
  }
  return found ? no_longer_than(longest, facts, report) : Outcome::not_applicable;
}

constexpr Lint validity_lints[] = {
    {.check =
         must("cabf_ev.validity.too_long",
              "An EV certificate from before 2018-03-02 MUST NOT be valid for longer than 27 months.",
              "CA/B EVG 1.6.1 9.4", "Issue certificates for a shorter time.", "e_ev_valid_time_too_long"),
     .example = "an EV certificate of 2016 for three years",
     .applies = Role::subscriber | Role::extended_validated,
     .certificate = too_long},
    {.check = must("cabf_ev.validity.onion_too_long",
                   "A certificate with names below .onion MUST NOT be valid for longer than 15 months.",
                   "CA/B EVG 1.5.5 appendix F", "Issue certificates for a shorter time.",
                   "e_onion_subject_validity_time_too_large"),
     .example = "a certificate for a name below .onion for two years",
     .applies = Role::subscriber,
     .finds_in = Unusual::domain | Unusual::common_name,
     .effective = dates::ballot_144,
     .certificate = onion_too_long},
};

}  // namespace

constinit const Rows validity_rows = validity_lints;

}  // namespace certcheck::lint::cabf_ev
