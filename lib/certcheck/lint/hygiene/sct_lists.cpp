#include "certcheck/lint/facts.h"
#include "certcheck/lint/hygiene/themes.h"
#include "certcheck/lint/support/extension_place.h"
#include "certcheck/lint/support/repeated.h"
#include "certcheck/x509/oids.h"

#include <fmt/format.h>

namespace certcheck::lint::hygiene {
namespace {

using x509::Certificate;
using x509::SignedCertificateTimestamp;

constexpr std::chrono::milliseconds longest = std::chrono::hours{48};

/// Null unless the certificate has SCTs.
const std::vector<SignedCertificateTimestamp>* timestamps(const Certificate& certificate) {
  const auto& scts = certificate.signed_certificate_timestamps;
  return scts && !scts->empty() ? &*scts : nullptr;
}

Outcome fire_at(const Certificate& certificate, const Reporter& report, const SignedCertificateTimestamp& sct,
                std::string message) {
  const auto* extension = certificate.find(x509::oids::signed_certificate_timestamps);
  return report.fire(place_in(certificate, *extension),
                     static_cast<size_t>(sct.bytes.data() - certificate.der.data()), std::move(message));
}

// One log promises once: a second SCT of the same log counts for nothing.
Outcome log_repeated(const CertificateFacts& facts, const Reporter& report) {
  const auto* all = timestamps(facts.certificate);
  if (all == nullptr) return Outcome::not_applicable;
  const auto* repeated = first_repeated(std::span(*all), [](const SignedCertificateTimestamp& sct) {
    return as_text(sct.version == 0 ? sct.log_id : sct.bytes);
  });
  return repeated == nullptr ? Outcome::pass
                             : fire_at(facts.certificate, report, *repeated,
                                       fmt::format("SCT {} is from a log that has already given one",
                                                   repeated - all->data()));
}

// BR 7.1.2.7 asks for a notBefore "within 48 hours of the certificate signing operation". SCTs are got just
// before that: if that is long after notBefore, the certificate is backdated. Timestamps may be any number,
// so it is the certificate's time that is converted.
Outcome long_after_start(const CertificateFacts& facts, const Reporter& report) {
  const auto* all = timestamps(facts.certificate);
  const auto& start = facts.certificate.not_before.time;
  if (all == nullptr || !start) return Outcome::not_applicable;
  const std::chrono::milliseconds latest = start->time_since_epoch() + longest;
  for (const SignedCertificateTimestamp& sct : *all) {
    if (sct.version == 0 &&
        (latest.count() < 0 || sct.timestamp_ms > static_cast<uint64_t>(latest.count()))) {
      return fire_at(facts.certificate, report, sct,
                     fmt::format("SCT {} was given more than two days after notBefore {}", &sct - all->data(),
                                 format_rfc3339(*start)));
    }
  }
  return Outcome::pass;
}

constexpr Lint sct_lists_lints[] = {
    {.check = {.id = "hygiene.sct_list.log_repeated",
               .severity = Severity::notice,
               .counts = Counts::never,
               .requirement = "Each embedded SCT SHOULD be from a different log.",
               .citation = "good practice; RFC 6962 3.3",
               .hint = "Embed SCTs of different logs."},
     .example = "two SCTs from one log",
     .certificate = log_repeated},
    {.check = {.id = "hygiene.sct_list.long_after_start",
               .severity = Severity::notice,
               .counts = Counts::never,
               .requirement = "A certificate SHOULD be logged within two days of its notBefore.",
               .citation = "good practice; CA/Browser Forum BR 7.1.2.7",
               .hint = "Do not backdate certificates: set notBefore to the time of issuance."},
     .example = "an SCT of three days after notBefore",
     .certificate = long_after_start},
};

}  // namespace

constinit const Rows sct_lists_rows = sct_lists_lints;

}  // namespace certcheck::lint::hygiene
