#include "certcheck/path/detail/authority.h"

#include "certcheck/path/certificate_checks.h"
#include "certcheck/path/checks.h"
#include "certcheck/x509/oids.h"

#include <array>

namespace certcheck::path {
namespace {

namespace oids = x509::oids;

// RFC 5280 6.1.4 (n): "If a key usage extension is present, verify that the keyCertSign bit is set."
void check_cert_sign(const x509::Certificate& certificate, Findings& findings) {
  if (certificate.key_usage && !certificate.key_usage->has(x509::KeyUsage::key_cert_sign))
    report_extension(findings, checks::key_usage_no_cert_sign, certificate, oids::key_usage,
                     "the key usage does not contain keyCertSign");
}

void report_not_ca(const x509::Certificate& certificate, Findings& findings) {
  report_extension(findings, checks::basic_constraints_not_ca, certificate, oids::basic_constraints,
                   "basicConstraints does not assert cA");
}

void report_missing(Findings& findings) {
  report(findings, checks::basic_constraints_missing, "the certificate has no usable basic constraints")
      .node_path = "tbsCertificate.extensions";
}

}  // namespace

void check_authority(const x509::Certificate& certificate, Findings& findings) {
  // RFC 5280 6.1.4 (k): "If certificate i is a version 3 certificate, verify that the basicConstraints
  // extension is present and that cA is set to TRUE. (If certificate i is a version 1 or version 2
  // certificate, then the application MUST either verify that certificate i is a CA certificate through
  // out-of-band means or reject the certificate. ...)" We know of no such means below the anchor.
  if (certificate.version != 3) {
    report(findings, checks::version_not_v3,
           "a certificate of version " + std::to_string(certificate.version) + " cannot show that it is a CA")
        .node_path = "tbsCertificate.version";
  } else if (!certificate.basic_constraints) {
    report_missing(findings);
  } else if (!certificate.basic_constraints->ca) {
    report_not_ca(certificate, findings);
  }
  check_cert_sign(certificate, findings);
}

void check_anchor_authority(const x509::Certificate& certificate, const trust::AnchorChecks& in_force,
                            Findings& findings) {
  // Holding the certificate as an anchor is the out-of-band means that 6.1.4 (k) asks for of old versions.
  const bool lacks = certificate.version == 3 && !certificate.basic_constraints;
  const bool denies = certificate.basic_constraints && !certificate.basic_constraints->ca;
  if (lacks && in_force.basic_constraints) {
    report_missing(findings);
  } else if (denies && (in_force.basic_constraints || in_force.constraints)) {
    report_not_ca(certificate, findings);
  } else if (lacks || denies) {
    report(findings, checks::anchor_not_a_ca,
           lacks ? "the anchor's certificate has no usable basic constraints, yet it issues others"
                 : "basicConstraints of the anchor's certificate does not assert cA, yet it issues others")
        .node_path = "tbsCertificate.extensions";
  }
  if (!in_force.constraints) return;

  // RFC 5937 2: when constraints of an anchor are enforced, its extensions are processed like a CA's.
  check_cert_sign(certificate, findings);
  struct Decoded {
    x509::ExtensionId id;
    bool readable;
  };
  const std::array constraints{
      Decoded{oids::basic_constraints, certificate.basic_constraints.has_value()},
      Decoded{oids::key_usage, certificate.key_usage.has_value()},
      Decoded{oids::extended_key_usage, certificate.extended_key_usage.has_value()},
      Decoded{oids::name_constraints, certificate.name_constraints.has_value()},
      Decoded{oids::certificate_policies, certificate.certificate_policies.has_value()},
      Decoded{oids::policy_mappings, certificate.policy_mappings.has_value()},
      Decoded{oids::policy_constraints, certificate.policy_constraints.has_value()},
      Decoded{oids::inhibit_any_policy, certificate.inhibit_any_policy.has_value()}};
  for (const Decoded& constraint : constraints)
    if (!constraint.readable && certificate.find(constraint.id))
      report_extension(findings, checks::anchor_constraint_unreadable, certificate, constraint.id,
                       "the anchor's extension " + constraint.id.oid().to_string() + " cannot be read");
}

}  // namespace certcheck::path
