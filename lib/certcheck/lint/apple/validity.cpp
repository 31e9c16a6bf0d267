#include "certcheck/lint/apple/themes.h"
#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/support/periods.h"
#include "certcheck/lint/support/rules_of_issuing.h"

#include <fmt/format.h>

/// Apple HT211025 (support.apple.com/102028), "About upcoming limits on trusted certificates".
namespace certcheck::lint::apple {
namespace {

// "398 days is measured with a day being equal to 86,400 seconds. Any time greater than this indicates an
// additional day of validity." RFC 5280 4.1.2.5: the period includes both of its ends.
template <long long longest>
Outcome longer_than(const CertificateFacts& facts, const Reporter& report) {
  const x509::Certificate& certificate = facts.certificate;
  if (!certificate.not_before.time || !certificate.not_after.time) return Outcome::not_applicable;
  const long long days = days_of_period(*certificate.not_before.time, *certificate.not_after.time);
  return days <= longest
             ? Outcome::pass
             : report.fire("tbsCertificate.validity.notAfter", certificate.not_after.offset,
                           fmt::format("the certificate is valid for {} days, more than {}", days, longest),
                           {{"days", std::to_string(days)}});
}

constexpr Lint validity_lints[] = {
    {.check =
         must("apple.validity.longer_than_398_days",
              "TLS server certificates MUST NOT be valid for more than 398 days.", "Apple HT211025",
              "Issue certificates for a shorter time.", "e_tls_server_cert_valid_time_longer_than_398_days"),
     .example = "a certificate for two years",
     .applies = Role::leaf,
     .effective = dates::sc_22,
     .certificate = longer_than<398>},
    {.check = should("apple.validity.longer_than_397_days",
                     "TLS server certificates SHOULD NOT be valid for more than 397 days.", "Apple HT211025",
                     "Issue certificates for a day less, so that differences in counting do not matter.",
                     "w_tls_server_cert_valid_time_longer_than_397_days"),
     .example = "a certificate for 398 days",
     .applies = Role::leaf,
     .effective = dates::sc_22,
     .certificate = longer_than<397>},
};

}  // namespace

constinit const Rows validity_rows = validity_lints;

}  // namespace certcheck::lint::apple
