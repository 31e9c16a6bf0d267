#include "certcheck/lint/dates.h"
#include "certcheck/lint/hygiene/themes.h"
#include "certcheck/lint/support/crl_entries.h"
#include "certcheck/lint/support/unread.h"
#include "certcheck/lint/support/weak_digest.h"

#include <fmt/format.h>

#include <optional>
#include <string>

namespace certcheck::lint::hygiene {
namespace {

using x509::Crl;
using x509::RevokedCertificate;

// A date that a program forgot to set is 1970-01-01 or the like. No standard forbids an early one: RFC
// 5280 5.1.2.6 asks for UTCTime, which begins in 1950, and CRLs are of X.509 (1988), so that a CA older than
// RFC 2459 may truly list what it revoked before. A CRL that is itself that old says nothing by it. zlint has
// it as an error of every CRL.
Outcome revocation_date_too_early(const Crl& crl, const Reporter& report) {
  if (crl.this_update.time && *crl.this_update.time < dates::rfc2459.time) return Outcome::not_applicable;
  const auto is_early = [](const std::optional<Time>& date) { return date && *date < dates::rfc2459.time; };
  return check_entries(
      crl, report, rule_where(!crl.revoked.empty(), is_early(crl.revoked.summary().earliest)),
      [is_early](const RevokedCertificate& entry) { return is_early(entry.revocation_date.time); },
      [](const RevokedCertificate& entry) {
        return fmt::format("has revocationDate {}", format_rfc3339(*entry.revocation_date.time));
      });
}

// A certificate is revoked once. What two entries say of one may differ, and clients take either. Serial
// numbers of different issuers are different ones, also where zlint counts them as the same. RFC 5280 5.3.3:
// in an indirect CRL certificateIssuer holds for the entries that follow too.
Outcome serial_repeated(const Crl& crl, const Reporter& report) {
  const auto& repeated = crl.revoked.first_repeated();
  if (!repeated) return Outcome::pass;
  // A certificateIssuer that cannot be read may name another issuer.
  if (Unread(crl.findings).extensions()) return Outcome::not_applicable;
  const std::string serial = shown_serial(crl.revoked.at(*repeated).serial);
  return report.fire(place_of_entry(repeated->index), repeated->offset,
                     fmt::format("there is more than one entry for serial number {}", serial),
                     {{"serial", serial}});
}

constexpr Lint crls_lints[] = {
    {.check = {.id = "hygiene.crl.revocation_date_too_early",
               .severity = Severity::notice,
               .counts = Counts::never,
               .requirement =
                   "An entry of a CRL issued since 1999 SHOULD NOT have a revocation date before 1999.",
               .citation = "good practice; RFC 2459",
               .hint = "Give the entry the date at which the certificate was revoked.",
               .zlint = "e_crl_revocation_date_too_early"},
     .example = "an entry revoked at 1970-01-01T00:00:00Z",
     .crl = revocation_date_too_early},
    {.check = {.id = "hygiene.crl.serial_repeated",
               .severity = Severity::warning,
               .counts = Counts::never,
               .requirement = "A CRL SHOULD NOT list a certificate more than once.",
               .citation = "good practice",
               .hint = "Leave the second entry out.",
               .zlint = "e_crl_unique_revoked_certificate"},
     .example = "two entries for one serial number",
     .crl = serial_repeated},
    // RFC 6151 and 6194, as of certificates, see signatures.cpp.
    {.check = {.id = "hygiene.crl.broken_digest",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "A CRL MUST NOT be signed with MD2, MD4 or MD5.",
               .citation = "RFC 6151 2; RFC 6149; RFC 6150",
               .hint = "Sign CRLs with SHA-256 or stronger."},
     .example = "md5WithRSAEncryption",
     .crl = signature_lint<broken_signature_digest, Crl>},
    {.check = {.id = "hygiene.crl.weak_digest",
               .severity = Severity::warning,
               .counts = Counts::never,
               .requirement = "A CRL SHOULD NOT be signed with SHA-1.",
               .citation = "RFC 6194 3.1; NIST SP 800-131A",
               .hint = "Sign CRLs with SHA-256 or stronger."},
     .example = "sha1WithRSAEncryption",
     .crl = signature_lint<weak_signature_digest, Crl>},
};

}  // namespace

constinit const Rows crls_rows = crls_lints;

}  // namespace certcheck::lint::hygiene
