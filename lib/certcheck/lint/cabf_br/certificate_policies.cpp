#include "certcheck/lint/cabf_br/themes.h"
#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/support/criticality.h"
#include "certcheck/lint/support/extension_place.h"
#include "certcheck/lint/support/policy_place.h"
#include "certcheck/lint/support/reserved_policies.h"
#include "certcheck/lint/support/rules_of_issuing.h"
#include "certcheck/lint/support/uri_scheme.h"
#include "certcheck/x509/oids.h"

#include <fmt/format.h>

#include <algorithm>

namespace certcheck::lint::cabf_br {
namespace {

namespace oids = x509::oids;
using x509::PolicyInformation;

bool is_reserved(const PolicyInformation& policy) {
  return std::any_of(std::begin(reserved_policies), std::end(reserved_policies),
                     [&policy](const ReservedPolicy& each) { return each.id == policy.id; });
}

bool is_any_policy(const PolicyInformation& policy) { return policy.id == oids::any_policy; }

bool has_any_policy(const CertificateFacts& facts) {
  const auto policies = policies_of(facts.certificate);
  return std::any_of(policies.begin(), policies.end(), is_any_policy);
}

auto count_reserved(const CertificateFacts& facts) {
  const auto policies = policies_of(facts.certificate);
  return std::count_if(policies.begin(), policies.end(), is_reserved);
}

/// At the extension's value, or at the extensions if it is missing.
Outcome fire_at_policies(const CertificateFacts& facts, const Reporter& report, std::string message) {
  const x509::Extension* extension = facts.certificate.find(oids::certificate_policies);
  return extension == nullptr ? report.fire("tbsCertificate.extensions", {}, std::move(message))
                              : report.fire(place_in(facts.certificate, *extension), extension->value_offset,
                                            std::move(message));
}

Outcome fire_at_policy(const CertificateFacts& facts, const Reporter& report, const PolicyInformation& policy,
                       std::string message) {
  const x509::Extension& extension = *facts.certificate.find(oids::certificate_policies);
  const auto index = static_cast<size_t>(&policy - policies_of(facts.certificate).data());
  return report.fire(place_of_policy(facts.certificate, extension, index), policy.offset, std::move(message));
}

Outcome require_policies(const CertificateFacts& facts, const Reporter& report, std::string_view message) {
  return facts.certificate.find(oids::certificate_policies) != nullptr
             ? Outcome::pass
             : fire_at_policies(facts, report, std::string(message));
}

// BR 7.1.2.7.6: certificatePolicies "MUST" be in a subscriber certificate. BR 1.0 appendix B asked the same.
Outcome subscriber_policies_missing(const CertificateFacts& facts, const Reporter& report) {
  return require_policies(facts, report, "the subscriber certificate has no certificatePolicies");
}

// BR 1.0 9.3.4: "A Certificate issued to a Subscriber MUST contain one or more policy identifier(s)".
// BR 2.0.0 7.1.2.7.9: "at least one PolicyInformation".
Outcome subscriber_without_policy(const CertificateFacts& facts, const Reporter& report) {
  return policies_of(facts.certificate).empty()
             ? fire_at_policies(facts, report, "the subscriber certificate has no policy")
             : Outcome::pass;
}

// BR 7.1.2.6.1: certificatePolicies "MUST" be in a TLS CA's certificate. BR 1.0 appendix B asked the same.
Outcome ca_policies_missing(const CertificateFacts& facts, const Reporter& report) {
  return require_policies(facts, report, "the CA certificate has no certificatePolicies");
}

// BR 1.0 appendix B to 1.8.7: certificatePolicies "SHOULD NOT be marked critical". The profiles of BR 2.0.0
// say "N" of its criticality.
Outcome policies_critical(const CertificateFacts& facts, const Reporter& report) {
  return require_not_critical(facts, report, oids::certificate_policies, "certificatePolicies");
}

// BR 2.0.0 7.1.2.7.9: the extension "MUST contain exactly one Reserved Certificate Policy Identifier."
// BR 1.7.1 7.1.6.4: "Effective 2020-09-30", one or more of the reserved ones.
Outcome subscriber_without_reserved(const CertificateFacts& facts, const Reporter& report) {
  return count_reserved(facts) == 0
             ? fire_at_policies(facts, report, "no policy of the certificate is a reserved one")
             : Outcome::pass;
}

Outcome fire_second_reserved(const CertificateFacts& facts, const Reporter& report) {
  const auto policies = policies_of(facts.certificate);
  const auto first = std::find_if(policies.begin(), policies.end(), is_reserved);
  const auto second = std::find_if(first + 1, policies.end(), is_reserved);
  return fire_at_policy(facts, report, *second,
                        fmt::format("the policy {} is a second reserved one, after {}",
                                    second->id.to_string(), first->id.to_string()));
}

Outcome subscriber_several_reserved(const CertificateFacts& facts, const Reporter& report) {
  const auto count = count_reserved(facts);
  if (count == 0) return Outcome::not_applicable;
  return count == 1 ? Outcome::pass : fire_second_reserved(facts, report);
}

// BR 2.0.0 7.1.2.7.9: "The anyPolicy Policy Identifier MUST NOT be present."
Outcome subscriber_any_policy(const CertificateFacts& facts, const Reporter& report) {
  const auto policies = policies_of(facts.certificate);
  const auto found = std::find_if(policies.begin(), policies.end(), is_any_policy);
  return found == policies.end()
             ? Outcome::pass
             : fire_at_policy(facts, report, *found, "the subscriber certificate has anyPolicy");
}

// BR 2.0.0 7.1.2.7.9 and 7.1.2.10.5: "This Profile RECOMMENDS that the first PolicyInformation value within
// the Certificate Policies extension contains the Reserved Certificate Policy Identifier".
Outcome reserved_not_first(const CertificateFacts& facts, const Reporter& report) {
  if (count_reserved(facts) == 0) return Outcome::not_applicable;
  const PolicyInformation& first = policies_of(facts.certificate).front();
  return is_reserved(first) ? Outcome::pass
                            : fire_at_policy(facts, report, first,
                                             fmt::format("the policy {} comes before the reserved one",
                                                         first.id.to_string()));
}

// BR 2.0.0 7.1.2.10.5: anyPolicy "MUST be the only PolicyInformation value."
Outcome ca_any_policy_with_others(const CertificateFacts& facts, const Reporter& report) {
  if (!has_any_policy(facts)) return Outcome::not_applicable;
  return policies_of(facts.certificate).size() == 1
             ? Outcome::pass
             : fire_at_policies(facts, report, "anyPolicy is not the only policy of the CA certificate");
}

// BR 2.0.0 7.1.2.10.5: without anyPolicy a reserved policy "MUST" be there.
Outcome ca_without_reserved(const CertificateFacts& facts, const Reporter& report) {
  return has_any_policy(facts) || count_reserved(facts) > 0
             ? Outcome::pass
             : fire_at_policies(facts, report,
                                "the CA certificate has neither anyPolicy nor a reserved policy");
}

// BR 2.0.0 7.1.2.10.5: "The CA MUST include exactly one Reserved Certificate Policy Identifier". Since ballot
// SC-79 a cross-certificate may have several (7.1.2.2.6), if no subscriber certificates are issued below it.
Outcome ca_several_reserved(const CertificateFacts& facts, const Reporter& report) {
  if (has_any_policy(facts) || facts.has(Role::cross_certificate)) return Outcome::not_applicable;
  return count_reserved(facts) < 2 ? Outcome::pass : fire_second_reserved(facts, report);
}

// BR 2.0.0 7.1.2.3.2: a CA that is not for TLS has no reserved policy.
Outcome non_tls_ca_reserved(const CertificateFacts& facts, const Reporter& report) {
  if (policies_of(facts.certificate).empty()) return Outcome::not_applicable;
  const auto policies = policies_of(facts.certificate);
  const auto found = std::find_if(policies.begin(), policies.end(), is_reserved);
  return found == policies.end() ? Outcome::pass
                                 : fire_at_policy(facts, report, *found,
                                                  fmt::format("the CA is not for TLS, but has the policy {}",
                                                              found->id.to_string()));
}

// BR 7.1.2.1.2: certificatePolicies in a root are "NOT RECOMMENDED". BR 1.0 appendix B: "SHOULD NOT be
// present".
Outcome root_policies(const CertificateFacts& facts, const Reporter& report) {
  const x509::Extension* extension = facts.certificate.find(oids::certificate_policies);
  return extension == nullptr ? Outcome::pass
                              : report.fire(place_of(facts.certificate, *extension), extension->offset,
                                            "the root has certificatePolicies");
}

/// Fires for each qualifier of which `fault` says something.
template <typename Fault>
Outcome check_qualifiers(const CertificateFacts& facts, const Reporter& report, Fault fault) {
  if (facts.certificate.find(oids::certificate_policies) == nullptr) return Outcome::not_applicable;
  Outcome outcome = Outcome::pass;
  for_each_qualifier(facts.certificate, [&](const QualifierPlace& place) {
    if (const std::string what = fault(place.qualifier); !what.empty())
      outcome = report.fire(place.path(facts.certificate), place.qualifier.offset, what);
  });
  return outcome;
}

/// The text of a CPS qualifier; empty if it is not an IA5String.
std::string_view cps_uri(const x509::PolicyQualifier& qualifier) {
  Findings ignored;
  der::FaultSink sink(ignored);
  der::Reader reader(qualifier.qualifier, sink, {});
  const auto pointer = reader.take_if(der::tag::ia5_string);
  return pointer ? as_text(pointer->content) : std::string_view();
}

// BR 2.0.0 7.1.2.7.9 and its like: "Any other qualifier" than id-qt-cps "MUST NOT" be there.
Outcome other_qualifier(const CertificateFacts& facts, const Reporter& report) {
  return check_qualifiers(facts, report, [](const x509::PolicyQualifier& qualifier) -> std::string {
    return qualifier.id == oids::cps_qualifier
               ? ""
               : fmt::format("the policy has the qualifier {}", qualifier.id.to_string());
  });
}

// The same: "The HTTP or HTTPS URL for the Issuing CA's Certificate Policies, ...".
Outcome cps_not_http(const CertificateFacts& facts, const Reporter& report) {
  return check_qualifiers(facts, report, [](const x509::PolicyQualifier& qualifier) -> std::string {
    if (qualifier.id != oids::cps_qualifier) return "";
    const std::string_view uri = cps_uri(qualifier);
    return has_scheme(uri, "http") || has_scheme(uri, "https")
               ? ""
               : fmt::format("the CPS \"{}\" is not an HTTP or HTTPS URL", uri);
  });
}

// The same: policyQualifiers is "NOT RECOMMENDED".
Outcome qualifiers(const CertificateFacts& facts, const Reporter& report) {
  if (policies_of(facts.certificate).empty()) return Outcome::not_applicable;
  for (const PolicyInformation& policy : policies_of(facts.certificate)) {
    if (!policy.qualifiers.empty())
      return fire_at_policy(facts, report, policy,
                            fmt::format("the policy {} has qualifiers", policy.id.to_string()));
  }
  return Outcome::pass;
}

constexpr Revision subscriber_policies_history[] = {
    {.document = "BR 1.0", .from = dates::br_1_0.time, .section = "appendix B"},
    {.document = "BR 1.3.0", .from = dates::br_1_3_0.time, .section = "7.1.2.3"},
    {.document = "BR 2.0.0", .from = dates::br_2_0_0.time, .section = "7.1.2.7.6"},
};
constexpr Revision ca_policies_history[] = {
    {.document = "BR 1.0", .from = dates::br_1_0.time, .section = "appendix B"},
    {.document = "BR 1.3.0", .from = dates::br_1_3_0.time, .section = "7.1.2.2"},
    {.document = "BR 2.0.0", .from = dates::br_2_0_0.time, .section = "7.1.2.6.1"},
};
constexpr Revision root_policies_history[] = {
    {.document = "BR 1.0", .from = dates::br_1_0.time, .section = "appendix B"},
    {.document = "BR 1.3.0", .from = dates::br_1_3_0.time, .section = "7.1.2.1"},
    {.document = "BR 2.0.0", .from = dates::br_2_0_0.time, .section = "7.1.2.1.2"},
};

constexpr std::string_view not_critical_hint =
    "Issue the certificate again with certificatePolicies not marked critical.";

constexpr Revision reserved_policy_history[] = {
    {.document = "BR 1.7.1", .from = dates::sc_31_effective.time, .section = "7.1.6.4"},
    {.document = "BR 2.0.0", .from = dates::br_2_0_0.time, .section = "7.1.2.7.9"},
};

constexpr Lint certificate_policies_lints[] = {
    {.check = must("cabf_br.certificate_policies.subscriber_missing",
                   "A subscriber certificate MUST contain certificatePolicies.", "CA/B BR 2.0.0 7.1.2.7.6",
                   "Issue the certificate again with the reserved policy of what was validated.",
                   "e_sub_cert_certificate_policies_missing"),
     .example = "a server certificate without certificatePolicies",
     .applies = Role::leaf,
     .effective = dates::br_1_0,
     .history = subscriber_policies_history,
     .certificate = subscriber_policies_missing},
    {.check =
         must("cabf_br.certificate_policies.subscriber_empty",
              "certificatePolicies of a subscriber certificate MUST contain a policy.", "CA/B BR 7.1.2.7.9",
              "Add the reserved policy of what was validated.", "e_sub_cert_cert_policy_empty"),
     .example = "a server certificate without a policy",
     .applies = Role::leaf,
     .effective = dates::br_1_0,
     .certificate = subscriber_without_policy},
    {.check = should("cabf_br.certificate_policies.subscriber_critical_before_profiles",
                     "certificatePolicies of a subscriber certificate SHOULD NOT be critical.",
                     "CA/B BR 1.8.0 7.1.2.3", not_critical_hint,
                     "w_sub_cert_certificate_policies_marked_critical"),
     .example = "critical certificatePolicies in a server certificate of 2020",
     .applies = Role::leaf,
     .effective = dates::br_1_0,
     .ineffective = dates::br_2_0_0,
     .certificate = policies_critical},
    {.check = must("cabf_br.certificate_policies.subscriber_critical",
                   "certificatePolicies of a subscriber certificate MUST NOT be critical.",
                   "CA/B BR 7.1.2.7.6", not_critical_hint, "w_sub_cert_certificate_policies_marked_critical"),
     .example = "critical certificatePolicies in a server certificate of 2026",
     .applies = Role::leaf,
     .effective = dates::br_2_0_0,
     .certificate = policies_critical},
    {.check = must("cabf_br.certificate_policies.subscriber_without_reserved",
                   "A subscriber certificate MUST contain a reserved policy.", "CA/B BR 2.0.0 7.1.2.7.9",
                   "Add the reserved policy of what was validated, 2.23.140.1.2.1 for domains alone."),
     .example = "a server certificate whose only policy is the CA's own",
     .applies = Role::subscriber,
     .effective = dates::sc_31_effective,
     .history = reserved_policy_history,
     .certificate = subscriber_without_reserved},
    {.check = must("cabf_br.certificate_policies.subscriber_several_reserved",
                   "A subscriber certificate MUST NOT contain more than one reserved policy.",
                   "CA/B BR 7.1.2.7.9", "Leave in the one of what was validated."),
     .example = "the policies 2.23.140.1.2.1 and 2.23.140.1.2.2 in one certificate",
     .applies = Role::subscriber,
     .effective = dates::br_2_0_0,
     .certificate = subscriber_several_reserved},
    {.check = must("cabf_br.certificate_policies.subscriber_any_policy",
                   "A subscriber certificate MUST NOT contain anyPolicy.", "CA/B BR 7.1.2.7.9",
                   "Leave anyPolicy out."),
     .example = "a server certificate with anyPolicy",
     .applies = Role::subscriber,
     .effective = dates::br_2_0_0,
     .certificate = subscriber_any_policy},
    {.check = should("cabf_br.certificate_policies.subscriber_reserved_not_first",
                     "The reserved policy of a subscriber certificate SHOULD be the first one.",
                     "CA/B BR 7.1.2.7.9", "Put the reserved policy first: some clients look at that one."),
     .example = "a policy of the CA's own before 2.23.140.1.2.1",
     .applies = Role::subscriber,
     .effective = dates::br_2_0_0,
     .certificate = reserved_not_first},
    {.check = must("cabf_br.certificate_policies.ca_missing",
                   "A TLS subordinate CA certificate MUST contain certificatePolicies.",
                   "CA/B BR 2.0.0 7.1.2.6.1", "Issue the CA certificate again with certificatePolicies.",
                   "e_sub_ca_certificate_policies_missing"),
     .example = "an issuing CA without certificatePolicies",
     .applies = Role::subordinate_ca,
     .except = Role::non_tls_ca,
     .effective = dates::br_1_0,
     .history = ca_policies_history,
     .certificate = ca_policies_missing},
    {.check =
         should("cabf_br.certificate_policies.ca_critical_before_profiles",
                "certificatePolicies of a subordinate CA SHOULD NOT be critical.", "CA/B BR 1.8.0 7.1.2.2",
                not_critical_hint, "w_sub_ca_certificate_policies_marked_critical"),
     .example = "critical certificatePolicies in an issuing CA's certificate of 2020",
     .applies = Role::subordinate_ca,
     .effective = dates::br_1_0,
     .ineffective = dates::br_2_0_0,
     .certificate = policies_critical},
    {.check = must("cabf_br.certificate_policies.ca_critical",
                   "certificatePolicies of a TLS subordinate CA MUST NOT be critical.", "CA/B BR 7.1.2.6.1",
                   not_critical_hint, "w_sub_ca_certificate_policies_marked_critical"),
     .example = "critical certificatePolicies in an issuing CA's certificate of 2026",
     .applies = Role::subordinate_ca,
     .effective = dates::br_2_0_0,
     .certificate = policies_critical},
    {.check = must("cabf_br.certificate_policies.ca_any_policy_with_others",
                   "anyPolicy in a CA certificate MUST be the only policy.", "CA/B BR 7.1.2.10.5",
                   "Leave anyPolicy out, or all others.", "e_invalid_ca_certificate_policies"),
     .example = "an issuing CA with anyPolicy and 2.23.140.1.2.1",
     .applies = Role::subordinate_ca,
     .effective = dates::br_2_0_0,
     .certificate = ca_any_policy_with_others},
    {.check = must("cabf_br.certificate_policies.ca_without_reserved",
                   "A TLS subordinate CA certificate without anyPolicy MUST contain a reserved policy.",
                   "CA/B BR 7.1.2.10.5", "Add the reserved policy of what the CA issues.",
                   "e_invalid_ca_certificate_policies"),
     .example = "an issuing CA whose only policy is its own",
     .applies = Role::subordinate_ca,
     .except = Role::non_tls_ca,
     .effective = dates::br_2_0_0,
     .certificate = ca_without_reserved},
    {.check = must("cabf_br.certificate_policies.ca_several_reserved",
                   "A TLS subordinate CA certificate MUST NOT contain more than one reserved policy, unless "
                   "it is a cross-certificate.",
                   "CA/B BR 7.1.2.10.5, 7.1.2.2.6", "Leave in the one of what the CA issues.",
                   "e_ca_multiple_reserved_policy_oids"),
     .example = "an issuing CA with 2.23.140.1.2.1 and 2.23.140.1.2.2",
     .applies = Role::subordinate_ca,
     .except = Role::non_tls_ca,
     .effective = dates::br_2_0_0,
     .certificate = ca_several_reserved},
    {.check = should("cabf_br.certificate_policies.ca_reserved_not_first",
                     "The reserved policy of a CA certificate SHOULD be the first one.", "CA/B BR 7.1.2.10.5",
                     "Put the reserved policy first."),
     .example = "a policy of the CA's own before 2.23.140.1.2.1",
     .applies = Role::subordinate_ca,
     .except = Role::non_tls_ca,
     .effective = dates::br_2_0_0,
     .certificate = reserved_not_first},
    {.check = must("cabf_br.certificate_policies.non_tls_ca_reserved",
                   "The certificate of a CA that is not for TLS MUST NOT contain a reserved policy.",
                   "CA/B BR 7.1.2.3.2", "Leave the reserved policy out."),
     .example = "a CA for email with 2.23.140.1.2.1",
     .applies = Role::non_tls_ca,
     .effective = dates::br_2_0_0,
     .certificate = non_tls_ca_reserved},
    {.check = should("cabf_br.certificate_policies.root_present",
                     "A root SHOULD NOT contain certificatePolicies.", "CA/B BR 2.0.0 7.1.2.1.2",
                     "Leave certificatePolicies out of the root.", "w_root_ca_contains_cert_policy"),
     .example = "a root with certificatePolicies",
     .applies = Role::root,
     .effective = dates::br_1_0,
     .history = root_policies_history,
     .certificate = root_policies},
    {.check = must("cabf_br.certificate_policies.other_qualifier",
                   "A policy MUST NOT have qualifiers other than id-qt-cps.",
                   "CA/B BR 7.1.2.7.9, 7.1.2.10.5, 7.1.2.8.8", "Leave the qualifier out.",
                   "e_policy_qualifiers_other_than_cps_not_permitted"),
     .example = "a user notice in a server certificate",
     .also = Role::ocsp_responder,
     .effective = dates::br_2_0_0,
     .certificate = other_qualifier},
    {.check = must("cabf_br.certificate_policies.cps_not_http",
                   "The CPS of a policy qualifier MUST be an HTTP or HTTPS URL.",
                   "CA/B BR 7.1.2.7.9, 7.1.2.10.5, 7.1.2.8.8", "Give the URL, or leave the qualifier out.",
                   "e_invalid_cps_uri"),
     .example = "a CPS \"www.pki.example/cps\"",
     .also = Role::ocsp_responder,
     .effective = dates::br_2_0_0,
     .certificate = cps_not_http},
    {.check = should("cabf_br.certificate_policies.qualifiers", "Policies SHOULD NOT have qualifiers.",
                     "CA/B BR 7.1.2.7.9, 7.1.2.10.5, 7.1.2.8.8",
                     "Leave the qualifiers out: they make the certificate larger and no client uses them."),
     .example = "a server certificate with the URL of a CPS",
     .also = Role::ocsp_responder,
     .effective = dates::br_2_0_0,
     .certificate = qualifiers},
};

}  // namespace

constinit const Rows certificate_policies_rows = certificate_policies_lints;

}  // namespace certcheck::lint::cabf_br
