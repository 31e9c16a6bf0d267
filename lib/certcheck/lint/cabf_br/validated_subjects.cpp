#include "certcheck/lint/cabf_br/subject.h"
#include "certcheck/lint/cabf_br/themes.h"
#include "certcheck/lint/dates.h"
#include "certcheck/lint/support/rules_of_issuing.h"
#include "certcheck/names/top_level_domains.h"
#include "certcheck/x509/strings.h"

/// What the subject of a subscriber certificate has by what was validated, as its reserved policy says:
/// domain (DV), individual (IV) or organization (OV). EV is for the EV Guidelines.
namespace certcheck::lint::cabf_br {
namespace {

namespace oids = x509::oids;

constexpr std::string_view dv_certificate = "domain validated certificate",
                           iv_certificate = "individual validated certificate",
                           ov_certificate = "organization validated certificate";

// BR 1.0 9.3.1 to 1.8.7 7.1.6.4: a certificate with the policy 2.23.140.1.2.1 "MUST NOT include
// organizationName, streetAddress, localityName, stateOrProvinceName, or postalCode in the Subject field".
template <const SubjectAttribute& attribute>
Outcome dv_lacks(const CertificateFacts& facts, const Reporter& report) {
  return forbid_attribute(facts, report, attribute, dv_certificate);
}

// BR 2.0.0 7.1.2.7.2: countryName MAY, commonName is NOT RECOMMENDED, "Any other attribute MUST NOT".
Outcome dv_other_attribute(const CertificateFacts& facts, const Reporter& report) {
  return allow_attributes(facts, report, {oids::country, oids::common_name}, dv_certificate);
}

// BR 1.3.1 7.1.6.1 (ballot 151) to 1.8.7: "If the Certificate complies with these Requirements and includes
// Subject Identity Information that is verified in accordance with 3.2.3", then the policy 2.23.140.1.2.3 and
// "organizationName or both givenName and surname".
Outcome iv_without_name(const CertificateFacts& facts, const Reporter& report) {
  const bool named = subject_has(facts, oids::organization) ||
                     (subject_has(facts, oids::given_name) && subject_has(facts, oids::surname));
  return named ? Outcome::pass
               : fire_at_subject(facts, report,
                                 "the subject of the individual validated certificate has neither "
                                 "organizationName nor both givenName and surname");
}

// BR 2.0.0 7.1.2.7.3: surname and givenName "MUST" be there.
Outcome iv_without_personal_name(const CertificateFacts& facts, const Reporter& report) {
  const bool given = subject_has(facts, oids::given_name), surname = subject_has(facts, oids::surname);
  if (given && surname) return Outcome::pass;
  return fire_at_subject(facts, report,
                         fmt::format("the subject of the {} has no {}", iv_certificate,
                                     given     ? "surname"
                                     : surname ? "givenName"
                                               : "givenName and no surname"));
}

Outcome iv_without_country(const CertificateFacts& facts, const Reporter& report) {
  return require_attribute(facts, report, country_attribute, iv_certificate);
}

Outcome ov_without_country(const CertificateFacts& facts, const Reporter& report) {
  return require_attribute(facts, report, country_attribute, ov_certificate);
}

Outcome ov_without_organization(const CertificateFacts& facts, const Reporter& report) {
  return require_attribute(facts, report, organization_attribute, ov_certificate);
}

// BR 7.1.2.7.3 and 7.1.2.7.4: stateOrProvinceName "MUST be present if localityName is absent", and the other
// way round. BR 1.3.1 7.1.6.4 asked the same.
Outcome require_place(const CertificateFacts& facts, const Reporter& report, std::string_view of) {
  return subject_has(facts, oids::locality) || subject_has(facts, oids::state_or_province)
             ? Outcome::pass
             : fire_at_subject(
                   facts, report,
                   fmt::format("the subject of the {} has neither localityName nor stateOrProvinceName", of));
}

Outcome iv_without_place(const CertificateFacts& facts, const Reporter& report) {
  return require_place(facts, report, iv_certificate);
}

Outcome ov_without_place(const CertificateFacts& facts, const Reporter& report) {
  return require_place(facts, report, ov_certificate);
}

// BR 2.0.0 7.1.2.7.4: surname and givenName "MUST NOT" be there.
Outcome ov_personal_name(const CertificateFacts& facts, const Reporter& report) {
  return std::max(forbid_attribute(facts, report, given_name_attribute, ov_certificate),
                  forbid_attribute(facts, report, surname_attribute, ov_certificate));
}

// BR 2.0.0 7.1.2.7.3 and 7.1.2.7.4: postalCode and streetAddress are "NOT RECOMMENDED".
Outcome ov_address(const CertificateFacts& facts, const Reporter& report) {
  return std::max(forbid_attribute(facts, report, postal_code_attribute, ov_certificate),
                  forbid_attribute(facts, report, street_attribute, ov_certificate));
}

Outcome iv_address(const CertificateFacts& facts, const Reporter& report) {
  return std::max({forbid_attribute(facts, report, postal_code_attribute, iv_certificate),
                   forbid_attribute(facts, report, street_attribute, iv_certificate),
                   forbid_attribute(facts, report, organization_attribute, iv_certificate)});
}

// The same tables: "Any other attribute" is "NOT RECOMMENDED"; see 7.1.4.4. organizationalUnitName has a rule
// of its own.
Outcome ov_other_attribute(const CertificateFacts& facts, const Reporter& report) {
  return allow_attributes(facts, report,
                          {oids::domain_component, oids::country, oids::state_or_province, oids::locality,
                           oids::postal_code, oids::street_address, oids::organization, oids::surname,
                           oids::given_name, oids::organizational_unit, oids::common_name},
                          ov_certificate);
}

Outcome iv_other_attribute(const CertificateFacts& facts, const Reporter& report) {
  return allow_attributes(
      facts, report,
      {oids::country, oids::state_or_province, oids::locality, oids::postal_code, oids::street_address,
       oids::organization, oids::surname, oids::given_name, oids::organizational_unit, oids::common_name},
      iv_certificate);
}

// BR 2.0.0 7.1.2.7.4 (1.3.0 7.1.4.2.2 d, since ballot 102): domainComponent attributes "MUST be in a single
// ordered sequence containing all Domain Labels from the Domain Name", "so that the Domain Label closest to
// the root is encoded first". Which name that is, the certificate does not say: it need not be in
// subjectAltName.
Outcome domain_components_out_of_order(const CertificateFacts& facts, const Reporter& report) {
  const auto& attributes = facts.certificate.subject.attributes;
  const auto is_component = [](const x509::Attribute& attribute) {
    return attribute.type == oids::domain_component;
  };
  const auto first = std::find_if(attributes.begin(), attributes.end(), is_component);
  if (first == attributes.end()) return Outcome::not_applicable;
  const auto behind = std::find_if_not(first, attributes.end(), is_component);
  const auto second = std::find_if(behind, attributes.end(), is_component);
  if (second != attributes.end())
    return fire_at_attribute(report, *second,
                             "an attribute of another type separates those of domainComponent");
  const std::string_view top = as_text(first->value);
  return names::is_top_level_domain(top, facts.issued)
             ? Outcome::pass
             : fire_at_attribute(report, *first,
                                 fmt::format("the first domainComponent, \"{}\", is not a top-level domain",
                                             x509::printable(top)));
}

// BR 1.4.1 7.1.4.2.2 c (ballot 175): "A Certificate containing a subject:givenName field or subject:surname
// field MUST contain the (2.23.140.1.2.3) Certificate Policy OID." BR 2.0.0 has them in 7.1.2.7.3 alone.
Outcome personal_name_without_iv(const CertificateFacts& facts, const Reporter& report) {
  if (!subject_has(facts, oids::given_name) && !subject_has(facts, oids::surname))
    return Outcome::not_applicable;
  return facts.has(Role::individual_validated)
             ? Outcome::pass
             : fire_at_subject(facts, report,
                               "the subject has the name of a person, but no policy says that the "
                               "certificate is individual validated");
}

constexpr Revision dv_history[] = {
    {.document = "BR 1.0", .from = dates::br_1_0.time, .section = "9.3.1"},
    {.document = "BR 1.3.0", .from = dates::br_1_3_0.time, .section = "7.1.6.1"},
    {.document = "BR 1.8.0", .from = dates::sc_48.time, .section = "7.1.6.4"},
};
constexpr Revision ov_history[] = {
    {.document = "BR 1.0", .from = dates::br_1_0.time, .section = "9.3.1"},
    {.document = "BR 1.3.0", .from = dates::br_1_3_0.time, .section = "7.1.6.1"},
    {.document = "BR 2.0.0", .from = dates::br_2_0_0.time, .section = "7.1.2.7.4"},
};
constexpr Revision components_history[] = {
    {.document = "BR 1.1.5", .from = dates::ballot_102.time, .section = "9.2.3"},
    {.document = "BR 1.3.0", .from = dates::br_1_3_0.time, .section = "7.1.4.2.2"},
    {.document = "BR 2.0.0", .from = dates::br_2_0_0.time, .section = "7.1.2.7.4"},
};
constexpr Revision iv_history[] = {
    {.document = "BR 1.3.1", .from = dates::br_1_3_1.time, .section = "7.1.6.1"},
    {.document = "BR 2.0.0", .from = dates::br_2_0_0.time, .section = "7.1.2.7.3"},
};

constexpr Role dv_leaf = Role::leaf | Role::domain_validated;
constexpr Role iv_leaf = Role::leaf | Role::individual_validated;
constexpr Role ov_leaf = Role::leaf | Role::organization_validated;

template <const SubjectAttribute& attribute>
constexpr Lint dv_row(std::string_view id, std::string_view requirement, std::string_view example,
                      std::string_view zlint) {
  return {.check = must(id, requirement, "CA/B BR 1.8.0 7.1.6.4; since BR 2.0.0 7.1.2.7.2",
                        "Leave the attribute out, or validate the organization and use its policy.", zlint),
          .example = example,
          .applies = dv_leaf,
          .effective = dates::br_1_0,
          .ineffective = dates::br_2_0_0,
          .history = dv_history,
          .certificate = dv_lacks<attribute>};
}

constexpr Lint validated_subjects_lints[] = {
    dv_row<organization_attribute>("cabf_br.subject.dv_organization",
                                   "The subject of a domain validated certificate MUST NOT contain "
                                   "organizationName.",
                                   "organizationName next to the policy 2.23.140.1.2.1",
                                   "e_cab_dv_conflicts_with_org"),
    dv_row<street_attribute>("cabf_br.subject.dv_street",
                             "The subject of a domain validated certificate MUST NOT contain streetAddress.",
                             "streetAddress next to the policy 2.23.140.1.2.1",
                             "e_cab_dv_conflicts_with_street"),
    dv_row<locality_attribute>("cabf_br.subject.dv_locality",
                               "The subject of a domain validated certificate MUST NOT contain localityName.",
                               "localityName next to the policy 2.23.140.1.2.1",
                               "e_cab_dv_conflicts_with_locality"),
    dv_row<state_attribute>("cabf_br.subject.dv_state",
                            "The subject of a domain validated certificate MUST NOT contain "
                            "stateOrProvinceName.",
                            "stateOrProvinceName next to the policy 2.23.140.1.2.1",
                            "e_cab_dv_conflicts_with_province"),
    dv_row<postal_code_attribute>("cabf_br.subject.dv_postal_code",
                                  "The subject of a domain validated certificate MUST NOT contain "
                                  "postalCode.",
                                  "postalCode next to the policy 2.23.140.1.2.1",
                                  "e_cab_dv_conflicts_with_postal"),
    {.check = must("cabf_br.subject.dv_other_attribute",
                   "The subject of a domain validated certificate MUST NOT contain anything but countryName "
                   "and commonName.",
                   "CA/B BR 7.1.2.7.2", "Leave the attribute out: it was not validated.",
                   "e_cab_dv_subject_invalid_values"),
     .example = "organizationName next to the policy 2.23.140.1.2.1",
     .applies = Role::subscriber | Role::domain_validated,
     .effective = dates::br_2_0_0,
     .certificate = dv_other_attribute},
    {.check = must("cabf_br.subject.iv_without_name",
                   "The subject of an individual validated certificate MUST contain organizationName, or "
                   "both givenName and surname.",
                   "CA/B BR 1.3.1 7.1.6.1; since BR 2.0.0 7.1.2.7.3", "Add the subject's name.",
                   "e_cab_iv_requires_personal_name"),
     .example = "the policy 2.23.140.1.2.3 and only a surname",
     .applies = iv_leaf,
     .effective = dates::br_1_3_1,
     .ineffective = dates::br_2_0_0,
     .certificate = iv_without_name},
    {.check =
         must("cabf_br.subject.iv_without_personal_name",
              "The subject of an individual validated certificate MUST contain givenName and surname.",
              "CA/B BR 7.1.2.7.3", "Add the name of the person.", "e_cab_iv_requires_personal_name_strict"),
     .example = "the policy 2.23.140.1.2.3 and only a surname",
     .applies = iv_leaf,
     .effective = dates::br_2_0_0,
     .certificate = iv_without_personal_name},
    {.check = must("cabf_br.subject.iv_without_country",
                   "The subject of an individual validated certificate MUST contain countryName.",
                   "CA/B BR 2.0.0 7.1.2.7.3", "Add the country.", "e_cert_policy_iv_requires_country"),
     .example = "the policy 2.23.140.1.2.3 and no country",
     .applies = iv_leaf,
     .effective = dates::br_1_3_1,
     .history = iv_history,
     .certificate = iv_without_country},
    {.check = must("cabf_br.subject.iv_without_place",
                   "The subject of an individual validated certificate MUST contain localityName or "
                   "stateOrProvinceName.",
                   "CA/B BR 2.0.0 7.1.2.7.3", "Add the locality, or the state or province.",
                   "e_cert_policy_iv_requires_province_or_locality"),
     .example = "the policy 2.23.140.1.2.3 and neither locality nor state",
     .applies = Role::subscriber | Role::individual_validated,
     .effective = dates::br_1_3_1,
     .history = iv_history,
     .certificate = iv_without_place},
    {.check = should("cabf_br.subject.iv_address",
                     "The subject of an individual validated certificate SHOULD NOT contain postalCode, "
                     "streetAddress or organizationName.",
                     "CA/B BR 7.1.2.7.3", "Leave the attribute out."),
     .example = "the policy 2.23.140.1.2.3 and a postal code",
     .applies = iv_leaf,
     .effective = dates::br_2_0_0,
     .certificate = iv_address},
    {.check = should("cabf_br.subject.iv_other_attribute",
                     "The subject of an individual validated certificate SHOULD NOT contain attributes that "
                     "its profile does not list.",
                     "CA/B BR 7.1.2.7.3", "Leave the attribute out."),
     .example = "the policy 2.23.140.1.2.3 and a title",
     .applies = iv_leaf,
     .effective = dates::br_2_0_0,
     .certificate = iv_other_attribute},
    {.check = must("cabf_br.subject.ov_without_organization",
                   "The subject of an organization validated certificate MUST contain organizationName.",
                   "CA/B BR 2.0.0 7.1.2.7.4",
                   "Add the organization, or use the policy of what was validated.", "e_cab_ov_requires_org"),
     .example = "the policy 2.23.140.1.2.2 and no organization",
     .applies = ov_leaf,
     .effective = dates::br_1_0,
     .history = ov_history,
     .certificate = ov_without_organization},
    {.check = must("cabf_br.subject.ov_without_country",
                   "The subject of an organization validated certificate MUST contain countryName.",
                   "CA/B BR 2.0.0 7.1.2.7.4", "Add the country.", "e_cert_policy_ov_requires_country"),
     .example = "the policy 2.23.140.1.2.2 and no country",
     .applies = ov_leaf,
     .effective = dates::br_1_0,
     .history = ov_history,
     .certificate = ov_without_country},
    {.check = must("cabf_br.subject.domain_components_out_of_order",
                   "domainComponent attributes MUST be one sequence with the label that is closest to the "
                   "root first.",
                   "CA/B BR 2.0.0 7.1.2.7.4",
                   "Write the labels of the domain name from its top-level domain on, next to each other."),
     .example = "DC=example before DC=com",
     .applies = Role::subscriber,
     .finds_in = Parts::in_subject({oids::domain_component}),
     .effective = dates::ballot_102,
     .history = components_history,
     .certificate = domain_components_out_of_order},
    {.check = must("cabf_br.subject.ov_without_place",
                   "The subject of an organization validated certificate MUST contain localityName or "
                   "stateOrProvinceName.",
                   "CA/B BR 2.0.0 7.1.2.7.4", "Add the locality, or the state or province.",
                   "e_cert_policy_ov_requires_province_or_locality"),
     .example = "the policy 2.23.140.1.2.2 and neither locality nor state",
     .applies = Role::subscriber | Role::organization_validated,
     .effective = dates::br_1_0,
     .history = ov_history,
     .certificate = ov_without_place},
    {.check = must("cabf_br.subject.ov_personal_name",
                   "The subject of an organization validated certificate MUST NOT contain givenName or "
                   "surname.",
                   "CA/B BR 7.1.2.7.4", "Leave the person's name out, or use the policy 2.23.140.1.2.3."),
     .example = "the policy 2.23.140.1.2.2 and a surname",
     .applies = ov_leaf,
     .effective = dates::br_2_0_0,
     .certificate = ov_personal_name},
    {.check = should("cabf_br.subject.ov_address",
                     "The subject of an organization validated certificate SHOULD NOT contain postalCode or "
                     "streetAddress.",
                     "CA/B BR 7.1.2.7.4", "Leave the attribute out."),
     .example = "the policy 2.23.140.1.2.2 and a street address",
     .applies = ov_leaf,
     .effective = dates::br_2_0_0,
     .certificate = ov_address},
    {.check = should("cabf_br.subject.ov_other_attribute",
                     "The subject of an organization validated certificate SHOULD NOT contain attributes "
                     "that its profile does not list.",
                     "CA/B BR 7.1.2.7.4", "Leave the attribute out."),
     .example = "the policy 2.23.140.1.2.2 and a serialNumber",
     .applies = ov_leaf,
     .effective = dates::br_2_0_0,
     .certificate = ov_other_attribute},
    {.check = must("cabf_br.subject.personal_name_without_iv",
                   "A certificate whose subject contains givenName or surname MUST contain the policy "
                   "2.23.140.1.2.3.",
                   "CA/B BR 1.4.1 7.1.4.2.2 c; BR 2.0.0 7.1.2.7.3",
                   "Use the policy 2.23.140.1.2.3, or leave the person's name out.",
                   "e_sub_cert_given_name_surname_contains_correct_policy"),
     .example = "a surname next to the policy 2.23.140.1.2.2",
     .applies = Role::subscriber,
     .finds_in = Parts::in_subject({oids::given_name, oids::surname}),
     .effective = dates::br_1_4_1,
     .certificate = personal_name_without_iv},
};

}  // namespace

constinit const Rows validated_subjects_rows = validated_subjects_lints;

}  // namespace certcheck::lint::cabf_br
