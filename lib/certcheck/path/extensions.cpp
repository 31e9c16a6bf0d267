#include "certcheck/path/detail/extensions.h"

#include "certcheck/path/certificate_checks.h"
#include "certcheck/path/checks.h"
#include "certcheck/x509/checks.h"
#include "certcheck/x509/extension_place.h"
#include "certcheck/x509/oids.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace certcheck::path {
namespace {

namespace oids = x509::oids;

/// What browsers process: bssl::pki has exactly these. mozilla::pkix lets a few more pass (AIA, TLS feature,
/// OCSP no-check, SCTs); a certificate that only one browser accepts does not help a server.
constexpr std::array processed_by_browsers{
    oids::basic_constraints,        oids::key_usage,          oids::extended_key_usage,
    oids::subject_alternative_name, oids::name_constraints,   oids::certificate_policies,
    oids::policy_mappings,          oids::policy_constraints, oids::inhibit_any_policy};

/// What some module applies besides in rfc5280, or what puts no condition on the use of a certificate.
constexpr std::array processed_in_rfc5280{
    oids::authority_key_identifier,     oids::subject_key_identifier,       oids::issuer_alternative_name,
    oids::authority_information_access, oids::subject_information_access,   oids::ocsp_no_check,
    oids::no_revocation_available,      oids::signed_certificate_timestamps};

template <size_t Count>
bool contains(const std::array<der::Oid, Count>& ids, der::Oid id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

bool is_processed(der::Oid id, const Options& options) {
  if (contains(processed_by_browsers, id)) return true;
  if (options.profile == Profile::webpki) return false;
  if (id == oids::crl_distribution_points || id == oids::freshest_crl) return options.processes_revocation;
  if (id == oids::tls_feature) return options.processes_tls_feature;
  return contains(processed_in_rfc5280, id);
}

/// Why the critical extension is not processed.
std::string refusal(der::Oid id, const Options& options) {
  if (id == oids::precertificate_poison)
    return "the certificate is a precertificate, which is for certificate transparency logs only";
  const std::string text = "the critical extension " + id.to_string();
  if (id == oids::crl_distribution_points || id == oids::freshest_crl || id == oids::tls_feature ||
      contains(processed_in_rfc5280, id)) {
    if (options.profile == Profile::webpki) return text + " is not one that browsers process";
    return text + (id == oids::tls_feature ? " is not processed: there is no handshake"
                                           : " is not processed: revocation is not checked");
  }
  return text + " is unknown";
}

/// Microsoft's applicationCertPolicies says in the syntax of certificate policies what the extended key usage
/// says. Alongside an extended key usage Chrome ignores it, whatever it contains, because Windows CAs mark it
/// critical.
constexpr der::Oid application_policies{"\x2b\x06\x01\x04\x01\x82\x37\x15\x0a"};

/// Of what else is processed, a malformed value refuses the certificate by itself, critical or not.
bool is_unreadable_list_of_timestamps(const x509::Extension& extension,
                                      const x509::Certificate& certificate) {
  return extension.id == oids::signed_certificate_timestamps &&
         (!certificate.signed_certificate_timestamps ||
          std::any_of(certificate.findings.begin(), certificate.findings.end(),
                      [](const Finding& finding) { return finding.check == &x509::checks::sct_malformed; }));
}

// RFC 5280 4.2.1.4: "If this extension is critical, the path validation software MUST be able to interpret
// this extension (including the optional qualifier), or MUST reject the certificate." The two qualifiers that
// it defines are for display to people.
void check_policy_qualifiers(const x509::Certificate& certificate, Findings& findings) {
  const x509::Extension* extension = certificate.find(oids::certificate_policies);
  if (!extension || !extension->critical || !certificate.certificate_policies) return;
  for (const x509::PolicyInformation& policy : certificate.certificate_policies->policies) {
    for (const x509::PolicyQualifier& qualifier : policy.qualifiers) {
      if (qualifier.id == oids::cps_qualifier || qualifier.id == oids::user_notice_qualifier) continue;
      report_extension(
          findings, checks::policy_unknown_qualifier, certificate, oids::certificate_policies,
          "policy " + policy.id.to_string() + " has the unknown qualifier " + qualifier.id.to_string())
          .evidence = {{"policy", policy.id.to_string()}, {"qualifier", qualifier.id.to_string()}};
    }
  }
}

}  // namespace

// RFC 5280 6.1.4 (o): "Recognize and process any other critical extension present in the certificate"; 6.1.5
// (f) says the same of the last certificate; 4.2: one that is not recognised or cannot be processed means
// that the certificate is rejected.
void check_critical_extensions(const x509::Certificate& certificate, const Options& options,
                               Findings& findings) {
  for (const x509::Extension& extension : certificate.extensions) {
    if (!extension.critical) continue;
    const Check* check = &checks::unknown_critical;
    std::string message;
    if (!is_processed(extension.id, options)) {
      message = refusal(extension.id, options);
      const bool ignored = extension.id == application_policies &&
                           certificate.find(oids::extended_key_usage) && options.profile == Profile::webpki &&
                           !options.strict;
      if (ignored) {
        check = &checks::ignored_critical;
        message = "the critical extension " + extension.id.to_string() +
                  " (application policies) is ignored alongside an extended key usage, as Chrome does";
      }
    } else if (is_unreadable_list_of_timestamps(extension, certificate)) {
      message =
          "the critical extension " + extension.id.to_string() + " cannot be processed: it is malformed";
    } else {
      continue;
    }
    Finding& finding = report(findings, *check, std::move(message));
    finding.node_path = x509::node_path_of(extension);
    finding.offset = extension.offset;
    finding.evidence = {{"extension", extension.id.to_string()}};
  }
  check_policy_qualifiers(certificate, findings);
}

}  // namespace certcheck::path
