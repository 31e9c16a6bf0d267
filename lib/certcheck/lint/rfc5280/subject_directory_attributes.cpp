#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/rfc5280/themes.h"
#include "certcheck/lint/support/criticality.h"
#include "certcheck/lint/support/extension_place.h"
#include "certcheck/x509/oids.h"

namespace certcheck::lint::rfc5280 {
namespace {

// RFC 5280 4.2.1.8: "Conforming CAs MUST mark this extension as non-critical." Since RFC 2459.
Outcome attributes_critical(const CertificateFacts& facts, const Reporter& report) {
  return require_not_critical(facts, report, x509::oids::subject_directory_attributes,
                              "subjectDirectoryAttributes");
}

// RFC 5280 4.2.1.8: "The extension is defined as a sequence of one or more attributes." Since RFC 2459. Of
// other extensions, for which zlint has the same lint, the parser finds it.
Outcome attributes_empty(const CertificateFacts& facts, const Reporter& report) {
  constexpr std::string_view empty_sequence("\x30\x00", 2);
  const x509::Extension* extension = facts.certificate.find(x509::oids::subject_directory_attributes);
  if (extension == nullptr) return Outcome::not_applicable;
  return as_text(extension->value) == empty_sequence
             ? report.fire(place_in(facts.certificate, *extension), extension->value_offset,
                           "subjectDirectoryAttributes has no attribute")
             : Outcome::pass;
}

constexpr Lint subject_directory_attributes_lints[] = {
    {.check = {.id = "rfc5280.subject_directory_attributes.critical",
               .severity = Severity::error,
               .counts = Counts::strict,
               .requirement = "subjectDirectoryAttributes MUST NOT be critical.",
               .citation = "RFC 5280 4.2.1.8",
               .hint = "Issue the certificate again with subjectDirectoryAttributes not marked critical.",
               .zlint = "e_ext_subject_directory_attr_critical"},
     .example = "a critical subjectDirectoryAttributes",
     .effective = dates::rfc2459,
     .certificate = attributes_critical},
    {.check = {.id = "rfc5280.subject_directory_attributes.empty",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "subjectDirectoryAttributes MUST contain at least one attribute.",
               .citation = "RFC 5280 4.2.1.8",
               .hint = "Issue the certificate again without the extension.",
               .zlint = "e_ext_cannot_be_empty_sequence"},
     .example = "a subjectDirectoryAttributes that is an empty SEQUENCE",
     .effective = dates::rfc2459,
     .certificate = attributes_empty},
};

}  // namespace

constinit const Rows subject_directory_attributes_rows = subject_directory_attributes_lints;

}  // namespace certcheck::lint::rfc5280
