#include "certcheck/lint/cabf_br/themes.h"
#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/support/criticality.h"
#include "certcheck/lint/support/extension_place.h"
#include "certcheck/lint/support/rules_of_issuing.h"
#include "certcheck/lint/support/technical_constraints.h"
#include "certcheck/x509/oids.h"

#include <fmt/format.h>

/// BR 7.1.2.5.2 and 7.1.2.10.8
namespace certcheck::lint::cabf_br {
namespace {

namespace oids = x509::oids;
using ConstraintKind = x509::GeneralName::Kind;

// "this extension SHOULD be marked critical, but MAY be marked non-critical if compatibility with certain
// legacy applications that do not support Name Constraints is necessary." Since ballot 75; RFC 5280 4.2.1.10
// has "MUST".
Outcome constraints_not_critical(const CertificateFacts& facts, const Reporter& report) {
  return require_critical(facts, report, oids::name_constraints, "nameConstraints");
}

template <typename Visit>
Outcome check_subtrees(const CertificateFacts& facts, Visit visit) {
  const auto& constraints = facts.certificate.name_constraints;
  if (facts.certificate.find(oids::name_constraints) == nullptr || !constraints)
    return Outcome::not_applicable;
  Outcome outcome = Outcome::pass;
  for (const auto* subtrees : {&constraints->permitted, &constraints->excluded})
    for (const x509::GeneralSubtree& subtree : *subtrees)
      outcome = std::max(outcome, visit(subtree.base, subtrees == &constraints->excluded));
  return outcome;
}

Outcome fire_at_base(const CertificateFacts& facts, const Reporter& report, const x509::GeneralName& base,
                     std::string message) {
  const x509::Extension& extension = *facts.certificate.find(oids::name_constraints);
  return report.fire(place_in(facts.certificate, extension), base.offset, std::move(message));
}

// BR 2.0.0 7.1.2.10.8: a directoryName in excludedSubtrees is "NOT RECOMMENDED".
Outcome excluded_directory(const CertificateFacts& facts, const Reporter& report) {
  return check_subtrees(facts, [&](const x509::GeneralName& base, bool excluded) {
    return excluded && base.kind == ConstraintKind::directory_name
               ? fire_at_base(facts, report, base, "excludedSubtrees has a directoryName")
               : Outcome::pass;
  });
}

bool is_listed_base(const x509::GeneralName& base) {
  return base.kind == ConstraintKind::dns_name || base.kind == ConstraintKind::ip_address ||
         base.kind == ConstraintKind::directory_name;
}

// BR 2.0.0 7.1.2.10.8: rfc822Name, otherName and "Any other value" are "NOT RECOMMENDED". Of technically
// constrained CAs 7.1.2.5.2 has this of otherName alone.
Outcome discouraged_name(const CertificateFacts& facts, const Reporter& report) {
  return check_subtrees(facts, [&](const x509::GeneralName& base, bool) {
    const bool forbidden = facts.has(Role::constrained_ca) && !facts.has(Role::tls_br) &&
                           base.kind != x509::GeneralName::Kind::other_name;
    return is_listed_base(base) || forbidden
               ? Outcome::pass
               : fire_at_base(facts, report, base,
                              fmt::format("nameConstraints has a {}", x509::to_string(base.kind)));
  });
}

// BR 2.0.0 7.1.2.5.2: "Any other value" than dNSName, iPAddress, directoryName and otherName "MUST NOT" be in
// the constraints of a technically constrained CA.
Outcome forbidden_name(const CertificateFacts& facts, const Reporter& report) {
  return check_subtrees(facts, [&](const x509::GeneralName& base, bool) {
    return is_listed_base(base) || base.kind == x509::GeneralName::Kind::other_name
               ? Outcome::pass
               : fire_at_base(facts, report, base,
                              fmt::format("nameConstraints of the constrained CA has a {}",
                                          x509::to_string(base.kind)));
  });
}

// BR 7.1.2.5.2 (BR 1.1.6 9.7 to 1.8.7 7.1.5): what nameConstraints has to have for the CA to be technically
// constrained, so that its certificates need no audit by others.
Outcome incomplete(const CertificateFacts& facts, const Reporter& report) {
  const x509::Extension* extension = facts.certificate.find(oids::name_constraints);
  // Of one that is to be constrained cabf_br.name_constraints.constrained_incomplete says so.
  const bool is_to_be = facts.has(Role::constrained_ca) && facts.has(Role::not_cross_certificate);
  if (extension == nullptr || !facts.certificate.name_constraints || is_to_be) return Outcome::not_applicable;
  const std::string_view missing = missing_technical_constraint(facts.certificate);
  return missing.empty()
             ? Outcome::pass
             : report.fire(place_in(facts.certificate, *extension), extension->value_offset,
                           fmt::format("nameConstraints {}: the CA is not technically constrained", missing));
}

constexpr Revision criticality_history[] = {
    {.document = "BR 1.0.2", .from = dates::br_1_0_2.time, .section = "appendix B"},
    {.document = "BR 1.3.0", .from = dates::br_1_3_0.time, .section = "7.1.2.2"},
    {.document = "BR 2.0.0", .from = dates::br_2_0_0.time, .section = "7.1.2.10.8"},
};

constexpr Lint name_constraints_lints[] = {
    {.check = should("cabf_br.name_constraints.not_critical",
                     "nameConstraints of a subordinate CA SHOULD be critical.", "CA/B BR 2.0.0 7.1.2.10.8",
                     "Mark nameConstraints critical.", "w_sub_ca_name_constraints_not_critical"),
     .example = "an issuing CA whose nameConstraints is not critical",
     .applies = Role::subordinate_ca,
     .effective = dates::br_1_0_2,
     .history = criticality_history,
     .certificate = constraints_not_critical},
    {.check = should("cabf_br.name_constraints.excluded_directory",
                     "excludedSubtrees SHOULD NOT contain a directoryName.", "CA/B BR 7.1.2.10.8, 7.1.2.5.2",
                     "Permit names instead."),
     .example = "an excluded directoryName",
     .applies = Role::subordinate_ca,
     .effective = dates::br_2_0_0,
     .certificate = excluded_directory},
    {.check = should("cabf_br.name_constraints.discouraged_name",
                     "nameConstraints SHOULD NOT contain names other than dNSName, iPAddress and "
                     "directoryName.",
                     "CA/B BR 7.1.2.10.8", "Leave the name out."),
     .example = "a permitted rfc822Name in a TLS CA's certificate",
     .applies = Role::subordinate_ca,
     .effective = dates::br_2_0_0,
     .certificate = discouraged_name},
    {.check =
         must("cabf_br.name_constraints.forbidden_name",
              "nameConstraints of a technically constrained CA MUST NOT contain names other than dNSName, "
              "iPAddress, directoryName and otherName.",
              "CA/B BR 7.1.2.5.2", "Leave the name out."),
     .example = "a permitted rfc822Name of a CA that is constrained to one domain",
     .applies = Role::constrained_ca,
     .except = Role::tls_br,
     .effective = dates::br_2_0_0,
     .certificate = forbidden_name},
    {.check = note(
         "cabf_br.name_constraints.incomplete",
         "nameConstraints of a technically constrained CA MUST limit dNSName, iPAddress and directoryName.",
         "CA/B BR 7.1.2.5.2; 1.8.0 7.1.5",
         "Permit or exclude names of every kind: a CA that is not constrained needs audits of its own."),
     .example = "permittedSubtrees with a dNSName alone",
     .applies = Role::subordinate_ca,
     .except = Role::tls_br,
     .effective = dates::br_1_1_6,
     .certificate = incomplete},
};

}  // namespace

constinit const Rows name_constraints_rows = name_constraints_lints;

}  // namespace certcheck::lint::cabf_br
