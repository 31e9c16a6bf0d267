#include "certcheck/lint/cabf_br/themes.h"
#include "certcheck/lint/dates.h"
#include "certcheck/lint/extension_place.h"
#include "certcheck/lint/facts.h"
#include "certcheck/x509/oids.h"

namespace certcheck::lint::cabf_br {
namespace {

namespace oids = x509::oids;

// BR 2.0.0 7.1.2.7.6: in a subscriber certificate basicConstraints may be there and is critical if it is.
// Earlier versions left criticality to RFC 5280, which leaves it open for end entities.
Outcome subscriber_not_critical(const CertificateFacts& facts, const Reporter& report) {
  const x509::Extension* extension = facts.certificate.find(oids::basic_constraints);
  if (extension == nullptr) {
    return Outcome::not_applicable;
  }
  return extension->critical
             ? Outcome::pass
             : report.fire(place_of(facts.certificate, *extension), extension->offset,
                           "basicConstraints of a subscriber certificate is not marked critical");
}

constexpr Lint basic_constraints_lints[] = {
    {.check = {.id = "cabf_br.basic_constraints.subscriber_not_critical",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "basicConstraints in a subscriber certificate, if there, is critical.",
               .citation = "CA/B BR 7.1.2.7.6",
               .hint = "Mark basicConstraints critical or leave it out.",
               .zlint = "e_sub_cert_basic_constraints_not_critical"},
     .example = "a server certificate with basicConstraints cA:FALSE that is not critical",
     .applies = Role::subscriber,
     .effective = dates::br_2_0_0,
     .certificate = subscriber_not_critical},
};

}  // namespace

std::span<const Lint> basic_constraints() { return basic_constraints_lints; }

}  // namespace certcheck::lint::cabf_br
