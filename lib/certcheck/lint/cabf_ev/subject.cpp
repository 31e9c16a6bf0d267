#include "certcheck/lint/support/subject.h"

#include "certcheck/der/oid_table.h"
#include "certcheck/lint/cabf_ev/themes.h"
#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/support/country_codes.h"
#include "certcheck/lint/support/rules_of_issuing.h"
#include "certcheck/x509/oids.h"
#include "certcheck/x509/strings.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

/// EVG 7.1.4.2 (9.2 before 1.8.0): the subject of an EV certificate.
namespace certcheck::lint::cabf_ev {
namespace {

namespace oids = x509::oids;

Outcome require_attribute(const CertificateFacts& facts, const Reporter& report, der::Oid type,
                          std::string_view name) {
  return has_attribute(facts.certificate.subject, type)
             ? Outcome::pass
             : report.fire(subject_place, facts.certificate.subject.offset,
                           fmt::format("the subject of the EV certificate has no {}", name));
}

// EVG 7.1.4.2.1: organizationName, "Required".
Outcome organization_missing(const CertificateFacts& facts, const Reporter& report) {
  return require_attribute(facts, report, oids::organization, "organizationName");
}

// EVG 7.1.4.2.3: businessCategory, "Required".
Outcome business_category_missing(const CertificateFacts& facts, const Reporter& report) {
  return require_attribute(facts, report, oids::business_category, "businessCategory");
}

// EVG 7.1.4.2.5: serialNumber, "Required". As with zlint an empty one is none.
Outcome serial_number_missing(const CertificateFacts& facts, const Reporter& report) {
  const x509::Attribute* number = first_of(facts.certificate.subject, oids::serial_number);
  return number != nullptr && !number->value.empty()
             ? Outcome::pass
             : report.fire(subject_place, facts.certificate.subject.offset,
                           "the subject of the EV certificate has no serialNumber");
}

// EVG 7.1.4.2.6: "The countryName field MUST be present".
Outcome country_missing(const CertificateFacts& facts, const Reporter& report) {
  return require_attribute(facts, report, oids::country, "countryName");
}

// EVG 7.1.4.2.6: of localityName and stateOrProvinceName "at least one of them MUST be present".
Outcome locality_and_state_missing(const CertificateFacts& facts, const Reporter& report) {
  const x509::Name& subject = facts.certificate.subject;
  return has_attribute(subject, oids::locality) || has_attribute(subject, oids::state_or_province)
             ? Outcome::pass
             : report.fire(
                   subject_place, subject.offset,
                   "the subject of the EV certificate has neither localityName nor stateOrProvinceName");
}

// EVG 7.1.4.2.4: the country of the jurisdiction of incorporation or registration "MUST" be there at each
// level of registration.
Outcome jurisdiction_country_missing(const CertificateFacts& facts, const Reporter& report) {
  return require_attribute(facts, report, oids::jurisdiction_country, "jurisdictionCountryName");
}

// EVG 7.1.4.2.4: at the locality level "the country and state or province information" are there, "where the
// state or province regulates the registration of the entities at the locality level". Whether it does is not
// in the certificate, so this is a notice.
Outcome jurisdiction_state_missing(const CertificateFacts& facts, const Reporter& report) {
  const x509::Name& subject = facts.certificate.subject;
  const x509::Attribute* locality = first_of(subject, oids::jurisdiction_locality);
  if (locality == nullptr) return Outcome::not_applicable;
  return has_attribute(subject, oids::jurisdiction_state)
             ? Outcome::pass
             : report.fire(
                   subject_place, locality->offset,
                   "the subject has jurisdictionLocalityName, but no jurisdictionStateOrProvinceName");
}

// EVG 7.1.4.2.4: "Country information MUST be specified using the applicable ISO country code."
Outcome jurisdiction_country_unknown(const CertificateFacts& facts, const Reporter& report) {
  Outcome outcome = Outcome::not_applicable;
  for_each_text(facts.certificate.subject, oids::jurisdiction_country,
                [&](std::string_view text, const x509::Attribute& attribute) {
                  outcome = std::max(
                      outcome, is_country_code_in_any_case(text)
                                   ? Outcome::pass
                                   : report.fire(subject_place, attribute.offset,
                                                 fmt::format("jurisdictionCountryName is \"{}\", which ISO "
                                                             "3166-1 does not have",
                                                             x509::printable(text))));
                });
  return outcome;
}

constexpr std::string_view business_categories[] = {"Private Organization", "Government Entity",
                                                    "Business Entity", "Non-Commercial Entity"};

// EVG 7.1.4.2.3: "MUST contain one of the following strings". That it is missing is for another rule.
Outcome business_category_unknown(const CertificateFacts& facts, const Reporter& report) {
  Outcome outcome = Outcome::not_applicable;
  for_each_text(facts.certificate.subject, oids::business_category,
                [&](std::string_view text, const x509::Attribute& attribute) {
                  const bool known = std::find(std::begin(business_categories), std::end(business_categories),
                                               text) != std::end(business_categories);
                  outcome = std::max(outcome, known ? Outcome::pass
                                                    : report.fire(subject_place, attribute.offset,
                                                                  fmt::format("businessCategory is \"{}\"",
                                                                              x509::printable(text))));
                });
  return outcome;
}

// EVG 7.1.4.2.9 (9.2.9) since SC-16: "CAs SHALL NOT include any Subject Distinguished Name attributes except
// as specified". organizationalUnitName, which had a place there until 2022, has a rule of its own in the BR.
Outcome attribute_not_allowed(const CertificateFacts& facts, const Reporter& report) {
  static constexpr der::OidTable allowed(
      {oids::common_name, oids::serial_number, oids::country, oids::locality, oids::state_or_province,
       oids::street_address, oids::organization, oids::organizational_unit, oids::business_category,
       oids::postal_code, oids::organization_identifier, oids::jurisdiction_locality,
       oids::jurisdiction_state, oids::jurisdiction_country});
  Outcome outcome = Outcome::pass;
  for (const x509::Attribute& attribute : facts.certificate.subject.attributes) {
    if (!allowed.contains(attribute.type)) {
      outcome = report.fire(
          subject_place, attribute.offset,
          fmt::format("the subject of the EV certificate has the attribute {}", attribute.type.to_string()));
    }
  }
  return outcome;
}

/// EVG 1.4 had the fields in 9.2, with subjectAltName between them until 1.7.0; 2.0.0 has the structure of
/// RFC 3647.
constexpr std::array<Revision, 3> since_1_4(std::string_view first, std::string_view second,
                                            std::string_view third) {
  return {{{.document = "EVG 1.4.0", .from = dates::evg_1_4_0.time, .section = first},
           {.document = "EVG 1.7.0", .from = dates::sc_17.time, .section = second},
           {.document = "EVG 2.0.0", .from = dates::evg_2_0_0.time, .section = third}}};
}

constexpr auto organization_history = since_1_4("9.2.1", "9.2.1", "7.1.4.2.1");
constexpr auto category_history = since_1_4("9.2.4", "9.2.3", "7.1.4.2.3");
constexpr auto jurisdiction_history = since_1_4("9.2.5", "9.2.4", "7.1.4.2.4");
constexpr auto number_history = since_1_4("9.2.6", "9.2.5", "7.1.4.2.5");
constexpr auto address_history = since_1_4("9.2.7", "9.2.6", "7.1.4.2.6");
constexpr Revision other_history[] = {
    {.document = "EVG 1.6.9", .from = dates::sc_16.time, .section = "9.2.8"},
    {.document = "EVG 1.7.0", .from = dates::sc_17.time, .section = "9.2.9"},
    {.document = "EVG 2.0.0", .from = dates::evg_2_0_0.time, .section = "7.1.4.2.9"},
};

constexpr Lint subject_lints[] = {
    {.check = must("cabf_ev.subject.organization_missing",
                   "The subject of an EV certificate MUST have organizationName.", "CA/B EVG 2.0.0 7.1.4.2.1",
                   "Add the legal name of the organization.", "e_ev_organization_name_missing"),
     .example = "a subject of businessCategory and serialNumber",
     .applies = Role::subscriber | Role::extended_validated,
     .effective = dates::always_in_evg,
     .history = organization_history,
     .certificate = organization_missing},
    {.check = must("cabf_ev.subject.business_category_missing",
                   "The subject of an EV certificate MUST have businessCategory.", "CA/B EVG 2.0.0 7.1.4.2.3",
                   "Add the category of the organization.", "e_ev_business_category_missing"),
     .example = "a subject without businessCategory",
     .applies = Role::subscriber | Role::extended_validated,
     .effective = dates::always_in_evg,
     .history = category_history,
     .certificate = business_category_missing},
    {.check =
         must("cabf_ev.subject.business_category_unknown",
              "businessCategory MUST be \"Private Organization\", \"Government Entity\", \"Business Entity\" "
              "or \"Non-Commercial Entity\".",
              "CA/B EVG 2.0.0 7.1.4.2.3", "Write the category as the EV Guidelines do.",
              "e_ev_invalid_business_category"),
     .example = "a businessCategory \"Private\"",
     .applies = Role::subscriber | Role::extended_validated,
     .effective = dates::always_in_evg,
     .history = category_history,
     .certificate = business_category_unknown},
    {.check = must("cabf_ev.subject.serial_number_missing",
                   "The subject of an EV certificate MUST have serialNumber.", "CA/B EVG 2.0.0 7.1.4.2.5",
                   "Add the registration number of the organization.", "e_ev_serial_number_missing"),
     .example = "a subject without serialNumber",
     .applies = Role::subscriber | Role::extended_validated,
     .effective = dates::always_in_evg,
     .history = number_history,
     .certificate = serial_number_missing},
    {.check = must("cabf_ev.subject.country_missing",
                   "The subject of an EV certificate MUST have countryName.", "CA/B EVG 2.0.0 7.1.4.2.6",
                   "Add the country of the place of business.", "e_ev_country_name_missing"),
     .example = "a subject without countryName",
     .applies = Role::subscriber | Role::extended_validated,
     .effective = dates::always_in_evg,
     .history = address_history,
     .certificate = country_missing},
    {.check = must("cabf_ev.subject.locality_and_state_missing",
                   "The subject of an EV certificate MUST have localityName or stateOrProvinceName.",
                   "CA/B EVG 2.0.0 7.1.4.2.6", "Add the city or the state of the place of business."),
     .example = "an address of a country alone",
     .applies = Role::subscriber | Role::extended_validated,
     .effective = dates::always_in_evg,
     .history = address_history,
     .certificate = locality_and_state_missing},
    {.check = must("cabf_ev.subject.jurisdiction_country_missing",
                   "The subject of an EV certificate MUST have jurisdictionCountryName.",
                   "CA/B EVG 2.0.0 7.1.4.2.4", "Add the country in which the organization is registered."),
     .example = "a subject without jurisdictionCountryName",
     .applies = Role::subscriber | Role::extended_validated,
     .effective = dates::always_in_evg,
     .history = jurisdiction_history,
     .certificate = jurisdiction_country_missing},
    {.check =
         must("cabf_ev.subject.jurisdiction_country_unknown",
              "jurisdictionCountryName MUST be a country code of ISO 3166-1.", "CA/B EVG 2.0.0 7.1.4.2.4",
              "Write the code of the country in which the organization is registered."),
     .example = "a jurisdictionCountryName \"ZZ\"",
     .applies = Role::subscriber | Role::extended_validated,
     .effective = dates::always_in_evg,
     .history = jurisdiction_history,
     .certificate = jurisdiction_country_unknown},
    {.check =
         note("cabf_ev.subject.jurisdiction_state_missing",
              "A subject with jurisdictionLocalityName MUST have jurisdictionStateOrProvinceName, where that "
              "regulates the registration.",
              "CA/B EVG 2.0.0 7.1.4.2.4", "Add the state or province that regulates the registration."),
     .example = "a jurisdictionLocalityName next to a jurisdictionCountryName alone",
     .applies = Role::subscriber | Role::extended_validated,
     .effective = dates::always_in_evg,
     .history = jurisdiction_history,
     .certificate = jurisdiction_state_missing},
    {.check = must("cabf_ev.subject.attribute_not_allowed",
                   "The subject of an EV certificate MUST NOT have attributes other than those specified.",
                   "CA/B EVG 2.0.0 7.1.4.2.9", "Omit the attribute.", "e_ev_extra_subject_attribs"),
     .example = "a subject with emailAddress",
     .applies = Role::subscriber | Role::extended_validated,
     .effective = dates::sc_16,
     .history = other_history,
     .certificate = attribute_not_allowed},
};

}  // namespace

constinit const Rows subject_rows = subject_lints;

}  // namespace certcheck::lint::cabf_ev
