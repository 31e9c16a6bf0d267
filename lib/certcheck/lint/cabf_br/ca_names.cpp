#include "certcheck/lint/cabf_br/subject.h"
#include "certcheck/lint/cabf_br/themes.h"
#include "certcheck/lint/dates.h"
#include "certcheck/lint/support/attribute_text.h"
#include "certcheck/lint/support/country_codes.h"
#include "certcheck/lint/support/rules_of_issuing.h"

/// BR 7.1.2.10.2: the subject of a CA certificate. A cross-certificate may repeat an older name (7.1.2.2.2),
/// which cannot be seen in it.
namespace certcheck::lint::cabf_br {
namespace {

namespace oids = x509::oids;

constexpr std::string_view ca_certificate = "CA certificate";

/// Fires unless the subject has the attribute, and not empty.
Outcome require_in_ca(const CertificateFacts& facts, const Reporter& report,
                      const SubjectAttribute& attribute) {
  const auto& attributes = facts.certificate.subject.attributes;
  const bool there =
      std::any_of(attributes.begin(), attributes.end(), [&attribute](const x509::Attribute& each) {
        return each.type == attribute.type && !each.value.empty();
      });
  return there ? Outcome::pass
               : fire_at_subject(facts, report,
                                 fmt::format("the subject of the CA certificate has no {}", attribute.name));
}

// "commonName MUST", since ballot 199: BR 1.4.8 7.1.4.3.1.
Outcome ca_without_common_name(const CertificateFacts& facts, const Reporter& report) {
  return require_in_ca(facts, report, common_name_attribute);
}

// "countryName MUST". BR 1.0 9.1.4 and 9.2.7 asked the same.
Outcome ca_without_country(const CertificateFacts& facts, const Reporter& report) {
  return require_in_ca(facts, report, country_attribute);
}

// "organizationName MUST". BR 1.0 9.1.3 and 9.2.7 asked the same.
Outcome ca_without_organization(const CertificateFacts& facts, const Reporter& report) {
  return require_in_ca(facts, report, organization_attribute);
}

// "The two-letter ISO 3166-1 country code for the country in which the CA's place of business is located."
Outcome ca_country_unknown(const CertificateFacts& facts, const Reporter& report) {
  Outcome outcome = Outcome::not_applicable;
  std::string buffer;
  for (const x509::Attribute& attribute : facts.certificate.subject.attributes) {
    if (attribute.type != oids::country) continue;
    const std::string_view code = text_of(attribute, buffer);
    outcome = std::max(
        outcome, is_country_code_or_xx(code)
                     ? Outcome::pass
                     : fire_at_attribute(
                           report, attribute,
                           fmt::format("the country \"{}\" of the CA is not a code of ISO 3166-1", code)));
  }
  return outcome;
}

// "This attribute MUST NOT be included in Root CA Certificates [...] or TLS Subordinate CA Certificates".
Outcome ca_organizational_unit(const CertificateFacts& facts, const Reporter& report) {
  if (facts.has(Role::cross_certificate)) return Outcome::not_applicable;
  return forbid_attribute(facts, report, unit_attribute, ca_certificate);
}

// "SHOULD NOT be included in other types of CA Certificates."
Outcome ca_organizational_unit_elsewhere(const CertificateFacts& facts, const Reporter& report) {
  if (!facts.has(Role::tls_br) && !facts.has(Role::cross_certificate)) return Outcome::not_applicable;
  return forbid_attribute(facts, report, unit_attribute, ca_certificate);
}

// "Any other attribute" is "NOT RECOMMENDED".
Outcome ca_other_attribute(const CertificateFacts& facts, const Reporter& report) {
  return allow_attributes(
      facts, report,
      {oids::country, oids::state_or_province, oids::locality, oids::postal_code, oids::street_address,
       oids::organization, oids::organizational_unit, oids::common_name},
      ca_certificate);
}

constexpr Revision ca_common_name_history[] = {
    {.document = "BR 1.4.8", .from = dates::ballot_199.time, .section = "7.1.4.3.1"},
    {.document = "BR 2.0.0", .from = dates::br_2_0_0.time, .section = "7.1.2.10.2"},
};
constexpr Revision ca_country_history[] = {
    {.document = "BR 1.0", .from = dates::br_1_0.time, .section = "9.1.4"},
    {.document = "BR 1.3.0", .from = dates::br_1_3_0.time, .section = "7.1.2.1"},
    {.document = "BR 1.4.8", .from = dates::ballot_199.time, .section = "7.1.4.3.1"},
    {.document = "BR 2.0.0", .from = dates::br_2_0_0.time, .section = "7.1.2.10.2"},
};

constexpr Lint ca_names_lints[] = {
    {.check = must("cabf_br.ca_name.common_name_missing",
                   "The subject of a CA certificate MUST contain commonName.", "CA/B BR 2.0.0 7.1.2.10.2",
                   "Give the CA a common name of its own.", "e_ca_common_name_missing"),
     .example = "a CA with only a country and an organization",
     .applies = Role::ca,
     .effective = dates::ballot_199,
     .history = ca_common_name_history,
     .certificate = ca_without_common_name},
    {.check =
         must("cabf_br.ca_name.country_missing", "The subject of a CA certificate MUST contain countryName.",
              "CA/B BR 2.0.0 7.1.2.10.2", "Add the country of the CA.", "e_ca_country_name_missing"),
     .example = "a root without a country",
     .applies = Role::ca,
     .effective = dates::br_1_0,
     .history = ca_country_history,
     .certificate = ca_without_country},
    {.check =
         must("cabf_br.ca_name.country_unknown", "countryName of a CA MUST be a code of ISO 3166-1.",
              "CA/B BR 2.0.0 7.1.2.10.2", "Use the code of the CA's country.", "e_ca_country_name_invalid"),
     .example = "a root in \"ZZ\"",
     .applies = Role::ca,
     .effective = dates::br_1_0,
     .history = ca_country_history,
     .certificate = ca_country_unknown},
    {.check =
         must("cabf_br.ca_name.organization_missing",
              "The subject of a CA certificate MUST contain organizationName.", "CA/B BR 2.0.0 7.1.2.10.2",
              "Add the name of the organization that runs the CA.", "e_ca_organization_name_missing"),
     .example = "a root with only a common name",
     .applies = Role::ca,
     .effective = dates::br_1_0,
     .history = ca_country_history,
     .certificate = ca_without_organization},
    {.check = must("cabf_br.ca_name.organizational_unit",
                   "The subject of a root or TLS CA certificate MUST NOT contain organizationalUnitName, "
                   "unless a cross-certificate repeats an older name.",
                   "CA/B BR 7.1.2.10.2", "Leave organizationalUnitName out.", "e_subj_orgunit_in_ca_cert"),
     .example = "OU=PKI in the name of a CA",
     .applies = Role::ca,
     .except = Role::tls_br,
     .effective = dates::br_2_0_0,
     .certificate = ca_organizational_unit},
    {.check =
         should("cabf_br.ca_name.organizational_unit_elsewhere",
                "The subject of a CA certificate that is not for TLS, or a cross-certificate, SHOULD NOT "
                "contain organizationalUnitName.",
                "CA/B BR 7.1.2.10.2", "Leave organizationalUnitName out."),
     .example = "OU=PKI in the name of a CA that is not for TLS",
     .applies = Role::subordinate_ca,
     .effective = dates::br_2_0_0,
     .certificate = ca_organizational_unit_elsewhere},
    {.check = should("cabf_br.ca_name.other_attribute",
                     "The subject of a CA certificate SHOULD NOT contain attributes that its profile does "
                     "not list.",
                     "CA/B BR 7.1.2.10.2", "Leave the attribute out."),
     .example = "organizationIdentifier in the name of a CA",
     .applies = Role::ca,
     .effective = dates::br_2_0_0,
     .certificate = ca_other_attribute},
};

}  // namespace

constinit const Rows ca_names_rows = ca_names_lints;

}  // namespace certcheck::lint::cabf_br
