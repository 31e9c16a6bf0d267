#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/rfc5280/themes.h"
#include "certcheck/lint/support/time_encoding.h"

#include <fmt/format.h>

namespace certcheck::lint::rfc5280 {
namespace {

// RFC 5280 4.1.2.5: "CAs conforming to this profile MUST always encode certificate validity dates through the
// year 2049 as UTCTime". Since RFC 2459.
Outcome wrong_time_type(const CertificateFacts& facts, const Reporter& report) {
  Outcome outcome = Outcome::pass;
  const auto check = [&](const x509::EncodedTime& time, std::string_view field) {
    if (is_of_wrong_type(time))
      outcome =
          report.fire(fmt::format("tbsCertificate.validity.{}", field), time.offset,
                      fmt::format("{} {} is encoded as GeneralizedTime", field, format_rfc3339(*time.time)));
  };
  check(facts.certificate.not_before, "notBefore");
  check(facts.certificate.not_after, "notAfter");
  return outcome;
}

constexpr Lint validity_lints[] = {
    {.check = {.id = "rfc5280.validity.wrong_time_type",
               .severity = Severity::error,
               .counts = Counts::strict,
               .requirement = "notBefore and notAfter MUST be encoded as UTCTime through the year 2049.",
               .citation = "RFC 5280 4.1.2.5",
               .hint = "Issue the certificate again with UTCTime.",
               .zlint = "e_wrong_time_format_pre2050"},
     .example = "notAfter 20291231235959Z as GeneralizedTime",
     .effective = dates::rfc2459,
     .certificate = wrong_time_type},
};

}  // namespace

constinit const Rows validity_rows = validity_lints;

}  // namespace certcheck::lint::rfc5280
