#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/rfc5280/themes.h"

namespace certcheck::lint::rfc5280 {
namespace {

// RFC 5280 4.1.2.4: "The issuer field MUST contain a non-empty distinguished name (DN)." Since RFC 2459.
Outcome issuer_empty(const CertificateFacts& facts, const Reporter& report) {
  const x509::Name& issuer = facts.certificate.issuer;
  return issuer.empty() ? report.fire("tbsCertificate.issuer", issuer.offset, "the issuer name is empty")
                        : Outcome::pass;
}

// RFC 5280 4.1.2.6: "If the subject is a CA (...), then the subject field MUST be populated with a non-empty
// distinguished name matching the contents of the issuer field (...) in all certificates issued by the
// subject CA." Since RFC 2459.
Outcome ca_subject_empty(const CertificateFacts& facts, const Reporter& report) {
  const x509::Name& subject = facts.certificate.subject;
  return subject.empty()
             ? report.fire("tbsCertificate.subject", subject.offset, "the CA's subject name is empty")
             : Outcome::pass;
}

constexpr Lint distinguished_names_lints[] = {
    {.check = {.id = "rfc5280.issuer.empty",
               .severity = Severity::error,
               .counts = Counts::webpki_or_strict,  // mozilla::pkix: MOZILLA_PKIX_ERROR_EMPTY_ISSUER_NAME
               .requirement = "The issuer MUST NOT be empty.",
               .citation = "RFC 5280 4.1.2.4",
               .hint = "Issue the certificate from a CA that has a name.",
               .zlint = "e_issuer_field_empty"},
     .example = "an issuer that is an empty SEQUENCE",
     .effective = dates::rfc2459,
     .certificate = issuer_empty},
    {.check = {.id = "rfc5280.subject.ca_empty",
               .severity = Severity::error,
               .counts = Counts::strict,
               .requirement = "The subject of a CA certificate MUST NOT be empty.",
               .citation = "RFC 5280 4.1.2.6",
               .hint = "Issue the CA certificate again with a subject name.",
               .zlint = "e_ca_subject_field_empty"},
     .example = "a CA certificate whose subject is an empty SEQUENCE",
     .applies = Role::ca,
     .effective = dates::rfc2459,
     .certificate = ca_subject_empty},
};

}  // namespace

constinit const Rows distinguished_names_rows = distinguished_names_lints;

}  // namespace certcheck::lint::rfc5280
