#include "certcheck/lint/criticality.h"
#include "certcheck/lint/dates.h"
#include "certcheck/lint/rfc5280/themes.h"
#include "certcheck/x509/oids.h"

namespace certcheck::lint::rfc5280 {
namespace {

namespace oids = x509::oids;

// RFC 5280 4.2.2.1: "Conforming CAs MUST mark this extension as non-critical." Since RFC 2459.
Outcome authority_critical(const CertificateFacts& facts, const Reporter& report) {
  return require_not_critical(facts, report, oids::authority_information_access, "authorityInfoAccess");
}

// RFC 5280 4.2.2.2: "Conforming CAs MUST mark this extension as non-critical." Since RFC 3280.
Outcome subject_critical(const CertificateFacts& facts, const Reporter& report) {
  return require_not_critical(facts, report, oids::subject_information_access, "subjectInfoAccess");
}

constexpr Lint table[] = {
    {.check = {.id = "rfc5280.authority_information_access.critical",
               .severity = Severity::error,
               .counts = Counts::strict,
               .requirement = "authorityInfoAccess is not critical.",
               .citation = "RFC 5280 4.2.2.1",
               .hint = "Issue the certificate again with authorityInfoAccess not marked critical.",
               .zlint = "e_ext_aia_marked_critical"},
     .example = "a critical authorityInfoAccess",
     .effective = dates::rfc2459,
     .certificate = authority_critical},
    {.check = {.id = "rfc5280.subject_information_access.critical",
               .severity = Severity::error,
               .counts = Counts::strict,
               .requirement = "subjectInfoAccess is not critical.",
               .citation = "RFC 5280 4.2.2.2",
               .hint = "Issue the certificate again with subjectInfoAccess not marked critical.",
               .zlint = "e_subject_info_access_marked_critical"},
     .example = "a critical subjectInfoAccess",
     .effective = dates::rfc3280,
     .certificate = subject_critical},
};

}  // namespace

std::span<const Lint> information_access() { return table; }

}  // namespace certcheck::lint::rfc5280
