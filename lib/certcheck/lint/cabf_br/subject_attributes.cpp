#include "certcheck/base/ascii.h"
#include "certcheck/lint/cabf_br/subject.h"
#include "certcheck/lint/cabf_br/themes.h"
#include "certcheck/lint/dates.h"
#include "certcheck/lint/support/attribute_text.h"
#include "certcheck/lint/support/country_codes.h"
#include "certcheck/lint/support/rules_of_issuing.h"

/// Which attributes subjects have, and their values, whatever was validated.
namespace certcheck::lint::cabf_br {
namespace {

namespace oids = x509::oids;

// BR 1.4.1 7.1.4.2.2 (ballot 175): streetAddress, localityName, stateOrProvinceName and postalCode
// "Prohibited if the subject:organizationName field, subject:givenName field, and subject:surname field are
// absent." Such a subject names nobody who could have an address.
template <const SubjectAttribute& attribute>
Outcome address_of_nobody(const CertificateFacts& facts, const Reporter& report) {
  if (subject_has_name(facts)) return Outcome::pass;
  Outcome outcome = Outcome::pass;
  for (const x509::Attribute& each : facts.certificate.subject.attributes) {
    if (each.type == attribute.type)
      outcome = fire_at_attribute(
          report, each,
          fmt::format("the subject has {}, but no organizationName, givenName or surname", attribute.name));
  }
  return outcome;
}

// The same section: countryName "Required if the subject:organizationName field, subject:givenName, and
// subject:surname field are present".
Outcome name_without_country(const CertificateFacts& facts, const Reporter& report) {
  return !subject_has_name(facts) || subject_has(facts, oids::country)
             ? Outcome::pass
             : fire_at_subject(facts, report, "the subject has a name, but no countryName");
}

// The same section: localityName is required if there is a name "and the subject:stateOrProvinceName field is
// absent", and stateOrProvinceName if localityName is: both rules are broken by a subject with neither.
Outcome name_without_place(const CertificateFacts& facts, const Reporter& report, std::string_view missing) {
  return !subject_has_name(facts) || subject_has(facts, oids::locality) ||
                 subject_has(facts, oids::state_or_province)
             ? Outcome::pass
             : fire_at_subject(facts, report, fmt::format("the subject has a name, but no {}", missing));
}

Outcome name_without_locality(const CertificateFacts& facts, const Reporter& report) {
  return name_without_place(facts, report, "localityName, which stateOrProvinceName would do as well as");
}

Outcome name_without_state(const CertificateFacts& facts, const Reporter& report) {
  return name_without_place(facts, report, "stateOrProvinceName, which localityName would do as well as");
}

// BR 1.7.9 7.1.4.2.2 i (ballot SC-47): "Prohibited. If the Certificate was issued on or after September 1,
// 2022". The profiles of BR 2.0.0 say "MUST NOT".
Outcome organizational_unit(const CertificateFacts& facts, const Reporter& report) {
  return forbid_attribute(facts, report, unit_attribute, "subscriber certificate");
}

// BR 1.7.9 7.1.4.2.2 i: organizationalUnitName "Prohibited. If the subject:organizationName is absent".
Outcome unit_without_organization(const CertificateFacts& facts, const Reporter& report) {
  if (!subject_has(facts, oids::organizational_unit)) return Outcome::not_applicable;
  return subject_has(facts, oids::organization)
             ? Outcome::pass
             : fire_at_subject(facts, report,
                               "the subject has organizationalUnitName, but no organizationName");
}

/// A letter or a digit, of any script.
bool is_informative(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return static_cast<uint8_t>(c) >= 0x80 || is_letter(c) || is_digit(c); });
}

// BR 7.1.2.7.3 to 7.1.2.7.5: attributes "MUST NOT contain only metadata such as '.', '-', and ' ' (i.e.
// space) characters, and/or any other indication that the value is absent, incomplete, or not applicable."
// BR 1.0 9.2.6 asked the same.
Outcome metadata_only(const CertificateFacts& facts, const Reporter& report) {
  Outcome outcome = Outcome::pass;
  std::string buffer;
  for (const x509::Attribute& attribute : facts.certificate.subject.attributes) {
    const std::string_view text = text_of(attribute, buffer);
    if (text.empty() && !attribute.value.empty()) continue;  // not a string
    if (!is_informative(text))
      outcome = fire_at_attribute(report, attribute,
                                  fmt::format("{} of the subject is \"{}\", which tells nothing",
                                              attribute_name(attribute.type), text));
  }
  return outcome;
}

