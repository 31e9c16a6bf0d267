#include "certcheck/lint/cabf_br/themes.h"
#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/support/extension_place.h"
#include "certcheck/lint/support/policy_place.h"
#include "certcheck/lint/support/purposes.h"
#include "certcheck/lint/support/reserved_policies.h"
#include "certcheck/lint/support/rules_of_issuing.h"
#include "certcheck/lint/support/technical_constraints.h"
#include "certcheck/x509/oids.h"

#include <fmt/format.h>

#include <algorithm>

/// BR 7.1.2: the marks of each kind of certificate. A certificate by itself is of the kind that its marks
/// say, so that one can be wrong only where the caller says of which kind the certificate is to be.
namespace certcheck::lint::cabf_br {
namespace {

namespace oids = x509::oids;

bool has_policy(const CertificateFacts& facts, der::Oid id) {
  const auto policies = policies_of(facts.certificate);
  return std::any_of(policies.begin(), policies.end(),
                     [id](const x509::PolicyInformation& policy) { return policy.id == id; });
}

// BR 2.0.0 7.1.2.7.9: the reserved policy is the one "associated with the given Subscriber Certificate type".
// Without any, cabf_br.certificate_policies.subscriber_without_reserved says so.
Outcome subscriber_other_reserved(const CertificateFacts& facts, const Reporter& report) {
  const ReservedPolicy* wanted = nullptr;
  const ReservedPolicy* found = nullptr;
  for (const ReservedPolicy& each : reserved_policies) {
    if (facts.has(each.role)) {
      // By its policies it is of two types.
      if (wanted != nullptr) return Outcome::not_applicable;
      wanted = &each;
    }
    if (has_policy(facts, each.id)) found = &each;
  }
  if (wanted == nullptr || found == nullptr) return Outcome::not_applicable;
  if (has_policy(facts, wanted->id)) return Outcome::pass;
  const x509::Extension& extension = *facts.certificate.find(oids::certificate_policies);
  const auto policies = policies_of(facts.certificate);
  const auto policy =
      std::find_if(policies.begin(), policies.end(), [&](const auto& each) { return each.id == found->id; });
  return report.fire(
      place_of_policy(facts.certificate, extension, static_cast<size_t>(policy - policies.begin())),
      policy->offset,
      fmt::format("the reserved policy {} is not that of a certificate that is {}, {}", found->id.to_string(),
                  wanted->name, wanted->id.to_string()));
}

/// Fires if extKeyUsage is missing, or if it is there without the purpose.
Outcome require_purpose(const CertificateFacts& facts, const Reporter& report, der::Oid purpose,
                        std::string_view name, std::string_view of) {
  if (has_purpose(facts.certificate, purpose)) return Outcome::pass;
  return fire_at_purposes(facts, report,
                          facts.certificate.find(oids::extended_key_usage) == nullptr
                              ? fmt::format("the certificate of the {} has no extKeyUsage", of)
                              : fmt::format("extKeyUsage of the {} lacks {}", of, name));
}

// BR 2.0.0 7.1.2.10.6: serverAuth "MUST" be there. BR 1.7.1 7.1.2.2 g: extKeyUsage "MUST be present" in
// certificates that are not cross-certificates, with serverAuth in those of CAs for TLS.
Outcome issuing_ca_without_server_auth(const CertificateFacts& facts, const Reporter& report) {
  // Then it is anyExtendedKeyUsage that is wrong.
  if (has_purpose(facts.certificate, oids::any_extended_key_usage)) return Outcome::not_applicable;
  return require_purpose(facts, report, oids::server_auth, "serverAuth", "TLS CA");
}

// BR 2.0.0 7.1.2.10.6: "anyExtendedKeyUsage MUST NOT".
Outcome issuing_ca_any_purpose(const CertificateFacts& facts, const Reporter& report) {
  if (!facts.certificate.extended_key_usage) return Outcome::not_applicable;
  return !has_purpose(facts.certificate, oids::any_extended_key_usage)
             ? Outcome::pass
             : fire_at_purposes(facts, report, "extKeyUsage of the TLS CA has anyExtendedKeyUsage");
}

// BR 2.0.0 7.1.2.3.1: extKeyUsage "MUST".
Outcome non_tls_ca_purposes_missing(const CertificateFacts& facts, const Reporter& report) {
  return facts.certificate.find(oids::extended_key_usage) != nullptr
             ? Outcome::pass
             : fire_at_purposes(facts, report,
                                "the certificate of the CA that is not for TLS has no extKeyUsage");
}

// BR 2.0.0 7.1.2.3.3: serverAuth, anyExtendedKeyUsage and precertificate signing "MUST NOT". OCSPSigning,
// too, which cabf_br.ca_extended_key_usage.non_tls_ocsp_signing finds.
Outcome non_tls_ca_tls_purpose(const CertificateFacts& facts, const Reporter& report) {
  if (!facts.certificate.extended_key_usage) return Outcome::not_applicable;
  Outcome outcome = Outcome::pass;
  for (const der::Oid purpose : facts.certificate.extended_key_usage->purposes) {
    if (purpose == oids::server_auth || purpose == oids::any_extended_key_usage ||
        purpose == oids::precertificate_signing)
      outcome = fire_at_purposes(
          facts, report,
          fmt::format("extKeyUsage of the CA that is not for TLS has the purpose {}", purpose.to_string()));
  }
  return outcome;
}

// BR 2.0.0 7.1.2.4.2: precertificate signing "MUST".
Outcome signer_purpose_missing(const CertificateFacts& facts, const Reporter& report) {
  return require_purpose(facts, report, oids::precertificate_signing,
                         "the purpose of signing precertificates", "precertificate signing CA");
}

// BR 2.0.0 7.1.2.8.5: OCSPSigning "MUST".
Outcome responder_purpose_missing(const CertificateFacts& facts, const Reporter& report) {
  return require_purpose(facts, report, oids::ocsp_signing, "OCSPSigning", "OCSP responder");
}

// BR 2.0.0 7.1.2.9: the poison "MUST" be in a precertificate.
Outcome poison_missing(const CertificateFacts& facts, const Reporter& report) {
  return facts.certificate.find(oids::precertificate_poison) != nullptr
             ? Outcome::pass
             : report.fire("tbsCertificate.extensions", {}, "the precertificate has no poison extension");
}

// BR 2.0.0 7.1.2.7.8: cA "MUST be FALSE". BR 1.0 appendix B to 1.8.7 7.1.2.3 d: it "MUST NOT be true".
Outcome subscriber_ca(const CertificateFacts& facts, const Reporter& report) {
  const auto& constraints = facts.certificate.basic_constraints;
  if (!constraints) return Outcome::not_applicable;
  if (!constraints->ca) return Outcome::pass;
  const x509::Extension& extension = *facts.certificate.find(oids::basic_constraints);
  return report.fire(place_in(facts.certificate, extension), extension.value_offset,
                     "basicConstraints of the subscriber certificate has cA TRUE");
}

// BR 2.0.0 7.1.2.1: the encoded issuer is "byte-for-byte identical to the encoded subject". Names that match
// and are encoded in different ways are found by cabf_br.certificate.root_names_differ.
Outcome root_of_another_issuer(const CertificateFacts& facts, const Reporter& report) {
  const x509::Certificate& certificate = facts.certificate;
  return certificate.self_issued() ? Outcome::pass
                                   : report.fire("tbsCertificate.issuer", certificate.issuer.offset,
                                                 "the issuer of the root is not its subject");
}

// BR 2.0.0 7.1.2.5.1: nameConstraints "MUST", and 7.1.2.5.2: names of each of the three kinds "MUST" be in
// it.
Outcome constraints_incomplete(const CertificateFacts& facts, const Reporter& report) {
  const x509::Extension* const extension = facts.certificate.find(oids::name_constraints);
  if (extension == nullptr)
    return report.fire("tbsCertificate.extensions", {},
                       "the technically constrained CA's certificate has no nameConstraints");
  if (!facts.certificate.name_constraints) return Outcome::not_applicable;
  const std::string_view missing = missing_technical_constraint(facts.certificate);
  return missing.empty() ? Outcome::pass
                         : report.fire(place_in(facts.certificate, *extension), extension->value_offset,
                                       fmt::format("nameConstraints {}", missing));
}

constexpr Lint given_kinds_lints[] = {
    {.check = must("cabf_br.basic_constraints.subscriber_ca", "cA of a subscriber certificate MUST be FALSE.",
                   "CA/B BR 7.1.2.7.8; 1.8.0 7.1.2.3 d", "Issue the certificate again without cA."),
     .example = "a CA's certificate where one for validated domains is asked for",
     .applies = Role::subscriber,
     .effective = dates::br_1_0,
     .certificate = subscriber_ca},
    {.check = must("cabf_br.certificate.root_of_another_issuer", "The issuer of a root MUST be its subject.",
                   "CA/B BR 7.1.2.1", "Have the root sign itself, or check the certificate as what it is."),
     .example = "an intermediate certificate where a root is asked for",
     .applies = Role::root,
     .effective = dates::br_2_0_0,
     .certificate = root_of_another_issuer},
    {.check = must("cabf_br.name_constraints.constrained_incomplete",
                   "A technically constrained TLS CA's certificate MUST contain nameConstraints that limit "
                   "dNSName, iPAddress and directoryName.",
                   "CA/B BR 7.1.2.5.1, 7.1.2.5.2", "Permit or exclude names of every kind."),
     .example = "no nameConstraints where a technically constrained CA is asked for",
     .applies = Role::constrained_ca | Role::not_cross_certificate,
     .except = Role::tls_br,
     .effective = dates::br_2_0_0,
     .certificate = constraints_incomplete},
    {.check = must("cabf_br.certificate_policies.subscriber_other_reserved",
                   "The reserved policy of a subscriber certificate MUST be that of its type.",
                   "CA/B BR 7.1.2.7.9, 7.1.6.1", "Use the reserved policy of what was validated."),
     .example = "2.23.140.1.2.1 where a certificate for an organization is asked for",
     .applies = Role::subscriber,
     .effective = dates::br_2_0_0,
     .certificate = subscriber_other_reserved},
    {.check = must(
         "cabf_br.ca_extended_key_usage.issuing_ca_without_server_auth",
         "extKeyUsage of a TLS CA that is not cross-certified MUST be present and contain serverAuth.",
         "CA/B BR 7.1.2.6.1, 7.1.2.10.6; 1.7.1 7.1.2.2 g", "Issue the CA certificate again with serverAuth."),
     .example = "no extKeyUsage where an intermediate certificate is asked for",
     .applies = Role::subordinate_ca | Role::not_cross_certificate,
     .except = Role::tls_br,
     .effective = dates::br_1_7_1,
     .certificate = issuing_ca_without_server_auth},
    {.check =
         must("cabf_br.ca_extended_key_usage.issuing_ca_any_purpose",
              "extKeyUsage of a TLS CA that is not cross-certified MUST NOT contain anyExtendedKeyUsage.",
              "CA/B BR 7.1.2.10.6", "Issue the CA certificate again with serverAuth."),
     .example = "anyExtendedKeyUsage where an intermediate certificate is asked for",
     .applies = Role::subordinate_ca | Role::not_cross_certificate,
     .except = Role::tls_br,
     .effective = dates::br_2_0_0,
     .certificate = issuing_ca_any_purpose},
    {.check = must("cabf_br.ca_extended_key_usage.non_tls_missing",
                   "The certificate of a CA that is not for TLS MUST contain extKeyUsage.",
                   "CA/B BR 7.1.2.3.1", "Issue the CA certificate again with the purposes that it is for."),
     .example = "no extKeyUsage where a CA that is not for TLS is asked for",
     .applies = Role::non_tls_ca,
     .effective = dates::br_2_0_0,
     .certificate = non_tls_ca_purposes_missing},
    {.check =
         must("cabf_br.ca_extended_key_usage.non_tls_tls_purpose",
              "extKeyUsage of a CA that is not for TLS MUST NOT contain serverAuth, anyExtendedKeyUsage or "
              "precertificate signing.",
              "CA/B BR 7.1.2.3.3", "Leave the purpose out."),
     .example = "serverAuth where a CA that is not for TLS is asked for",
     .applies = Role::non_tls_ca,
     .effective = dates::br_2_0_0,
     .certificate = non_tls_ca_tls_purpose},
    {.check = must("cabf_br.ca_extended_key_usage.signer_purpose_missing",
                   "extKeyUsage of a precertificate signing CA MUST contain that purpose.",
                   "CA/B BR 7.1.2.4.2", "Add 1.3.6.1.4.1.11129.2.4.4, and nothing else."),
     .example = "serverAuth where a precertificate signing CA is asked for",
     .applies = Role::precertificate_signer,
     .effective = dates::br_2_0_0,
     .certificate = signer_purpose_missing},
    {.check = must("cabf_br.ocsp_responder.purpose_missing",
                   "extKeyUsage of an OCSP responder MUST be present and contain OCSPSigning.",
                   "CA/B BR 7.1.2.8.5; RFC 6960 4.2.2.2", "Issue the certificate again with OCSPSigning."),
     .example = "no extKeyUsage where an OCSP responder is asked for",
     .applies = Role::ocsp_responder,
     .effective = dates::br_2_0_0,
     .certificate = responder_purpose_missing},
    {.check = must("cabf_br.precertificate.poison_missing",
                   "A precertificate MUST contain the poison extension.", "CA/B BR 7.1.2.9.3; RFC 6962 3.1",
                   "Add 1.3.6.1.4.1.11129.2.4.3, critical, with the value NULL."),
     .example = "no poison where a precertificate is asked for",
     .applies = Role::precertificate,
     .effective = dates::br_2_0_0,
     .certificate = poison_missing},
};

}  // namespace

constinit const Rows given_kinds_rows = given_kinds_lints;

}  // namespace certcheck::lint::cabf_br
