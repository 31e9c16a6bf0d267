#include "certcheck/lint/apple/themes.h"
#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/support/periods.h"
#include "certcheck/lint/support/rules_of_issuing.h"
#include "certcheck/x509/checks.h"

#include <fmt/format.h>

#include <algorithm>

/// Apple's certificate transparency policy (HT205280, support.apple.com/103214).
namespace certcheck::lint::apple {
namespace {

// The SCTs that a certificate needs to have embedded, if none come by TLS or OCSP. Of certificates issued
// from 21 April 2021 on: two up to 180 days, three beyond. Before: two for less than 15 months, three up to
// 27, four up to 39, five beyond; zlint counts so to this day.
size_t required(const CertificateFacts& facts) {
  const Time start = *facts.certificate.not_before.time, end = *facts.certificate.not_after.time;
  constexpr long long short_lifetime = 180;
  if (*facts.issued >= dates::apple_ct_180_days.time)
    return days_of_period(start, end) <= short_lifetime ? 2 : 3;
  size_t number = 2;
  for (const int months : {15, 27, 39})
    if (end >= months_after(start, months)) ++number;
  return number;
}

/// True for one whose log has one before it in the list.
bool is_of_known_log(const std::vector<x509::SignedCertificateTimestamp>& scts, size_t place) {
  for (size_t i = 0; i < place; ++i)
    if (same_bytes(scts[i].log_id, scts[place].log_id)) return true;
  return false;
}

/// From how many logs, as far as that matters.
size_t count_logs(const x509::Certificate& certificate, size_t enough) {
  size_t count = 0;
  if (!certificate.signed_certificate_timestamps) return count;
  const auto& scts = *certificate.signed_certificate_timestamps;
  for (size_t i = 0; i < scts.size() && count < enough; ++i)
    if (!is_of_known_log(scts, i)) ++count;
  return count;
}

// "at least two SCTs issued from a currently approved CT log", and so many by lifetime. Which logs are
// approved, and what came by TLS, is not in the certificate, so this is a notice; ct.sct.* say more of a
// connection.
Outcome too_few_scts(const CertificateFacts& facts, const Reporter& report) {
  const x509::Certificate& certificate = facts.certificate;
  if (facts.has(Role::precertificate) || !certificate.not_before.time || !certificate.not_after.time)
    return Outcome::not_applicable;
  // Of a list that cannot be read nobody knows how many it has.
  const auto& faults = certificate.findings;
  const bool is_unreadable = std::any_of(faults.begin(), faults.end(), [](const Finding& fault) {
    return fault.id() == x509::checks::sct_malformed.id;
  });
  if (is_unreadable) return Outcome::not_applicable;
  const size_t wanted = required(facts), found = count_logs(certificate, wanted);
  if (found >= wanted) return Outcome::pass;
  return report.fire(
      "tbsCertificate.extensions", {},
      fmt::format("the certificate has embedded SCTs of {} logs, fewer than {}", found, wanted),
      {{"required", std::to_string(wanted)}, {"counted", std::to_string(found)}});
}

constexpr Lint certificate_transparency_lints[] = {
    {.check =
         note("apple.certificate_transparency.too_few_scts",
              "A TLS server certificate MUST come with SCTs of two logs, or of three if it is valid for more "
              "than 180 days.",
              "Apple HT205280", "Embed SCTs of more logs, or send them by TLS.",
              "w_ct_sct_policy_count_unsatisfied"),
     .example = "a certificate for 90 days with one SCT",
     .applies = Role::subscriber,
     .effective = dates::apple_ct,
     .certificate = too_few_scts},
};

}  // namespace

constinit const Rows certificate_transparency_rows = certificate_transparency_lints;

}  // namespace certcheck::lint::apple