// BR 7.1.2.7.3 and 7.1.2.7.4: "The two-letter ISO 3166-1 country code", or "the ISO 3166-1 user-assigned code
// of XX" where the country has none. BR 1.0 9.2.5 asked the same. Case is not for this rule: ISO 3166-1
// writes capitals.
Outcome country_unknown(const CertificateFacts& facts, const Reporter& report) {
  Outcome outcome = Outcome::pass;
  std::string buffer;
  for (const x509::Attribute& attribute : facts.certificate.subject.attributes) {
    if (attribute.type != oids::country) continue;
    const std::string_view code = text_of(attribute, buffer);
    if (!is_country_code_or_xx(code))
      outcome = fire_at_attribute(report, attribute,
                                  fmt::format("the country \"{}\" is not a code of ISO 3166-1", code));
  }
  return outcome;
}

// BR 3.2.2.1: what is in stateOrProvinceName and localityName comes from a source of names that people read.
// These characters are in none; they are left over from templates and from certificate requests.
Outcome place_with_markup(const CertificateFacts& facts, const Reporter& report) {
  Outcome outcome = Outcome::pass;
  std::string buffer;
  for (const x509::Attribute& attribute : facts.certificate.subject.attributes) {
    if (attribute.type != oids::state_or_province && attribute.type != oids::locality) continue;
    const std::string_view text = text_of(attribute, buffer);
    const size_t found = text.find_first_of("=:{};\"|\\[]");
    if (found != std::string_view::npos)
      outcome = fire_at_attribute(report, attribute,
                                  fmt::format("{} \"{}\" of the subject has a \"{}\"",
                                              attribute_name(attribute.type), text, text[found]));
  }
  return outcome;
}

template <const SubjectAttribute& attribute>
constexpr Lint nobody_row(std::string_view id, std::string_view requirement, std::string_view example,
                          std::string_view zlint) {
  return {.check = must(id, requirement, "CA/B BR 1.4.1 7.1.4.2.2; BR 2.0.0 7.1.2.7.2",
                        "Leave the attribute out, or say whose address it is.", zlint),
          .example = example,
          .applies = Role::subscriber,
          .finds_in = Parts::in_subject(
              {oids::locality, oids::state_or_province, oids::postal_code, oids::street_address}),
          .effective = dates::br_1_4_1,
          .certificate = address_of_nobody<attribute>};
}

constexpr Revision country_history[] = {
    {.document = "BR 1.0", .from = dates::br_1_0.time, .section = "9.2.5"},
    {.document = "BR 1.3.0", .from = dates::br_1_3_0.time, .section = "7.1.4.2.2"},
    {.document = "BR 2.0.0", .from = dates::br_2_0_0.time, .section = "7.1.2.7.3"},
};

