#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/rfc6962/themes.h"
#include "certcheck/lint/support/criticality.h"
#include "certcheck/lint/support/extension_place.h"
#include "certcheck/x509/oids.h"

namespace certcheck::lint::rfc6962 {
namespace {

namespace oids = x509::oids;

// RFC 6962 3.1: "The Precertificate is constructed from the certificate to be issued by adding a special
// critical poison extension".
Outcome poison_not_critical(const CertificateFacts& facts, const Reporter& report) {
  return require_critical(facts, report, oids::precertificate_poison, "the precertificate poison");
}

// RFC 6962 3.3: the SCT list is added to what the logs signed, which is the precertificate without its poison
// (3.2): it cannot have been in there.
Outcome with_scts(const CertificateFacts& facts, const Reporter& report) {
  const x509::Certificate& certificate = facts.certificate;
  if (certificate.find(oids::precertificate_poison) == nullptr) return Outcome::not_applicable;
  const x509::Extension* scts = certificate.find(oids::signed_certificate_timestamps);
  return scts == nullptr
             ? Outcome::pass
             : report.fire(place_of(certificate, *scts), scts->offset, "the precertificate has an SCT list");
}

constexpr Lint precertificates_lints[] = {
    {.check = {.id = "rfc6962.precertificate.poison_not_critical",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "The poison extension of a precertificate MUST be critical.",
               .citation = "RFC 6962 3.1",
               .hint =
                   "Mark the extension critical, otherwise the precertificate is usable as a certificate."},
     .example = "a poison extension that is not critical",
     .effective = dates::rfc6962,
     .certificate = poison_not_critical},
    {.check = {.id = "rfc6962.precertificate.with_scts",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "A precertificate MUST NOT contain an SCT list.",
               .citation = "RFC 6962 3.3",
               .hint = "Add the SCT list to the final certificate only.",
               .zlint = "e_precert_with_sct_list"},
     .example = "poison and an SCT list in one certificate",
     .effective = dates::rfc6962,
     .certificate = with_scts},
};

}  // namespace

constinit const Rows precertificates_rows = precertificates_lints;

}  // namespace certcheck::lint::rfc6962
