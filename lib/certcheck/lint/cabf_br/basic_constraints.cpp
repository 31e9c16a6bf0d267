#include "certcheck/lint/cabf_br/themes.h"
#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/support/extension_place.h"
#include "certcheck/lint/support/rules_of_issuing.h"
#include "certcheck/x509/oids.h"

namespace certcheck::lint::cabf_br {
namespace {

namespace oids = x509::oids;

// BR 2.0.0 7.1.2.7.6: in a subscriber certificate basicConstraints may be there and is critical if it is.
// Earlier versions left criticality to RFC 5280, which leaves it open for end entities.
Outcome subscriber_not_critical(const CertificateFacts& facts, const Reporter& report) {
  const x509::Extension* extension = facts.certificate.find(oids::basic_constraints);
  if (extension == nullptr) return Outcome::not_applicable;
  return extension->critical
             ? Outcome::pass
             : report.fire(place_of(facts.certificate, *extension), extension->offset,
                           "basicConstraints of a subscriber certificate is not marked critical");
}

/// Calls `check` with keyCertSign or not if basicConstraints and keyUsage are both there and can be read.
template <typename Check>
Outcome with_cert_sign(const CertificateFacts& facts, Check check) {
  const x509::Certificate& certificate = facts.certificate;
  if (!certificate.key_usage || !certificate.basic_constraints) return Outcome::not_applicable;
  return check(certificate.key_usage->has(x509::KeyUsage::key_cert_sign), certificate.basic_constraints->ca);
}

// BR 7.1.2.1.4 and 7.1.2.10.4: cA "MUST be set TRUE" in a CA certificate, which is what signs certificates.
Outcome cert_sign_without_ca(const CertificateFacts& facts, const Reporter& report) {
  return with_cert_sign(facts, [&](bool signs, bool is_ca) {
    if (!signs) return Outcome::not_applicable;
    const x509::Extension& extension = *facts.certificate.find(oids::basic_constraints);
    return is_ca ? Outcome::pass
                 : report.fire(place_in(facts.certificate, extension), extension.value_offset,
                               "keyUsage has keyCertSign, but basicConstraints does not say cA");
  });
}

// BR 7.1.2.7.8: cA "MUST be FALSE" in a subscriber certificate, which does not sign certificates.
Outcome ca_without_cert_sign_usage(const CertificateFacts& facts, const Reporter& report) {
  return with_cert_sign(facts, [&](bool signs, bool is_ca) {
    if (signs) return Outcome::not_applicable;
    const x509::Extension& extension = *facts.certificate.find(oids::basic_constraints);
    return !is_ca ? Outcome::pass
                  : report.fire(place_in(facts.certificate, extension), extension.value_offset,
                                "basicConstraints says cA, but keyUsage does not have keyCertSign");
  });
}

// BR 7.1.2.1.4: pathLenConstraint in a root is "NOT RECOMMENDED". BR 1.0 appendix B: "SHOULD NOT be present".
Outcome root_path_length(const CertificateFacts& facts, const Reporter& report) {
  const x509::Extension* extension = facts.certificate.find(oids::basic_constraints);
  if (extension == nullptr || !facts.certificate.basic_constraints) return Outcome::not_applicable;
  return !facts.certificate.basic_constraints->has_path_length
             ? Outcome::pass
             : report.fire(place_in(facts.certificate, *extension), extension->value_offset,
                           "basicConstraints of the root has a pathLenConstraint");
}

constexpr Revision root_path_length_history[] = {
    {.document = "BR 1.0", .from = dates::br_1_0.time, .section = "appendix B"},
    {.document = "BR 1.3.0", .from = dates::br_1_3_0.time, .section = "7.1.2.1"},
    {.document = "BR 2.0.0", .from = dates::br_2_0_0.time, .section = "7.1.2.1.4"},
};

constexpr Lint basic_constraints_lints[] = {
    {.check = {.id = "cabf_br.basic_constraints.subscriber_not_critical",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "basicConstraints in a subscriber certificate, if present, MUST be critical.",
               .citation = "CA/B BR 7.1.2.7.6",
               .hint = "Mark basicConstraints critical or omit it.",
               .zlint = "e_sub_cert_basic_constraints_not_critical"},
     .example = "a server certificate with basicConstraints cA:FALSE that is not critical",
     .applies = Role::subscriber,
     .effective = dates::br_2_0_0,
     .certificate = subscriber_not_critical},
    {.check = must("cabf_br.basic_constraints.cert_sign_without_ca",
                   "basicConstraints of a certificate whose key signs certificates MUST say cA.",
                   "CA/B BR 7.1.2.1.4, 7.1.2.10.4", "Set cA, or leave keyCertSign out.", "e_ca_is_ca"),
     .example = "cA:FALSE next to keyCertSign",
     .effective = dates::br_1_0,
     .certificate = cert_sign_without_ca},
    {.check = must("cabf_br.basic_constraints.ca_without_cert_sign",
                   "basicConstraints of a certificate whose key does not sign certificates MUST NOT say cA.",
                   "CA/B BR 7.1.2.7.8", "Leave cA out, or set keyCertSign.", "e_sub_cert_not_is_ca"),
     .example = "cA:TRUE next to digitalSignature alone",
     .effective = dates::br_1_0,
     .certificate = ca_without_cert_sign_usage},
    {.check = should("cabf_br.basic_constraints.root_path_length",
                     "basicConstraints of a root SHOULD NOT have a pathLenConstraint.",
                     "CA/B BR 2.0.0 7.1.2.1.4", "Leave pathLenConstraint out of the root.",
                     "w_root_ca_basic_constraints_path_len_constraint_field_present"),
     .example = "a root with pathlen:3",
     .applies = Role::root,
     .effective = dates::br_1_0,
     .history = root_path_length_history,
     .certificate = root_path_length},
};

}  // namespace

constinit const Rows basic_constraints_rows = basic_constraints_lints;

}  // namespace certcheck::lint::cabf_br
