#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/rfc5280/themes.h"
#include "certcheck/lint/support/ca_only.h"
#include "certcheck/lint/support/criticality.h"
#include "certcheck/lint/support/extension_place.h"
#include "certcheck/x509/oids.h"

namespace certcheck::lint::rfc5280 {
namespace {

namespace oids = x509::oids;

// RFC 5280 4.2.1.11: "Conforming CAs MUST mark this extension as critical." RFC 3280 left it open.
Outcome policy_constraints_not_critical(const CertificateFacts& facts, const Reporter& report) {
  return require_critical(facts, report, oids::policy_constraints, "policyConstraints");
}

// RFC 5280 4.2.1.11: "Conforming CAs MUST NOT issue certificates where policy constraints is an empty
// sequence." Since RFC 2459.
Outcome policy_constraints_empty(const CertificateFacts& facts, const Reporter& report) {
  const x509::Extension* extension = facts.certificate.find(oids::policy_constraints);
  if (extension == nullptr || !facts.certificate.policy_constraints) return Outcome::not_applicable;
  const x509::PolicyConstraints& constraints = *facts.certificate.policy_constraints;
  return constraints.require_explicit_policy || constraints.inhibit_policy_mapping
             ? Outcome::pass
             : report.fire(place_in(facts.certificate, *extension), extension->value_offset,
                           "policyConstraints has neither requireExplicitPolicy nor inhibitPolicyMapping");
}

// RFC 5280 4.2.1.14: "Conforming CAs MUST mark this extension as critical." Since RFC 3280.
Outcome inhibit_any_policy_not_critical(const CertificateFacts& facts, const Reporter& report) {
  return require_critical(facts, report, oids::inhibit_any_policy, "inhibitAnyPolicy");
}

// RFC 5280 4.2.1.11: "The policy constraints extension can be used in certificates issued to CAs." Since RFC
// 2459. It constrains paths that go on below, and a leaf ends them.
Outcome policy_constraints_in_leaf(const CertificateFacts& facts, const Reporter& report) {
  return require_ca(facts, report, oids::policy_constraints, "policyConstraints");
}

// RFC 5280 4.2.1.14: "The inhibit anyPolicy extension can be used in certificates issued to CAs." Since RFC
// 3280.
Outcome inhibit_any_policy_in_leaf(const CertificateFacts& facts, const Reporter& report) {
  return require_ca(facts, report, oids::inhibit_any_policy, "inhibitAnyPolicy");
}

constexpr Lint policy_constraints_lints[] = {
    {.check = {.id = "rfc5280.policy_constraints.not_critical",
               .severity = Severity::error,
               .counts = Counts::strict,
               .requirement = "policyConstraints MUST be critical.",
               .citation = "RFC 5280 4.2.1.11",
               .hint = "Issue the CA certificate again with policyConstraints marked critical.",
               .zlint = "e_ext_policy_constraints_not_critical"},
     .example = "an intermediate with policyConstraints that is not critical",
     .effective = dates::rfc5280,
     .certificate = policy_constraints_not_critical},
    {.check = {.id = "rfc5280.policy_constraints.empty",
               .severity = Severity::error,
               .counts = Counts::webpki_or_strict,  // bssl::pki does not parse the certificate
               .requirement = "policyConstraints MUST contain at least one of its fields.",
               .citation = "RFC 5280 4.2.1.11",
               .hint = "Add the constraints or remove the extension.",
               .zlint = "e_ext_policy_constraints_empty"},
     .example = "policyConstraints that is an empty SEQUENCE",
     .effective = dates::rfc2459,
     .certificate = policy_constraints_empty},
    {.check = {.id = "rfc5280.inhibit_any_policy.not_critical",
               .severity = Severity::error,
               .counts = Counts::strict,
               .requirement = "inhibitAnyPolicy MUST be critical.",
               .citation = "RFC 5280 4.2.1.14",
               .hint = "Issue the CA certificate again with inhibitAnyPolicy marked critical.",
               .zlint = "e_inhibit_any_policy_not_critical"},
     .example = "an intermediate with inhibitAnyPolicy that is not critical",
     .effective = dates::rfc3280,
     .certificate = inhibit_any_policy_not_critical},
    {.check = {.id = "rfc5280.policy_constraints.in_leaf",
               .severity = Severity::notice,
               .counts = Counts::never,
               .requirement = "policyConstraints SHOULD be present in CA certificates only.",
               .citation = "RFC 5280 4.2.1.11",
               .hint = "Remove the extension: no path continues below this certificate."},
     .example = "a server certificate with policyConstraints",
     .effective = dates::rfc2459,
     .certificate = policy_constraints_in_leaf},
    {.check = {.id = "rfc5280.inhibit_any_policy.in_leaf",
               .severity = Severity::notice,
               .counts = Counts::never,
               .requirement = "inhibitAnyPolicy SHOULD be present in CA certificates only.",
               .citation = "RFC 5280 4.2.1.14",
               .hint = "Remove the extension: no path continues below this certificate."},
     .example = "a server certificate with inhibitAnyPolicy",
     .effective = dates::rfc3280,
     .certificate = inhibit_any_policy_in_leaf},
};

}  // namespace

constinit const Rows policy_constraints_rows = policy_constraints_lints;

}  // namespace certcheck::lint::rfc5280