constexpr Lint subject_attributes_lints[] = {
    nobody_row<locality_attribute>("cabf_br.subject.locality_of_nobody",
                                   "localityName MUST NOT be in a subject without organizationName, "
                                   "givenName and surname.",
                                   "a locality and a common name",
                                   "e_sub_cert_locality_name_must_not_appear"),
    nobody_row<state_attribute>("cabf_br.subject.state_of_nobody",
                                "stateOrProvinceName MUST NOT be in a subject without organizationName, "
                                "givenName and surname.",
                                "a state and a common name", "e_sub_cert_province_must_not_appear"),
    nobody_row<postal_code_attribute>("cabf_br.subject.postal_code_of_nobody",
                                      "postalCode MUST NOT be in a subject without organizationName, "
                                      "givenName and surname.",
                                      "a postal code and a common name",
                                      "e_sub_cert_postal_code_must_not_appear"),
    nobody_row<street_attribute>("cabf_br.subject.street_of_nobody",
                                 "streetAddress MUST NOT be in a subject without organizationName, "
                                 "givenName and surname.",
                                 "a street and a common name", "e_sub_cert_street_address_should_not_exist"),
    {.check = must("cabf_br.subject.name_without_country",
                   "A subject with organizationName, givenName or surname MUST contain countryName.",
                   "CA/B BR 1.4.1 7.1.4.2.2; BR 2.0.0 7.1.2.7.3, 7.1.2.7.4", "Add the country.",
                   "e_sub_cert_country_name_must_appear"),
     .example = "an organization without a country",
     .applies = Role::subscriber,
     .finds_in = Parts::in_subject({oids::organization, oids::given_name, oids::surname}),
     .effective = dates::br_1_4_1,
     .certificate = name_without_country},
    {.check = must("cabf_br.subject.name_without_locality",
                   "A subject with organizationName, givenName or surname, but without stateOrProvinceName, "
                   "MUST contain localityName.",
                   "CA/B BR 1.4.1 7.1.4.2.2; BR 2.0.0 7.1.2.7.3, 7.1.2.7.4",
                   "Add the locality, or the state or province.", "e_sub_cert_locality_name_must_appear"),
     .example = "an organization in DE and nowhere else",
     .applies = Role::subscriber,
     .finds_in = Parts::in_subject({oids::organization, oids::given_name, oids::surname}),
     .effective = dates::br_1_4_1,
     .certificate = name_without_locality},
    {.check = must("cabf_br.subject.name_without_state",
                   "A subject with organizationName, givenName or surname, but without localityName, MUST "
                   "contain stateOrProvinceName.",
                   "CA/B BR 1.4.1 7.1.4.2.2; BR 2.0.0 7.1.2.7.3, 7.1.2.7.4",
                   "Add the state or province, or the locality.", "e_sub_cert_province_must_appear"),
     .example = "an organization in DE and nowhere else",
     .applies = Role::subscriber,
     .finds_in = Parts::in_subject({oids::organization, oids::given_name, oids::surname}),
     .effective = dates::br_1_4_1,
     .certificate = name_without_state},
    {.check = must("cabf_br.subject.organizational_unit",
                   "The subject of a subscriber certificate MUST NOT contain organizationalUnitName.",
                   "CA/B BR 1.7.9 7.1.4.2.2 i; BR 2.0.0 7.1.2.7.2 to 7.1.2.7.4",
                   "Leave organizationalUnitName out.", "e_organizational_unit_name_prohibited"),
     .example = "OU=IT in a certificate of 2026",
     .applies = Role::leaf,
     .finds_in = Parts::in_subject({oids::organizational_unit}),
     .effective = dates::sc_47,
     .certificate = organizational_unit},
    {.check = must("cabf_br.subject.unit_without_organization",
                   "A subject without organizationName MUST NOT contain organizationalUnitName.",
                   "CA/B BR 1.7.9 7.1.4.2.2 i", "Leave organizationalUnitName out.",
                   "e_subject_contains_organizational_unit_name_and_no_organization_name"),
     .example = "OU=Domain Control Validated and a common name",
     .finds_in = Parts::in_subject({oids::organizational_unit}),
     .effective = dates::br_1_7_9,
     .certificate = unit_without_organization},
    {.check = must("cabf_br.subject.metadata_only",
                   "Attributes of a subject MUST NOT contain only metadata such as \".\", \"-\" or \" \".",
                   "CA/B BR 7.1.2.7.3 to 7.1.2.7.5", "Leave the attribute out.",
                   "e_subject_contains_noninformational_value"),
     .example = "a state \"-\"",
     .effective = dates::br_1_0,
     .certificate = metadata_only},
    {.check = must("cabf_br.subject.country_unknown", "countryName MUST be a code of ISO 3166-1, or XX.",
                   "CA/B BR 2.0.0 7.1.2.7.3", "Use the code of the country.", "e_subject_country_not_iso"),
     .example = "a country \"UK\"",
     .finds_in = Parts::in_subject({oids::country}),
     .effective = dates::br_1_0,
     .history = country_history,
     .certificate = country_unknown},
    {.check =
         must("cabf_br.subject.place_with_markup",
              "stateOrProvinceName and localityName MUST be names from a source that people read, without "
              "characters of markup.",
              "CA/B BR 3.2.2.1", "Issue the certificate again with the name of the place.",
              "e_state_or_province_name_must_not_contain_control_characters"),
     .example = "a state \"{state}\"",
     .effective = dates::br_1_0,
     .certificate = place_with_markup},
};

}  // namespace

constinit const Rows subject_attributes_rows = subject_attributes_lints;

}  // namespace certcheck::lint::cabf_br
