#include "certcheck/lint/cabf_smime/profile.h"
#include "certcheck/lint/cabf_smime/themes.h"
#include "certcheck/lint/dates.h"
#include "certcheck/lint/support/rules_of_issuing.h"
#include "certcheck/lint/support/subject.h"
#include "certcheck/x509/oids.h"

#include <fmt/format.h>

#include <algorithm>

/// S/MIME BR 7.1.4.2.3 to 7.1.4.2.6: which attributes the subject may have, and which it has to have.
namespace certcheck::lint::cabf_smime {
namespace {

namespace oids = x509::oids;

std::string name_of(der::Oid type) {
  const std::string_view name = x509::short_name(type);
  return name.empty() ? type.to_string() : std::string(name);
}

Outcome fire_at_attribute(const Reporter& report, const x509::Attribute& attribute) {
  return report.fire(subject_place, attribute.offset,
                     fmt::format("the subject has the attribute {}", name_of(attribute.type)));
}

// 7.1.4.2.3, of mailboxes: commonName, serialNumber and emailAddress "MAY", all others "SHALL NOT".
Outcome not_for_mailbox(const CertificateFacts& facts, const Reporter& report) {
  Outcome outcome = Outcome::pass;
  for (const x509::Attribute& attribute : facts.certificate.subject.attributes)
    if (attribute.type != oids::common_name && attribute.type != oids::serial_number &&
        attribute.type != oids::email_address)
      outcome = fire_at_attribute(report, attribute);
  return outcome;
}

/// 7.1.4.2.4 to 7.1.4.2.6: for whom an attribute is allowed, in the strict generation and in the others.
/// "Other" ones are for the legacy generation.
struct Allowance {
  der::Oid type;
  uint8_t types;
  uint8_t strict_types;
};
constexpr uint8_t all_but_mailbox = organization | sponsor | individual;
constexpr Allowance allowances[] = {
    {oids::common_name, all_but_mailbox, all_but_mailbox},
    {oids::organization, with_organization, with_organization},
    {oids::organizational_unit, with_organization, with_organization},
    {oids::organization_identifier, with_organization, with_organization},
    {oids::given_name, with_person, with_person},
    {oids::surname, with_person, with_person},
    {oids::pseudonym, with_person, with_person},
    {oids::serial_number, all_but_mailbox, all_but_mailbox},
    {oids::email_address, all_but_mailbox, all_but_mailbox},
    {oids::title, with_person, with_person},
    {oids::street_address, all_but_mailbox, 0},
    {oids::locality, all_but_mailbox, all_but_mailbox},
    {oids::state_or_province, all_but_mailbox, all_but_mailbox},
    {oids::postal_code, all_but_mailbox, 0},
    {oids::country, all_but_mailbox, all_but_mailbox},
};

bool is_allowed(der::Oid type, const Profile& profile) {
  const auto* found = std::find_if(std::begin(allowances), std::end(allowances),
                                   [type](const Allowance& each) { return each.type == type; });
  if (found == std::end(allowances)) return profile.generations == legacy;
  return ((profile.generations == strict ? found->strict_types : found->types) & profile.types) != 0;
}

// Of organizations, sponsors and individuals. Where there are several reserved policies it is open which
// table counts.
Outcome not_allowed(const CertificateFacts& facts, const Reporter& report) {
  const Profile& profile = facts.smime;
  if (profile.policies > 1) return Outcome::not_applicable;
  Outcome outcome = Outcome::pass;
  for (const x509::Attribute& attribute : facts.certificate.subject.attributes)
    if (!is_allowed(attribute.type, profile)) outcome = fire_at_attribute(report, attribute);
  return outcome;
}

// 7.1.4.2.4, 7.1.4.2.5: organizationName and organizationIdentifier "SHALL" be there.
Outcome organization_incomplete(const CertificateFacts& facts, const Reporter& report) {
  const x509::Name& name = facts.certificate.subject;
  const bool has_name = has_attribute(name, oids::organization),
             has_identifier = has_attribute(name, oids::organization_identifier);
  return has_name && has_identifier
             ? Outcome::pass
             : report.fire(
                   subject_place, name.offset,
                   fmt::format("the subject has no {}", !has_name && !has_identifier
                                                            ? "organizationName and no organizationIdentifier"
                                                        : has_name ? "organizationIdentifier"
                                                                   : "organizationName"));
}

// 7.1.4.2.5, 7.1.4.2.6, note 2: "Multipurpose and Strict Generation profiles SHALL include either
// subject:givenName and/or subject:surname, or the subject:pseudonym."
Outcome person_missing(const CertificateFacts& facts, const Reporter& report) {
  const x509::Name& name = facts.certificate.subject;
  return has_attribute(name, oids::given_name) || has_attribute(name, oids::surname) ||
                 has_attribute(name, oids::pseudonym)
             ? Outcome::pass
             : report.fire(subject_place, name.offset,
                           "the subject has neither givenName nor surname nor pseudonym");
}

/// As person_missing; zlint does not ask it of certificates that are of the legacy generation too.
Outcome person_missing_unless_legacy(const CertificateFacts& facts, const Reporter& report) {
  return (facts.smime.generations & legacy) != 0 ? Outcome::not_applicable : person_missing(facts, report);
}

// 7.1.4.2.2 (e), (f): pseudonym "SHALL NOT be present if the subject:givenName and/or subject:surname are
// present".
Outcome pseudonym_and_name(const CertificateFacts& facts, const Reporter& report) {
  const x509::Name& name = facts.certificate.subject;
  const x509::Attribute* pseudonym = first_of(name, oids::pseudonym);
  if (pseudonym == nullptr) return Outcome::not_applicable;
  return has_attribute(name, oids::given_name) || has_attribute(name, oids::surname)
             ? report.fire(subject_place, pseudonym->offset, "the subject has a pseudonym and a name")
             : Outcome::pass;
}

// 7.1.4.2.2 (j) to (m): streetAddress "SHALL only be used if the subject:localityName or
// subject:stateOrProvinceName field is present", these and postalCode "if the subject:countryName field is
// present".
Outcome address_incomplete(const CertificateFacts& facts, const Reporter& report) {
  const x509::Name& name = facts.certificate.subject;
  const bool has_country = has_attribute(name, oids::country),
             has_place = has_attribute(name, oids::locality) || has_attribute(name, oids::state_or_province);
  Outcome outcome = Outcome::not_applicable;
  for (const x509::Attribute& attribute : name.attributes) {
    const bool is_street = attribute.type == oids::street_address;
    if (!is_street && attribute.type != oids::locality && attribute.type != oids::state_or_province &&
        attribute.type != oids::postal_code)
      continue;
    outcome = std::max(
        outcome,
        (is_street ? has_place : has_country)
            ? Outcome::pass
            : report.fire(subject_place, attribute.offset,
                          fmt::format("the subject has {} without {}", name_of(attribute.type),
                                      is_street ? "localityName or stateOrProvinceName" : "countryName")));
  }
  return outcome;
}

constexpr Lint attributes_lints[] = {
    {.check = must(
         "cabf_smime.attributes.not_for_mailbox",
         "The subject of S/MIME certificates of mailboxes MUST NOT have attributes other than commonName, "
         "serialNumber and emailAddress.",
         "CA/B S/MIME BR 7.1.4.2.3", "Omit the attribute.",
         "e_mailbox_validated_enforce_subject_field_restrictions"),
     .example = "a countryName in the certificate of a mailbox",
     .applies = Role::subscriber,
     .effective = dates::smime_1_0,
     .certificate = of<mailbox, any_generation, not_for_mailbox>},
    {.check =
         must("cabf_smime.attributes.not_allowed",
              "The subject of S/MIME certificates MUST NOT have attributes that are not for its type and "
              "generation.",
              "CA/B S/MIME BR 7.1.4.2.4, 7.1.4.2.5, 7.1.4.2.6", "Omit the attribute."),
     .example = "an organizationName in the certificate of an individual",
     .applies = Role::subscriber,
     .effective = dates::smime_1_0,
     .certificate = of<all_but_mailbox, any_generation, not_allowed>},
    {.check = must(
         "cabf_smime.attributes.organization_incomplete",
         "The subject of S/MIME certificates of organizations and sponsors MUST have organizationName and "
         "organizationIdentifier.",
         "CA/B S/MIME BR 7.1.4.2.4, 7.1.4.2.5", "Add name and registration of the organization."),
     .example = "an organizationName alone",
     .applies = Role::subscriber,
     .effective = dates::smime_1_0,
     .certificate = of<with_organization, any_generation, organization_incomplete>},
    {.check =
         must("cabf_smime.attributes.person_missing",
              "The subject of S/MIME certificates of sponsors and individuals of the strict and multipurpose "
              "generations MUST have givenName, surname or pseudonym.",
              "CA/B S/MIME BR 7.1.4.2.5, 7.1.4.2.6", "Add the person's name or pseudonym.",
              "e_invalid_individual_identity"),
     .example = "a commonName alone",
     .applies = Role::subscriber,
     .effective = dates::smime_1_0,
     .certificate = of<with_person, modern, person_missing_unless_legacy>},
    {.check = must("cabf_smime.attributes.pseudonym_and_name",
                   "The subject of S/MIME certificates MUST NOT have pseudonym and a name.",
                   "CA/B S/MIME BR 7.1.4.2.2 (e), (f)", "Write one of them."),
     .example = "a pseudonym next to a surname",
     .applies = Role::subscriber,
     .effective = dates::smime_1_0,
     .certificate = of_smime<pseudonym_and_name>},
    {.check = must("cabf_smime.attributes.address_incomplete",
                   "The subject of S/MIME certificates MUST NOT have streetAddress without localityName or "
                   "stateOrProvinceName, nor these or postalCode without countryName.",
                   "CA/B S/MIME BR 7.1.4.2.2 (j) to (m)", "Add the larger place, or omit the smaller one."),
     .example = "a localityName without countryName",
     .applies = Role::subscriber,
     .effective = dates::smime_1_0,
     .certificate = of_smime<address_incomplete>},
};

}  // namespace

constinit const Rows attributes_rows = attributes_lints;

}  // namespace certcheck::lint::cabf_smime
