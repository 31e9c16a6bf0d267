#include "certcheck/lint/criticality.h"
#include "certcheck/lint/dates.h"
#include "certcheck/lint/rfc5280/themes.h"
#include "certcheck/x509/oids.h"

namespace certcheck::lint::rfc5280 {
namespace {

// RFC 5280 4.2.1.8: "Conforming CAs MUST mark this extension as non-critical." Since RFC 2459.
Outcome critical(const CertificateFacts& facts, const Reporter& report) {
  return require_not_critical(facts, report, x509::oids::subject_directory_attributes,
                              "subjectDirectoryAttributes");
}

constexpr Lint table[] = {
    {.check = {.id = "rfc5280.subject_directory_attributes.critical",
               .severity = Severity::error,
               .counts = Counts::strict,
               .requirement = "subjectDirectoryAttributes is not critical.",
               .citation = "RFC 5280 4.2.1.8",
               .hint = "Issue the certificate again with subjectDirectoryAttributes not marked critical.",
               .zlint = "e_ext_subject_directory_attr_critical"},
     .example = "a critical subjectDirectoryAttributes",
     .effective = dates::rfc2459,
     .certificate = critical},
};

}  // namespace

std::span<const Lint> subject_directory_attributes() { return table; }

}  // namespace certcheck::lint::rfc5280
