#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/rfc5280/themes.h"
#include "certcheck/lint/support/policy_place.h"
#include "certcheck/lint/support/repeated.h"
#include "certcheck/x509/oids.h"

#include <fmt/format.h>

#include <algorithm>

namespace certcheck::lint::rfc5280 {
namespace {

namespace oids = x509::oids;

using x509::PolicyInformation;
using x509::PolicyQualifier;

/// One of the two that RFC 5280 4.2.1.4 defines.
bool is_known(const PolicyQualifier& qualifier) {
  return qualifier.id == oids::cps_qualifier || qualifier.id == oids::user_notice_qualifier;
}

bool asserts_any_policy(const x509::Certificate& certificate) {
  return certificate.certificate_policies &&
         std::any_of(certificate.certificate_policies->policies.begin(),
                     certificate.certificate_policies->policies.end(),
                     [](const PolicyInformation& policy) { return policy.id == oids::any_policy; });
}

// RFC 5280 4.2.1.4: "A certificate policy OID MUST NOT appear more than once in a certificate policies
// extension." New in RFC 5280.
Outcome duplicate(const CertificateFacts& facts, const Reporter& report) {
  const x509::Certificate& certificate = facts.certificate;
  if (!certificate.certificate_policies) return Outcome::not_applicable;
  const x509::Extension& extension = *certificate.find(oids::certificate_policies);
  const std::span<const PolicyInformation> policies = certificate.certificate_policies->policies;
  Outcome outcome = Outcome::pass;
  for_each_repeated(
      policies, [](const PolicyInformation& policy) { return policy.id; },
      [&](size_t index) {
        const std::string policy = policies[index].id.to_string();
        outcome =
            report.fire(place_of_policy(certificate, extension, index), policies[index].offset,
                        fmt::format("the policy {} appears more than once", policy), {{"policy", policy}});
      });
  return outcome;
}

// RFC 5280 4.2.1.4: "When qualifiers are used with the special policy anyPolicy, they MUST be limited to the
// qualifiers identified in this section." Since RFC 3280.
Outcome any_policy_qualifier(const CertificateFacts& facts, const Reporter& report) {
  if (!asserts_any_policy(facts.certificate)) return Outcome::not_applicable;
  Outcome outcome = Outcome::pass;
  for_each_qualifier(facts.certificate, [&](const QualifierPlace& place) {
    if (place.policy.id == oids::any_policy && !is_known(place.qualifier)) {
      const std::string qualifier = place.qualifier.id.to_string();
      outcome = report.fire(
          place.path(facts.certificate), place.qualifier.offset,
          fmt::format("anyPolicy has the qualifier {}, which is neither CPS pointer nor user notice",
                      qualifier),
          {{"qualifier", qualifier}});
    }
  });
  return outcome;
}

// RFC 5280 4.2.1.4: "Where an OID alone is insufficient, this profile strongly recommends that the use of
// qualifiers be limited to those identified in this section." Since RFC 3280. For anyPolicy it is a MUST,
// see above.
Outcome unknown_qualifier(const CertificateFacts& facts, const Reporter& report) {
  Outcome outcome = Outcome::not_applicable;
  for_each_qualifier(facts.certificate, [&](const QualifierPlace& place) {
    if (place.policy.id == oids::any_policy) return;
    if (!is_known(place.qualifier)) {
      const std::string qualifier = place.qualifier.id.to_string();
      outcome = report.fire(
          place.path(facts.certificate), place.qualifier.offset,
          fmt::format("the policy {} has the qualifier {}, which is neither CPS pointer nor user notice",
                      place.policy.id.to_string(), qualifier),
          {{"qualifier", qualifier}});
    } else if (outcome == Outcome::not_applicable) {
      outcome = Outcome::pass;
    }
  });
  return outcome;
}

// RFC 5280 4.2.1.4: "To promote interoperability, this profile RECOMMENDS that policy information terms
// consist of only an OID." Since RFC 2459. Once for each policy.
Outcome qualified(const CertificateFacts& facts, const Reporter& report) {
  const x509::Certificate& certificate = facts.certificate;
  if (!certificate.certificate_policies) return Outcome::not_applicable;
  Outcome outcome = Outcome::pass;
  for_each_qualifier(certificate, [&](const QualifierPlace& place) {
    if (place.qualifier_index == 0) {
      const std::string policy = place.policy.id.to_string();
      outcome = report.fire(place.path(certificate), place.qualifier.offset,
                            fmt::format("the policy {} has qualifiers", policy), {{"policy", policy}});
    }
  });
  return outcome;
}

// RFC 5280 4.2.1.4: "To prevent such duplication, this qualifier SHOULD only be present in end entity
// certificates and CA certificates issued to other organizations." A self-issued certificate of a CA is
// issued to none other. Since RFC 3280.
Outcome user_notice_to_self(const CertificateFacts& facts, const Reporter& report) {
  const x509::Certificate& certificate = facts.certificate;
  if (!certificate.certificate_policies || !certificate.self_issued()) return Outcome::not_applicable;
  Outcome outcome = Outcome::pass;
  for_each_qualifier(certificate, [&](const QualifierPlace& place) {
    if (place.qualifier.id == oids::user_notice_qualifier)
      outcome = report.fire(place.path(certificate), place.qualifier.offset,
                            "a CA certificate issued to its own issuer has a user notice");
  });
  return outcome;
}

constexpr Lint certificate_policies_lints[] = {
    {.check = {.id = "rfc5280.certificate_policies.duplicate",
               .severity = Severity::error,
               .counts = Counts::always,  // bssl::pki, Go, Botan and, where policies are asked for, OpenSSL
               .requirement = "A policy MUST NOT appear more than once in certificatePolicies.",
               .citation = "RFC 5280 4.2.1.4",
               .hint = "Merge the qualifiers of the policy into one entry.",
               .zlint = "e_ext_cert_policy_duplicate"},
     .example = "certificatePolicies that lists 2.23.140.1.2.1 twice",
     .effective = dates::rfc5280,
     .certificate = duplicate},
    {.check = {.id = "rfc5280.certificate_policies.any_policy_qualifier",
               .severity = Severity::error,
               .counts = Counts::webpki_or_strict,  // bssl::pki does not parse the certificate
               .requirement = "anyPolicy MUST NOT have qualifiers other than CPS pointers and user notices.",
               .citation = "RFC 5280 4.2.1.4",
               .hint = "Remove the qualifier.",
               .zlint = "e_ext_cert_policy_disallowed_any_policy_qualifier"},
     .example = "anyPolicy with a qualifier of an issuer's own type",
     .effective = dates::rfc3280,
     .certificate = any_policy_qualifier},
    {.check =
         {.id = "rfc5280.certificate_policies.unknown_qualifier",
          .severity = Severity::warning,
          .counts = Counts::never,
          .requirement =
              "It is RECOMMENDED that policies have no qualifiers other than CPS pointers and user notices.",
          .citation = "RFC 5280 4.2.1.4",
          .hint = "Remove the qualifier: software that finds it in a critical extension has to refuse the "
                  "certificate."},
     .example = "a policy with a qualifier of an issuer's own type",
     .effective = dates::rfc3280,
     .certificate = unknown_qualifier},
    {.check = {.id = "rfc5280.certificate_policies.qualified",
               .severity = Severity::warning,
               .counts = Counts::never,
               .requirement = "It is RECOMMENDED that a policy consist of its object identifier only.",
               .citation = "RFC 5280 4.2.1.4",
               .hint = "Remove the qualifiers; the CPS can be found by the policy's identifier."},
     .example = "a policy with a CPS pointer",
     .effective = dates::rfc2459,
     .certificate = qualified},
    {.check = {.id = "rfc5280.certificate_policies.user_notice_to_self",
               .severity = Severity::warning,
               .counts = Counts::never,
               .requirement = "User notices SHOULD only be present in certificates of end entities and of "
                              "CAs of other organizations.",
               .citation = "RFC 5280 4.2.1.4",
               .hint = "Remove the notice: the certificates below already have it."},
     .example = "a root with a user notice",
     .applies = Role::ca,
     .effective = dates::rfc3280,
     .certificate = user_notice_to_self},
};

}  // namespace

constinit const Rows certificate_policies_rows = certificate_policies_lints;

}  // namespace certcheck::lint::rfc5280
