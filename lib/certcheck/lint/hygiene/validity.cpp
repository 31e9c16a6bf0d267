#include "certcheck/lint/facts.h"
#include "certcheck/lint/hygiene/themes.h"

#include <fmt/format.h>

namespace certcheck::lint::hygiene {
namespace {

// RFC 5280 4.1.2.5 has the period run from notBefore through notAfter. One that ends before it starts holds
// at no time.
Outcome ends_before_start(const CertificateFacts& facts, const Reporter& report) {
  const x509::EncodedTime& start = facts.certificate.not_before;
  const x509::EncodedTime& end = facts.certificate.not_after;
  return start.time && end.time && *end.time < *start.time
             ? report.fire("tbsCertificate.validity.notAfter", end.offset,
                           fmt::format("notAfter {} is earlier than notBefore {}", format_rfc3339(*end.time),
                                       format_rfc3339(*start.time)))
             : Outcome::pass;
}

constexpr Lint validity_lints[] = {
    {.check = {.id = "hygiene.validity.ends_before_start",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "notAfter MUST NOT be earlier than notBefore.",
               .citation = "good practice; RFC 5280 4.1.2.5",
               .hint = "Issue the certificate again with notAfter later than notBefore.",
               .zlint = "e_validity_time_not_positive"},
     .example = "notAfter a second before notBefore",
     .certificate = ends_before_start},
};

}  // namespace

constinit const Rows validity_rows = validity_lints;

}  // namespace certcheck::lint::hygiene
