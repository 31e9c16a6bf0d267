#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/rfc5280/themes.h"

namespace certcheck::lint::rfc5280 {
namespace {

// RFC 5280 4.1.2.8: "CAs conforming to this profile MUST NOT generate certificates with unique identifiers."
// That they are in versions 2 and 3 only is the parser's to check.
Outcome present(const CertificateFacts& facts, const Reporter& report) {
  const x509::Certificate& certificate = facts.certificate;
  Outcome outcome = Outcome::pass;
  if (certificate.issuer_unique_id)
    outcome = report.fire("tbsCertificate.issuerUniqueID", {}, "the certificate has an issuerUniqueID");
  if (certificate.subject_unique_id)
    outcome = report.fire("tbsCertificate.subjectUniqueID", {}, "the certificate has a subjectUniqueID");
  return outcome;
}

constexpr Lint unique_identifiers_lints[] = {
    {.check = {.id = "rfc5280.unique_identifiers.present",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "A certificate MUST NOT contain issuerUniqueID or subjectUniqueID.",
               .citation = "RFC 5280 4.1.2.8",
               .hint = "Omit the identifiers; never give one name to two subjects.",
               .zlint = "e_cert_contains_unique_identifier"},
     .example = "a leaf with a subjectUniqueID",
     .effective = dates::rfc5280,
     .certificate = present},
};

}  // namespace

constinit const Rows unique_identifiers_rows = unique_identifiers_lints;

}  // namespace certcheck::lint::rfc5280
