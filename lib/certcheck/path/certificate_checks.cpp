#include "certcheck/path/certificate_checks.h"

#include "certcheck/path/checks.h"
#include "certcheck/x509/extension_place.h"
#include "certcheck/x509/oids.h"

#include <utility>

namespace certcheck::path {

Finding& report(Findings& findings, const Check& check, std::string message) {
  Finding& finding = findings.emplace_back();
  finding.check = &check;
  finding.message = std::move(message);
  return finding;
}

Finding& report_extension(Findings& findings, const Check& check, const x509::Certificate& certificate,
                          der::Oid id, std::string message) {
  Finding& finding = report(findings, check, std::move(message));
  if (const x509::Extension* extension = certificate.find(id)) {
    finding.node_path = x509::node_path_of(*extension);
    finding.offset = extension->offset;
  }
  return finding;
}

trust::AnchorChecks anchor_checks_in_force(const Options& options) {
  if (options.strict) return {.expiry = true, .constraints = true, .basic_constraints = true};
  trust::AnchorChecks checks = options.anchor_checks;
  if (options.profile == Profile::webpki) checks.constraints = true;
  return checks;
}

namespace {

/// RFC 5280 6.1.1 (d): an anchor is a name and a key, so only its key is looked at by default.
void check_anchor(const x509::Certificate& certificate, const Options& options, Findings& findings) {
  const trust::AnchorChecks in_force = anchor_checks_in_force(options);
  check_key(certificate, options, findings);
  if (in_force.expiry) {
    check_validity(certificate, options.time, findings);
  } else if (certificate.not_after.time && options.time > *certificate.not_after.time) {
    report(findings, checks::anchor_expired,
           "the anchor's certificate was valid until " + format_rfc3339(*certificate.not_after.time));
  }
  check_anchor_authority(certificate, in_force, findings);
  if (in_force.constraints) {
    check_critical_extensions(certificate, options, findings);
    check_purpose(certificate, Role::anchor, options, findings);
  }
  if (options.strict)
    findings.insert(findings.end(), certificate.findings.begin(), certificate.findings.end());
}

void check_leaf_shape(const x509::Certificate& certificate, const Options& options, Findings& findings) {
  if (certificate.version != 3)
    report(findings, checks::leaf_not_v3,
           "the certificate is of version " + std::to_string(certificate.version));
  const bool ca = certificate.basic_constraints && certificate.basic_constraints->ca;
  if (ca && options.purpose != Purpose::any)
    report_extension(findings, checks::leaf_is_ca, certificate, x509::oids::basic_constraints,
                     "the certificate stands in the place of a leaf but is a CA certificate");
}

// RFC 9525 6: each name that the caller wants to reach. A matter of the leaf alone, whatever the path.
void check_names(const x509::Certificate& certificate, const Options& options, Findings& findings) {
  for (const names::ReferenceName& name : options.names) {
    for (Finding& finding : names::match_name(certificate, name).findings) {
      finding.subject = {.kind = Subject::Kind::host};
      findings.push_back(std::move(finding));
    }
  }
}

}  // namespace

Findings check_certificate(const x509::Certificate& certificate, Role role, const Options& options) {
  Findings findings;
  if (role == Role::anchor) {
    check_anchor(certificate, options, findings);
    limit(findings);
    return findings;
  }
  findings = certificate.findings;
  check_validity(certificate, options.time, findings);
  check_key(certificate, options, findings);
  check_signature_algorithm(certificate, options, findings);
  check_critical_extensions(certificate, options, findings);
  check_purpose(certificate, role, options, findings);
  if (role == Role::intermediate) {
    check_authority(certificate, findings);
  } else {
    check_leaf_shape(certificate, options, findings);
    check_names(certificate, options, findings);
  }
  limit(findings);
  return findings;
}

void ask_judge(const x509::Certificate& certificate, Role role, const Options& options, Findings& findings) {
  if (options.judge && (role != Role::anchor || options.strict)) options.judge(certificate, role, findings);
}

}  // namespace certcheck::path
