#include "certcheck/path/certificate_checks.h"

#include "certcheck/names/checks.h"
#include "certcheck/names/match.h"
#include "certcheck/path/algorithms.h"
#include "certcheck/path/checks.h"
#include "certcheck/path/detail/authority.h"
#include "certcheck/path/detail/extensions.h"
#include "certcheck/path/detail/purpose.h"
#include "certcheck/path/detail/validity.h"
#include "certcheck/x509/checks.h"
#include "certcheck/x509/extension_place.h"
#include "certcheck/x509/oids.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>
#include <system_error>
#include <utility>

namespace certcheck::path {

Finding& report(Findings& findings, const Check& check, std::string message) {
  Finding& finding = findings.emplace_back();
  finding.check = &check;
  finding.message = std::move(message);
  return finding;
}

Finding& report_extension(Findings& findings, const Check& check, const x509::Certificate& certificate,
                          x509::ExtensionId id, std::string message) {
  Finding& finding = report(findings, check, std::move(message));
  if (const x509::Extension* extension = certificate.find(id)) {
    finding.node_path = x509::node_path_of(*extension);
    finding.offset = extension->offset;
  }
  return finding;
}

trust::AnchorChecks anchor_checks_in_force(const Options& options, const trust::Anchor& anchor) {
  if (options.anchor_checks.name_and_key_only) return {.name_and_key_only = true};
  if (options.strict) return {.expiry = true, .constraints = true, .basic_constraints = true};
  trust::AnchorChecks checks = options.anchor_checks;
  if (options.profile == Profile::webpki) {
    checks.constraints = checks.basic_constraints = true;
    checks.expiry = checks.expiry || !anchor.public_root;
  }
  return checks;
}

namespace {

/// RFC 5280 4.2.1.10: an iPAddress constraint is an address and a mask. Constraints of CAs are checked as a
/// whole where they are applied; browsers, which refuse these while parsing, do so wherever they stand.
void check_addresses_of_constraints(const x509::Certificate& certificate, Findings& findings) {
  if (!certificate.name_constraints) return;
  for (const auto* subtrees :
       {&certificate.name_constraints->permitted, &certificate.name_constraints->excluded}) {
    for (const x509::GeneralSubtree& subtree : *subtrees) {
      const size_t size = subtree.base.value.size();
      if (subtree.base.kind != x509::GeneralName::Kind::ip_address || size == 8 || size == 32) continue;
      Finding& finding =
          report_extension(findings, names::checks::malformed, certificate, x509::oids::name_constraints,
                           "the name constraint " + subtree.base.to_string() + " has " +
                               std::to_string(size) + " bytes; an address and its mask have 8 or 32");
      finding.offset = subtree.base.offset;
      finding.evidence = {{"constraint", subtree.base.to_string()}};
    }
  }
}

// RFC 5280 4.2.1.9, 4.2.1.11 and 4.2.1.14: pathLenConstraint and SkipCerts are INTEGER (0..MAX). Browsers
// read them as one byte (bssl::pki ParseUint8; mozilla::pkix der::Integer), which is more than any path has.
void check_numbers(const x509::Certificate& certificate, Findings& findings) {
  constexpr uint64_t most = 255;
  const auto check = [&](x509::ExtensionId id, std::string_view field, std::optional<uint64_t> number) {
    if (!number || *number <= most) return;
    report_extension(findings, checks::number_too_large, certificate, id,
                     std::string(field) + " is " + std::to_string(*number) + "; browsers read no more than " +
                         std::to_string(most))
        .evidence = {{"value", std::to_string(*number)}};
  };
  namespace oids = x509::oids;
  if (const auto& basic = certificate.basic_constraints)
    check(oids::basic_constraints, "pathLenConstraint", basic->path_length);
  if (const auto& policies = certificate.policy_constraints) {
    check(oids::policy_constraints, "requireExplicitPolicy", policies->require_explicit_policy);
    check(oids::policy_constraints, "inhibitPolicyMapping", policies->inhibit_policy_mapping);
  }
  if (const auto& any = certificate.inhibit_any_policy)
    check(oids::inhibit_any_policy, "inhibitAnyPolicy", any->skip_certificates);
}

/// Of a certificate that is malformed it is anybody's guess which constraints it has, and browsers, which
/// parse an anchor like any certificate, have no such anchor. What is wrong inside an extension that
/// constrains nothing leaves the others as they are.
bool is_of_no_matter_to_anchors(const Finding& fault, const x509::Certificate& certificate) {
  namespace oids = x509::oids;
  constexpr std::array constraining{
      oids::basic_constraints,    oids::key_usage,       oids::extended_key_usage, oids::name_constraints,
      oids::certificate_policies, oids::policy_mappings, oids::policy_constraints, oids::inhibit_any_policy};
  if (fault.check == &x509::checks::string_invalid_characters) return false;
  constexpr std::string_view list = "tbsCertificate.extensions.";
  std::string_view place = fault.node_path;
  if (!place.starts_with(list)) return false;
  place.remove_prefix(list.size());
  size_t index = 0;
  const auto [rest, error] = std::from_chars(place.data(), place.data() + place.size(), index);
  place.remove_prefix(static_cast<size_t>(rest - place.data()));
  if (error != std::errc() || !place.starts_with(".extnValue")) return false;
  const auto extension = std::find_if(certificate.extensions.begin(), certificate.extensions.end(),
                                      [&](const x509::Extension& one) { return one.index == index; });
  return extension != certificate.extensions.end() &&
         std::find(constraining.begin(), constraining.end(), extension->id) == constraining.end();
}

/// RFC 5280 6.1.1 (d): an anchor is a name and a key, so only its key is looked at by default.
void check_anchor(const x509::Certificate& certificate, const trust::Anchor& anchor, const Options& options,
                  Findings& findings) {
  const trust::AnchorChecks in_force = anchor_checks_in_force(options, anchor);
  check_key(certificate, Role::anchor, options, findings);
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
  if (in_force.name_and_key_only) return;
  if (in_force.constraints)
    std::copy_if(certificate.findings.begin(), certificate.findings.end(), std::back_inserter(findings),
                 [&](const Finding& finding) {
                   return options.strict || (counts(finding.check->counts, options.profile, false) &&
                                             !is_of_no_matter_to_anchors(finding, certificate));
                 });
  if (options.profile == Profile::webpki) {
    check_addresses_of_constraints(certificate, findings);
    check_numbers(certificate, findings);
  }
}

void check_leaf_shape(const x509::Certificate& certificate, const Options& options, Findings& findings) {
  if (certificate.version != 3)
    report(findings, checks::leaf_not_v3,
           "the certificate is version " + std::to_string(certificate.version));
  const bool ca = certificate.is_ca();
  if (ca && options.purpose != Purpose::any)
    report_extension(findings, checks::leaf_is_ca, certificate, x509::oids::basic_constraints,
                     "the certificate is used as a leaf but is a CA certificate");
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

Findings check_certificate(const x509::Certificate& certificate, Role role, const trust::Anchor* anchor,
                           const Options& options) {
  Findings findings;
  if (role == Role::anchor) {
    check_anchor(certificate, *anchor, options, findings);
    limit(findings);
    return findings;
  }
  findings = certificate.findings;
  check_validity(certificate, options.time, findings);
  check_key(certificate, role, options, findings);
  check_signature_algorithm(certificate, options, findings);
  check_critical_extensions(certificate, options, findings);
  check_purpose(certificate, role, options, findings);
  if (options.profile == Profile::webpki) check_numbers(certificate, findings);
  if (role == Role::intermediate) {
    check_authority(certificate, findings);
  } else {
    check_leaf_shape(certificate, options, findings);
    if (options.profile == Profile::webpki) check_addresses_of_constraints(certificate, findings);
    check_names(certificate, options, findings);
  }
  limit(findings);
  return findings;
}

void run_caller_check(const x509::Certificate& certificate, Role role, const Options& options,
                      Findings& findings) {
  if (!options.check_certificate) return;
  const bool binds =
      !options.anchor_checks.name_and_key_only && (options.strict || options.profile == Profile::webpki);
  if (role != Role::anchor || binds) options.check_certificate(certificate, role, findings);
}

}  // namespace certcheck::path
