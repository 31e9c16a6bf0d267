#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/rfc5280/themes.h"
#include "certcheck/lint/support/extension_place.h"
#include "certcheck/x509/oids.h"

namespace certcheck::lint::rfc5280 {
namespace {

namespace oids = x509::oids;

// RFC 5280 4.2.1.6: "If the subject field contains an empty sequence, then the issuing CA MUST include a
// subjectAltName extension that is marked as critical." Since RFC 2459.
Outcome not_critical_without_subject(const CertificateFacts& facts, const Reporter& report) {
  const x509::Extension* extension = facts.certificate.find(oids::subject_alternative_name);
  if (extension == nullptr) return Outcome::not_applicable;
  return extension->critical || !facts.certificate.subject.empty()
             ? Outcome::pass
             : report.fire(place_of(facts.certificate, *extension), extension->offset,
                           "the subject is empty, but subjectAltName is not marked critical");
}

constexpr Lint subject_alternative_name_lints[] = {
    {.check = {.id = "rfc5280.subject_alternative_name.not_critical_without_subject",
               .severity = Severity::error,
               .counts = Counts::webpki_or_strict,  // bssl::pki does not parse the certificate
               .requirement = "subjectAltName MUST be critical if the subject is empty.",
               .citation = "RFC 5280 4.2.1.6",
               .hint = "Issue the certificate again with a subject, or with subjectAltName marked critical.",
               .zlint = "e_ext_san_not_critical_without_subject"},
     .example = "an empty subject with a subjectAltName that is not critical",
     .effective = dates::rfc2459,
     .certificate = not_critical_without_subject},
};

}  // namespace

constinit const Rows subject_alternative_name_rows = subject_alternative_name_lints;

}  // namespace certcheck::lint::rfc5280
