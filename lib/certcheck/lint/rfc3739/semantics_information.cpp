#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/rfc3739/themes.h"
#include "certcheck/lint/support/certificate_rows.h"
#include "certcheck/lint/support/extension_place.h"
#include "certcheck/lint/support/qualified.h"
#include "certcheck/x509/oids.h"

#include <fmt/format.h>

#include <algorithm>

/// SemanticsInformation in qcStatements: by what rules the names of the certificate are to be read, and who
/// registers them. The names of these are looked at with all others, see rfc5280/general_names.cpp.
namespace certcheck::lint::rfc3739 {
namespace {

/// Fires at a place in qcStatements.
Outcome fire(const CertificateFacts& facts, const Reporter& report, size_t offset, std::string message) {
  const x509::Extension& extension = *facts.certificate.find(x509::oids::qc_statements);
  return report.fire(place_in(facts.certificate, extension), offset, std::move(message));
}

// RFC 3739 3.2.6.1: SemanticsInformation. So RFC 3039 3.2.5.1.
Outcome semantics_malformed(const CertificateFacts& facts, const Reporter& report) {
  if (semantics_statements(facts.certificate).empty()) return Outcome::not_applicable;
  const auto fault = malformed_semantics_information(facts.certificate);
  return fault ? fire(facts, report, fault->offset,
                      fmt::format("SemanticsInformation does not follow its ASN.1: {}", fault->what))
               : Outcome::pass;
}

// RFC 3039 3.2.5.1: "If a value of type SemanticsInformation is present in a QCStatement then at least one of
// the fields semanticsIdentifier and nameRegistrationAuthorities must be present". So RFC 3739 3.2.6.1.
Outcome semantics_empty(const CertificateFacts& facts, const Reporter& report) {
  Outcome outcome = Outcome::not_applicable;
  if (malformed_semantics_information(facts.certificate)) return outcome;
  for (const SemanticsInformation& semantics : semantics_statements(facts.certificate)) {
    const bool is_empty = !semantics.identifier && semantics.registration_authorities.empty();
    outcome = std::max(outcome, is_empty ? fire(facts, report, semantics.offset,
                                                "SemanticsInformation has neither semanticsIdentifier nor "
                                                "nameRegistrationAuthorities")
                                         : Outcome::pass);
  }
  return outcome;
}

constexpr CertificateRows semantics_row{"RFC 3739 3.2.6.1", dates::rfc3739};

constexpr Lint semantics_information_lints[] = {
    semantics_row("rfc3739.semantics_information.malformed", Severity::error,
                  "SemanticsInformation in qcStatements MUST follow its ASN.1.",
                  "Encode the statement by its ASN.1.", "a semanticsIdentifier without its SEQUENCE",
                  semantics_malformed),
    semantics_row("rfc3739.semantics_information.empty", Severity::error,
                  "SemanticsInformation MUST have semanticsIdentifier, nameRegistrationAuthorities or both.",
                  "Write what is meant, or leave SemanticsInformation out.",
                  "a SemanticsInformation that is an empty SEQUENCE", semantics_empty),
};

}  // namespace

constinit const Rows semantics_information_rows = semantics_information_lints;

}  // namespace certcheck::lint::rfc3739
