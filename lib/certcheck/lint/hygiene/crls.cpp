#include "certcheck/lint/crl_entries.h"
#include "certcheck/lint/dates.h"
#include "certcheck/lint/hygiene/themes.h"
#include "certcheck/lint/repeated.h"
#include "certcheck/lint/weak_digest.h"

#include <span>

namespace certcheck::lint::hygiene {
namespace {

using x509::Crl;
using x509::RevokedCertificate;

// A date that a program forgot to set is 1970-01-01 or the like. No standard forbids an early one: RFC
// 5280 5.1.2.6 asks for UTCTime, which begins in 1950, and CRLs are of X.509 (1988), so that a CA older than
// RFC 2459 may truly list what it revoked before. A CRL that is itself that old says nothing by it. zlint has
// it as an error of every CRL.
Outcome revocation_date_too_early(const Crl& crl, const Reporter& report) {
  if (crl.this_update.time && *crl.this_update.time < dates::rfc2459.time) {
    return Outcome::not_applicable;
  }
  return check_entries(
      crl, report, any_entry,
      [](const RevokedCertificate& entry) {
        return entry.revocation_date.time && *entry.revocation_date.time < dates::rfc2459.time;
      },
      [](const RevokedCertificate& entry) {
        return words("says it was revoked at ", format_rfc3339(*entry.revocation_date.time));
      });
}

/// How many entries from `start` on are of one issuer as far as the entries tell. RFC 5280 5.3.3: in an
/// indirect CRL certificateIssuer holds for the entries that follow too.
size_t length_of_run(std::span<const RevokedCertificate> entries, size_t start) {
  size_t end = start + 1;
  while (end < entries.size() && !entries[end].certificate_issuer) {
    ++end;
  }
  return end - start;
}

// A certificate is revoked once. What two entries say of one may differ, and clients take either. Serial
// numbers of different issuers are different ones, also where zlint counts them as the same.
Outcome serial_repeated(const Crl& crl, const Reporter& report) {
  const std::span<const RevokedCertificate> all(crl.revoked);
  for (size_t start = 0; start < all.size();) {
    const size_t length = length_of_run(all, start);
    const auto* repeated = first_repeated(
        all.subspan(start, length), [](const RevokedCertificate& entry) { return as_text(entry.serial); });
    if (repeated != nullptr) {
      const std::string serial = shown_serial(repeated->serial);
      return report.fire(place_of(crl, *repeated), repeated->offset,
                         words("there is more than one entry of serial number ", serial),
                         {{"serial", serial}});
    }
    start += length;
  }
  return Outcome::pass;
}

constexpr Lint crls_lints[] = {
    {.check = {.id = "hygiene.crl.revocation_date_too_early",
               .severity = Severity::notice,
               .counts = Counts::never,
               .requirement = "No entry of a CRL made since 1999 is dated before 1999.",
               .citation = "good practice; RFC 2459",
               .hint = "Give the entry the date at which the certificate was revoked.",
               .zlint = "e_crl_revocation_date_too_early"},
     .example = "an entry revoked at 1970-01-01T00:00:00Z",
     .crl = revocation_date_too_early},
    {.check = {.id = "hygiene.crl.serial_repeated",
               .severity = Severity::warning,
               .counts = Counts::never,
               .requirement = "A CRL lists a certificate once.",
               .citation = "good practice",
               .hint = "Leave the second entry out.",
               .zlint = "e_crl_unique_revoked_certificate"},
     .example = "two entries of one serial number",
     .crl = serial_repeated},
    // RFC 6151 and 6194, as of certificates, see signatures.cpp.
    {.check = {.id = "hygiene.crl.broken_digest",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "A CRL's signature MUST NOT rest on MD2, MD4 or MD5.",
               .citation = "RFC 6151 2; RFC 6149; RFC 6150",
               .hint = "Sign CRLs with SHA-256 or stronger."},
     .example = "md5WithRSAEncryption",
     .crl = signature_lint<broken_signature_digest, Crl>},
    {.check = {.id = "hygiene.crl.weak_digest",
               .severity = Severity::warning,
               .counts = Counts::never,
               .requirement = "A CRL's signature should not rest on SHA-1.",
               .citation = "RFC 6194 3.1; NIST SP 800-131A",
               .hint = "Sign CRLs with SHA-256 or stronger."},
     .example = "sha1WithRSAEncryption",
     .crl = signature_lint<weak_signature_digest, Crl>},
};

}  // namespace

std::span<const Lint> crls() { return crls_lints; }

}  // namespace certcheck::lint::hygiene
