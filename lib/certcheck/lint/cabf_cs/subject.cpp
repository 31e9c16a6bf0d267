#include "certcheck/lint/support/subject.h"

#include "certcheck/lint/cabf_cs/themes.h"
#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/support/country_codes.h"
#include "certcheck/lint/support/rules_of_issuing.h"
#include "certcheck/x509/oids.h"
#include "certcheck/x509/strings.h"

#include <fmt/format.h>

#include <algorithm>

/// Code Signing BR 7.1.4.2: the subject of code signing certificates, with extended validation (EV) and
/// without.
namespace certcheck::lint::cabf_cs {
namespace {

namespace oids = x509::oids;
using namespace std::string_view_literals;

// 7.1.6.1: 2.23.140.1.3.
constexpr der::Oid ev_code_signing{"\x67\x81\x0c\x01\x03"sv};

bool is_extended(const x509::Certificate& certificate) {
  if (!certificate.certificate_policies) return false;
  const auto& policies = certificate.certificate_policies->policies;
  return std::any_of(policies.begin(), policies.end(),
                     [](const x509::PolicyInformation& policy) { return policy.id == ev_code_signing; });
}

/// The lint for certificates with, or without, extended validation.
template <bool extended, CertificateLint lint>
Outcome of_validation(const CertificateFacts& facts, const Reporter& report) {
  return is_extended(facts.certificate) == extended ? lint(facts, report) : Outcome::not_applicable;
}

template <const der::Oid& type>
Outcome attribute_missing(const CertificateFacts& facts, const Reporter& report) {
  return has_attribute(facts.certificate.subject, type)
             ? Outcome::pass
             : report.fire(subject_place, facts.certificate.subject.offset,
                           fmt::format("the subject of the code signing certificate has no {}",
                                       x509::short_name(type).empty() ? type.to_string()
                                                                      : std::string(x509::short_name(type))));
}

// 7.1.4.2.3 (c), (d): localityName and stateOrProvinceName are each "Required if" the other "is absent".
Outcome locality_and_state_missing(const CertificateFacts& facts, const Reporter& report) {
  const x509::Name& subject = facts.certificate.subject;
  return has_attribute(subject, oids::locality) || has_attribute(subject, oids::state_or_province)
             ? Outcome::pass
             : report.fire(subject_place, subject.offset,
                           "the subject has neither localityName nor stateOrProvinceName");
}

// 7.1.4.2.3 (f): "the two-letter ISO 3166-1 country code", or XX for a country without one. zlint says so of
// a missing one by the same lint.
Outcome country_unknown(const CertificateFacts& facts, const Reporter& report) {
  Outcome outcome = Outcome::not_applicable;
  for_each_text(
      facts.certificate.subject, oids::country, [&](std::string_view text, const x509::Attribute& attribute) {
        outcome =
            std::max(outcome, text == "XX" || is_country_code_in_any_case(text)
                                  ? Outcome::pass
                                  : report.fire(subject_place, attribute.offset,
                                                fmt::format("countryName is \"{}\"", x509::printable(text))));
      });
  return outcome;
}

// 7.1.4.2.2 (c): domainComponent "MUST not be present in a Code Signing Certificate".
Outcome domain_component(const CertificateFacts& facts, const Reporter& report) {
  const x509::Attribute* found = first_of(facts.certificate.subject, oids::domain_component);
  return found == nullptr ? Outcome::pass
                          : report.fire(subject_place, found->offset, "the subject has a domainComponent");
}

constexpr Lint subject_lints[] = {
    {.check = must("cabf_cs.subject.common_name_missing", "Code signing certificates MUST have commonName.",
                   "CA/B CSBR 7.1.4.2.2", "Add the subject's legal name."),
     .example = "a subject without commonName",
     .applies = Role::subscriber,
     .effective = dates::cs_1_2,
     .certificate = attribute_missing<oids::common_name>},
    {.check =
         must("cabf_cs.subject.organization_missing", "Code signing certificates MUST have organizationName.",
              "CA/B CSBR 7.1.4.2.3, 7.1.4.2.4", "Add the subject's name.", "e_cs_requires_org"),
     .example = "a subject without organizationName",
     .applies = Role::subscriber,
     .effective = dates::cs_1_2,
     .certificate = attribute_missing<oids::organization>},
    {.check = must("cabf_cs.subject.country_missing", "Code signing certificates MUST have countryName.",
                   "CA/B CSBR 7.1.4.2.3", "Add the subject's country.", "e_cs_subject_country_name"),
     .example = "a subject without countryName",
     .applies = Role::subscriber,
     .effective = dates::cs_1_2,
     .certificate = of_validation<false, attribute_missing<oids::country>>},
    {.check =
         must("cabf_cs.subject.country_unknown",
              "countryName of code signing certificates MUST be a code of ISO 3166-1, or XX.",
              "CA/B CSBR 7.1.4.2.3", "Write the code of the subject's country.", "e_cs_subject_country_name"),
     .example = "the countryName ZZ",
     .applies = Role::subscriber,
     .effective = dates::cs_1_2,
     .certificate = of_validation<false, country_unknown>},
    {.check = must("cabf_cs.subject.locality_and_state_missing",
                   "Code signing certificates MUST have localityName or stateOrProvinceName.",
                   "CA/B CSBR 7.1.4.2.3", "Add the city or the state.",
                   "e_cs_subject_locality_or_province_required"),
     .example = "an address of a country alone",
     .applies = Role::subscriber,
     .effective = dates::cs_1_2,
     .certificate = of_validation<false, locality_and_state_missing>},
    {.check = must("cabf_cs.subject.domain_component",
                   "Code signing certificates MUST NOT have domainComponent in the subject.",
                   "CA/B CSBR 7.1.4.2.2", "Omit the attribute.", "e_cs_subject_prohibited"),
     .example = "a subject with DC=example",
     .applies = Role::subscriber,
     .effective = dates::cs_1_2,
     .certificate = domain_component},
    {.check = must("cabf_cs.subject.ev_business_category_missing",
                   "EV code signing certificates MUST have businessCategory.", "CA/B CSBR 7.1.4.2.4",
                   "Add the category of the organization."),
     .example = "a subject without businessCategory",
     .applies = Role::subscriber,
     .effective = dates::cs_1_2,
     .certificate = of_validation<true, attribute_missing<oids::business_category>>},
    {.check = must("cabf_cs.subject.ev_jurisdiction_missing",
                   "EV code signing certificates MUST have jurisdictionCountryName.", "CA/B CSBR 7.1.4.2.4",
                   "Add the country in which the organization is registered."),
     .example = "a subject without jurisdictionCountryName",
     .applies = Role::subscriber,
     .effective = dates::cs_1_2,
     .certificate = of_validation<true, attribute_missing<oids::jurisdiction_country>>},
    {.check = must("cabf_cs.subject.ev_serial_number_missing",
                   "EV code signing certificates MUST have serialNumber in the subject.",
                   "CA/B CSBR 7.1.4.2.4", "Add the registration number of the organization."),
     .example = "a subject without serialNumber",
     .applies = Role::subscriber,
     .effective = dates::cs_1_2,
     .certificate = of_validation<true, attribute_missing<oids::serial_number>>},
};

}  // namespace

constinit const Rows subject_rows = subject_lints;

}  // namespace certcheck::lint::cabf_cs
