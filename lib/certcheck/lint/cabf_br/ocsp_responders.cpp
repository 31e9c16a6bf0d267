#include "certcheck/lint/cabf_br/subject.h"
#include "certcheck/lint/cabf_br/themes.h"
#include "certcheck/lint/dates.h"
#include "certcheck/lint/support/criticality.h"
#include "certcheck/lint/support/extension_place.h"
#include "certcheck/lint/support/key_usage_bits.h"
#include "certcheck/lint/support/rules_of_issuing.h"

/// BR 7.1.2.8: the certificate of an OCSP responder, which a CA issued for its responses.
namespace certcheck::lint::cabf_br {
namespace {

namespace oids = x509::oids;
using x509::KeyUsage;

/// Fires if the extension is there.
Outcome forbid_extension(const CertificateFacts& facts, const Reporter& report, x509::ExtensionId id,
                         std::string_view name) {
  const x509::Extension* extension = facts.certificate.find(id);
  return extension == nullptr ? Outcome::pass
                              : report.fire(place_of(facts.certificate, *extension), extension->offset,
                                            fmt::format("the OCSP responder's certificate has {}", name));
}

/// Fires if the extension is missing.
Outcome require_extension(const CertificateFacts& facts, const Reporter& report, x509::ExtensionId id,
                          std::string_view name) {
  return facts.certificate.find(id) != nullptr
             ? Outcome::pass
             : report.fire("tbsCertificate.extensions", {},
                           fmt::format("the OCSP responder's certificate has no {}", name));
}

// BR 1.0 13.2.5 and 4.9.9: it "MUST contain an extension of type id-pkix-ocsp-nocheck". BR 7.1.2.8.2 has it
// too.
Outcome responder_no_check_missing(const CertificateFacts& facts, const Reporter& report) {
  return require_extension(facts, report, oids::ocsp_no_check, "id-pkix-ocsp-nocheck");
}

Outcome responder_no_check_critical(const CertificateFacts& facts, const Reporter& report) {
  return require_not_critical(facts, report, oids::ocsp_no_check, "id-pkix-ocsp-nocheck");
}

// BR 2.0.0 7.1.2.8.2: the column "Critical" of basicConstraints is "Y".
Outcome responder_basic_constraints(const CertificateFacts& facts, const Reporter& report) {
  return require_critical(facts, report, oids::basic_constraints,
                          "basicConstraints of the OCSP responder's certificate");
}

Outcome responder_distribution_points(const CertificateFacts& facts, const Reporter& report) {
  return forbid_extension(facts, report, oids::crl_distribution_points, "cRLDistributionPoints");
}

// BR 2.0.0 to 2.2.5 7.1.2.8.2: certificatePolicies "MUST NOT", since ballot SC-95 (BR 2.2.6) "SHOULD NOT".
Outcome responder_policies(const CertificateFacts& facts, const Reporter& report) {
  return forbid_extension(facts, report, oids::certificate_policies, "certificatePolicies");
}

Outcome responder_name_constraints(const CertificateFacts& facts, const Reporter& report) {
  return forbid_extension(facts, report, oids::name_constraints, "nameConstraints");
}

Outcome responder_alternative_name(const CertificateFacts& facts, const Reporter& report) {
  return forbid_extension(facts, report, oids::subject_alternative_name, "subjectAltName");
}

Outcome responder_access(const CertificateFacts& facts, const Reporter& report) {
  return forbid_extension(facts, report, oids::authority_information_access, "authorityInfoAccess");
}

// BR 2.0.0 7.1.2.8.3: id-ad-ocsp is "NOT RECOMMENDED", "Any other value MUST NOT".
Outcome responder_access_method(const CertificateFacts& facts, const Reporter& report) {
  const x509::Extension* extension = facts.certificate.find(oids::authority_information_access);
  const auto& access = facts.certificate.authority_information_access;
  if (extension == nullptr || !access) return Outcome::not_applicable;
  Outcome outcome = Outcome::pass;
  for (const x509::AccessDescription& each : access->descriptions) {
    if (each.method != oids::ocsp_access)
      outcome = report.fire(place_in(facts.certificate, *extension), each.location.offset,
                            fmt::format("authorityInfoAccess of the OCSP responder has the access method {}",
                                        each.method.to_string()));
  }
  return outcome;
}

Outcome responder_key_identifier(const CertificateFacts& facts, const Reporter& report) {
  return require_extension(facts, report, oids::subject_key_identifier, "subjectKeyIdentifier");
}

// BR 2.0.0 7.1.2.8.4: "OCSP Responder certificates MUST NOT be CA certificates."
Outcome responder_ca(const CertificateFacts& facts, const Reporter& report) {
  if (!facts.certificate.is_ca()) return Outcome::pass;
  const x509::Extension& extension = *facts.certificate.find(oids::basic_constraints);
  return report.fire(place_in(facts.certificate, extension), extension.value_offset,
                     "the OCSP responder's certificate is a CA certificate");
}

// BR 2.0.0 7.1.2.8.5: "Any other value" than OCSPSigning "MUST NOT".
Outcome responder_other_purpose(const CertificateFacts& facts, const Reporter& report) {
  // There are none where the caller says that this is a responder.
  if (!facts.certificate.extended_key_usage) return Outcome::not_applicable;
  const x509::Extension& extension = *facts.certificate.find(oids::extended_key_usage);
  Outcome outcome = Outcome::pass;
  for (const der::Oid purpose : facts.certificate.extended_key_usage->purposes) {
    if (purpose != oids::ocsp_signing)
      outcome = report.fire(
          place_in(facts.certificate, extension), extension.value_offset,
          fmt::format("extKeyUsage of the OCSP responder has the purpose {}", purpose.to_string()));
  }
  return outcome;
}

// BR 2.0.0 7.1.2.8.7: digitalSignature is required, nothing else permitted.
Outcome responder_wrong_usage(const CertificateFacts& facts, const Reporter& report) {
  if (!facts.certificate.key_usage) return Outcome::pass;
  const std::string wrong = usages_besides(*facts.certificate.key_usage, {KeyUsage::digital_signature});
  return wrong.empty()
             ? Outcome::pass
             : fire_at_key_usage(facts, report, fmt::format("keyUsage of the OCSP responder has {}", wrong));
}

Outcome responder_no_signature(const CertificateFacts& facts, const Reporter& report) {
  if (!facts.certificate.key_usage) return Outcome::not_applicable;
  return facts.certificate.key_usage->has(KeyUsage::digital_signature)
             ? Outcome::pass
             : fire_at_key_usage(facts, report, "keyUsage of the OCSP responder lacks digitalSignature");
}

Outcome responder_usage_missing(const CertificateFacts& facts, const Reporter& report) {
  return require_extension(facts, report, oids::key_usage, "keyUsage");
}

Outcome responder_usage_not_critical(const CertificateFacts& facts, const Reporter& report) {
  return require_critical(facts, report, oids::key_usage, "keyUsage of the OCSP responder");
}

// BR 2.0.0 7.1.2.8: the subject is as 7.1.2.10.2 has it for CAs.
template <const SubjectAttribute& attribute>
Outcome responder_without(const CertificateFacts& facts, const Reporter& report) {
  return subject_has(facts, attribute.type)
             ? Outcome::pass
             : fire_at_subject(facts, report,
                               fmt::format("the subject of the OCSP responder has no {}", attribute.name));
}

Outcome responder_other_attribute(const CertificateFacts& facts, const Reporter& report) {
  return allow_attributes(facts, report,
                          {oids::country, oids::state_or_province, oids::locality, oids::postal_code,
                           oids::street_address, oids::organization, oids::common_name},
                          "OCSP responder's certificate");
}

// BR 2.0.0 7.1.2.8.2: "Any other extension" is "NOT RECOMMENDED".
Outcome responder_other_extension(const CertificateFacts& facts, const Reporter& report) {
  static constexpr x509::ExtensionId listed[] = {oids::authority_key_identifier,
                                                 oids::extended_key_usage,
                                                 oids::ocsp_no_check,
                                                 oids::key_usage,
                                                 oids::basic_constraints,
                                                 oids::name_constraints,
                                                 oids::subject_alternative_name,
                                                 oids::subject_key_identifier,
                                                 oids::authority_information_access,
                                                 oids::certificate_policies,
                                                 oids::crl_distribution_points,
                                                 oids::signed_certificate_timestamps,
                                                 oids::precertificate_poison};
  Outcome outcome = Outcome::pass;
  for (const x509::Extension& each : facts.certificate.extensions) {
    if (std::find(std::begin(listed), std::end(listed), each.known) == std::end(listed))
      outcome = report.fire(
          place_of(facts.certificate, each), each.offset,
          fmt::format("the OCSP responder's certificate has the extension {}", each.id.to_string()));
  }
  return outcome;
}

constexpr Revision no_check_history[] = {
    {.document = "BR 1.0", .from = dates::br_1_0.time, .section = "13.2.5"},
    {.document = "BR 1.3.0", .from = dates::br_1_3_0.time, .section = "4.9.9"},
    {.document = "BR 2.0.0", .from = dates::br_2_0_0.time, .section = "7.1.2.8.2"},
};

constexpr std::string_view leave_out = "Leave the extension out.";

using ResponderLint = Outcome (*)(const CertificateFacts&, const Reporter&);
constexpr Lint responder_row(Check check, std::string_view example, ResponderLint function,
                             DateReference from = dates::br_2_0_0, DateReference until = {}) {
  return {.check = check,
          .example = example,
          .applies = Role::ocsp_responder,
          // A CA that has OCSPSigning, too, is told that, and else bound by the rules of CAs.
          .except = Role::ca,
          .effective = from,
          .ineffective = until,
          .certificate = function};
}

constexpr Lint ocsp_responders_lints[] = {
    {.check = must("cabf_br.ocsp_responder.no_check_missing",
                   "An OCSP responder's certificate MUST contain id-pkix-ocsp-nocheck.",
                   "CA/B BR 2.0.0 7.1.2.8.2", "Issue the certificate again with id-pkix-ocsp-nocheck.",
                   "e_ocsp_id_pkix_ocsp_nocheck_ext_not_included_server_auth"),
     .example = "an OCSP responder without id-pkix-ocsp-nocheck",
     .applies = Role::ocsp_responder,
     .effective = dates::br_1_0,
     .history = no_check_history,
     .certificate = responder_no_check_missing},
    responder_row(must("cabf_br.ocsp_responder.no_check_critical",
                       "id-pkix-ocsp-nocheck of an OCSP responder MUST NOT be critical.", "CA/B BR 7.1.2.8.2",
                       "Do not mark id-pkix-ocsp-nocheck critical."),
                  "a critical id-pkix-ocsp-nocheck", responder_no_check_critical),
    responder_row(must("cabf_br.ocsp_responder.basic_constraints_not_critical",
                       "basicConstraints of an OCSP responder, if present, MUST be critical.",
                       "CA/B BR 7.1.2.8.2", "Mark basicConstraints critical, or leave it out."),
                  "an OCSP responder with a basicConstraints that is not critical",
                  responder_basic_constraints),
    responder_row(must("cabf_br.ocsp_responder.crl_distribution_points",
                       "An OCSP responder's certificate MUST NOT contain cRLDistributionPoints.",
                       "CA/B BR 7.1.2.8.2, 7.1.2.11.2", leave_out, "e_ocsp_cert_cdp_forbidden"),
                  "an OCSP responder with cRLDistributionPoints", responder_distribution_points),
    responder_row(must("cabf_br.ocsp_responder.policies_before_sc_95",
                       "An OCSP responder's certificate MUST NOT contain certificatePolicies.",
                       "CA/B BR 2.0.0 7.1.2.8.2", leave_out, "e_ocsp_cert_cp_forbidden"),
                  "an OCSP responder of 2024 with certificatePolicies", responder_policies, dates::br_2_0_0,
                  dates::sc_95),
    responder_row(should("cabf_br.ocsp_responder.policies",
                         "An OCSP responder's certificate SHOULD NOT contain certificatePolicies.",
                         "CA/B BR 2.2.6 7.1.2.8.2 (Ballot SC-95)", leave_out, "e_ocsp_cert_cp_forbidden"),
                  "an OCSP responder of April 2026 with certificatePolicies", responder_policies,
                  dates::sc_95),
    responder_row(must("cabf_br.ocsp_responder.name_constraints",
                       "An OCSP responder's certificate MUST NOT contain nameConstraints.",
                       "CA/B BR 7.1.2.8.2", leave_out),
                  "an OCSP responder with nameConstraints", responder_name_constraints),
    responder_row(must("cabf_br.ocsp_responder.subject_alternative_name",
                       "An OCSP responder's certificate MUST NOT contain subjectAltName.",
                       "CA/B BR 7.1.2.8.2", leave_out),
                  "an OCSP responder with subjectAltName", responder_alternative_name),
    responder_row(should("cabf_br.ocsp_responder.authority_information_access",
                         "An OCSP responder's certificate SHOULD NOT contain authorityInfoAccess.",
                         "CA/B BR 7.1.2.8.2, 7.1.2.8.3", leave_out),
                  "an OCSP responder with authorityInfoAccess", responder_access),
    responder_row(
        must("cabf_br.ocsp_responder.access_method",
             "authorityInfoAccess of an OCSP responder MUST NOT have access methods other than ocsp.",
             "CA/B BR 7.1.2.8.3", leave_out),
        "an OCSP responder with caIssuers", responder_access_method),
    responder_row(should("cabf_br.ocsp_responder.subject_key_identifier_missing",
                         "An OCSP responder's certificate SHOULD contain subjectKeyIdentifier.",
                         "CA/B BR 7.1.2.8.2", "Add subjectKeyIdentifier."),
                  "an OCSP responder without subjectKeyIdentifier", responder_key_identifier),
    {.check =
         must("cabf_br.ocsp_responder.ca", "An OCSP responder's certificate MUST NOT be a CA certificate.",
              "CA/B BR 7.1.2.8.4", "Issue a certificate without cA to the responder."),
     .example = "cA:TRUE and OCSPSigning",
     .applies = Role::ocsp_responder,
     .effective = dates::br_2_0_0,
     .certificate = responder_ca},
    responder_row(must("cabf_br.ocsp_responder.country_missing",
                       "The subject of an OCSP responder MUST contain countryName.",
                       "CA/B BR 7.1.2.8, 7.1.2.10.2", "Add the country of the CA."),
                  "an OCSP responder with only a common name", responder_without<country_attribute>),
    responder_row(must("cabf_br.ocsp_responder.organization_missing",
                       "The subject of an OCSP responder MUST contain organizationName.",
                       "CA/B BR 7.1.2.8, 7.1.2.10.2", "Add the name of the organization that runs the CA."),
                  "an OCSP responder with only a common name", responder_without<organization_attribute>),
    responder_row(must("cabf_br.ocsp_responder.common_name_missing",
                       "The subject of an OCSP responder MUST contain commonName.",
                       "CA/B BR 7.1.2.8, 7.1.2.10.2", "Give the responder a common name."),
                  "an OCSP responder with only a country and an organization",
                  responder_without<common_name_attribute>),
    responder_row(must("cabf_br.ocsp_responder.other_purpose",
                       "extKeyUsage of an OCSP responder MUST NOT contain purposes other than OCSPSigning.",
                       "CA/B BR 7.1.2.8.5", "Issue separate certificates for separate purposes."),
                  "OCSPSigning and serverAuth", responder_other_purpose),
    responder_row(must("cabf_br.ocsp_responder.wrong_usage",
                       "keyUsage of an OCSP responder MUST NOT assert anything but digitalSignature.",
                       "CA/B BR 7.1.2.8.7", "Issue the certificate again with keyUsage digitalSignature.",
                       "e_ocsp_cert_invalid_ku"),
                  "an OCSP responder with contentCommitment", responder_wrong_usage),
    responder_row(must("cabf_br.ocsp_responder.no_digital_signature",
                       "keyUsage of an OCSP responder MUST assert digitalSignature.", "CA/B BR 7.1.2.8.7",
                       "Issue the certificate again with keyUsage digitalSignature."),
                  "an OCSP responder with contentCommitment alone", responder_no_signature),
    responder_row(must("cabf_br.ocsp_responder.key_usage_missing",
                       "An OCSP responder's certificate MUST contain keyUsage.", "CA/B BR 7.1.2.8.2",
                       "Issue the certificate again with keyUsage digitalSignature."),
                  "an OCSP responder without keyUsage", responder_usage_missing),
    responder_row(must("cabf_br.ocsp_responder.key_usage_not_critical",
                       "keyUsage of an OCSP responder MUST be critical.", "CA/B BR 7.1.2.8.2",
                       "Mark keyUsage critical."),
                  "an OCSP responder whose keyUsage is not critical", responder_usage_not_critical),
    responder_row(
        should("cabf_br.ocsp_responder.other_attribute",
               "The subject of an OCSP responder SHOULD NOT contain attributes that its profile does "
               "not list.",
               "CA/B BR 7.1.2.8, 7.1.2.10.2", "Leave the attribute out."),
        "an OCSP responder with OU=OCSP", responder_other_attribute),
    responder_row(
        should("cabf_br.ocsp_responder.other_extension",
               "An OCSP responder's certificate SHOULD NOT contain extensions that its profile does "
               "not list.",
               "CA/B BR 7.1.2.8.2", leave_out),
        "an OCSP responder with a TLS feature", responder_other_extension),
};

}  // namespace

constinit const Rows ocsp_responders_rows = ocsp_responders_lints;

}  // namespace certcheck::lint::cabf_br
