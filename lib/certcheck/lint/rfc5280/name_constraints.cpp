#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/rfc5280/themes.h"
#include "certcheck/lint/support/criticality.h"
#include "certcheck/lint/support/extension_place.h"
#include "certcheck/x509/oids.h"

namespace certcheck::lint::rfc5280 {
namespace {

namespace oids = x509::oids;

// RFC 5280 4.2.1.10: "Conforming CAs MUST mark this extension as critical". Since RFC 2459. The BR
// (7.1.2.5.1) allow it to be non-critical for the sake of clients that do not know it.
Outcome name_constraints_not_critical(const CertificateFacts& facts, const Reporter& report) {
  return require_critical(facts, report, oids::name_constraints, "nameConstraints");
}

// RFC 5280 4.2.1.10: "The name constraints extension, which MUST be used only in a CA certificate". Since RFC
// 2459.
Outcome name_constraints_in_leaf(const CertificateFacts& facts, const Reporter& report) {
  const x509::Extension* extension = facts.certificate.find(oids::name_constraints);
  if (extension == nullptr || facts.is_of_unknown_kind()) return Outcome::not_applicable;
  return facts.is_ca() ? Outcome::pass
                       : report.fire(place_of(facts.certificate, *extension), extension->offset,
                                     "nameConstraints in a certificate that is not a CA certificate");
}

// RFC 5280 4.2.1.10: "Conforming CAs MUST NOT issue certificates where name constraints is an empty
// sequence." New in RFC 5280.
Outcome name_constraints_empty(const CertificateFacts& facts, const Reporter& report) {
  const x509::Extension* extension = facts.certificate.find(oids::name_constraints);
  if (extension == nullptr || !facts.certificate.name_constraints) return Outcome::not_applicable;
  const x509::NameConstraints& constraints = *facts.certificate.name_constraints;
  return constraints.has_permitted || constraints.has_excluded
             ? Outcome::pass
             : report.fire(place_in(facts.certificate, *extension), extension->value_offset,
                           "nameConstraints has neither permitted nor excluded subtrees");
}

constexpr Lint name_constraints_lints[] = {
    {.check = {.id = "rfc5280.name_constraints.not_critical",
               .severity = Severity::error,
               .counts = Counts::rfc5280_strict,
               .requirement = "nameConstraints MUST be critical.",
               .citation = "RFC 5280 4.2.1.10",
               .hint = "Issue the CA certificate again with nameConstraints marked critical.",
               .zlint = "e_ext_name_constraints_not_critical"},
     .example = "an intermediate with nameConstraints that is not critical",
     .effective = dates::rfc2459,
     .certificate = name_constraints_not_critical},
    {.check = {.id = "rfc5280.name_constraints.in_leaf",
               .severity = Severity::error,
               .counts = Counts::strict,
               .requirement =
                   "nameConstraints MUST NOT be present in certificates other than CA certificates.",
               .citation = "RFC 5280 4.2.1.10; CA/B BR 7.1.2.7.6",
               .hint = "Issue the certificate again without nameConstraints.",
               .zlint = "e_ext_name_constraints_not_in_ca"},
     .example = "a server certificate with nameConstraints",
     .effective = dates::rfc2459,
     .certificate = name_constraints_in_leaf},
    {.check = {.id = "rfc5280.name_constraints.empty",
               .severity = Severity::error,
               .counts = Counts::webpki_or_strict,  // bssl::pki does not parse the certificate
               .requirement = "nameConstraints MUST contain permittedSubtrees or excludedSubtrees.",
               .citation = "RFC 5280 4.2.1.10",
               .hint = "Add the constraints or remove the extension.",
               .zlint = "e_name_constraint_empty"},
     .example = "nameConstraints that is an empty SEQUENCE",
     .effective = dates::rfc5280,
     .certificate = name_constraints_empty},
};

}  // namespace

constinit const Rows name_constraints_rows = name_constraints_lints;

}  // namespace certcheck::lint::rfc5280
