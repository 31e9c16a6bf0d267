#include "certcheck/lint/support/organization_identifier.h"

#include "certcheck/lint/cabf_smime/profile.h"
#include "certcheck/lint/cabf_smime/themes.h"
#include "certcheck/lint/dates.h"
#include "certcheck/lint/support/legal_entity_identifier.h"
#include "certcheck/lint/support/rules_of_issuing.h"
#include "certcheck/lint/support/subject.h"
#include "certcheck/x509/oids.h"
#include "certcheck/x509/strings.h"

#include <fmt/format.h>

#include <algorithm>

/// S/MIME BR 7.1.4.2.2 (d), appendix A: organizationIdentifier.
namespace certcheck::lint::cabf_smime {
namespace {

namespace oids = x509::oids;

/// Calls fault(text, identifier) with each organizationIdentifier, of which the second is null if it has no
/// form; what it gives ends the sentence of a finding, "" passes, nullopt does not apply.
template <typename Fault>
Outcome each_identifier(const CertificateFacts& facts, const Reporter& report, Fault fault) {
  Outcome outcome = Outcome::not_applicable;
  for_each_text(facts.certificate.subject, oids::organization_identifier,
                [&](std::string_view text, const x509::Attribute& attribute) {
                  const auto identifier = read_registration_reference(text);
                  const std::optional<std::string> what = fault(text, identifier ? &*identifier : nullptr);
                  if (!what) return;
                  outcome = std::max(
                      outcome, what->empty() ? Outcome::pass
                                             : report.fire(subject_place, attribute.offset,
                                                           fmt::format("organizationIdentifier \"{}\" {}",
                                                                       x509::printable(text), *what)));
                });
  return outcome;
}

bool is_without_reference(const RegistrationReference& identifier) {
  return identifier.scheme == "GOV" || identifier.scheme == "INT";
}

bool is_known_scheme(std::string_view scheme) {
  return scheme == "NTR" || scheme == "VAT" || scheme == "PSD" || scheme == "LEI" || scheme == "GOV" ||
         scheme == "INT";
}

// (d): scheme, country, perhaps "+" and a subdivision, "-" and the reference; "GOV" and "INT" of note 2 have
// no reference.
Outcome identifier_malformed(const CertificateFacts& facts, const Reporter& report) {
  return each_identifier(
      facts, report,
      [](std::string_view, const RegistrationReference* identifier) -> std::optional<std::string> {
        if (identifier == nullptr) return "does not begin with a scheme and a country";
        if (is_without_reference(*identifier))
          return identifier->has_hyphen ? "has a reference, which its scheme does not have" : "";
        return identifier->reference.empty() ? "has no reference after a hyphen" : "";
      });
}

// Appendix A.1 and note 2: NTR, VAT, PSD, LEI, GOV, INT.
Outcome identifier_scheme(const CertificateFacts& facts, const Reporter& report) {
  return each_identifier(
      facts, report,
      [](std::string_view, const RegistrationReference* identifier) -> std::optional<std::string> {
        if (identifier == nullptr) return std::nullopt;
        return is_known_scheme(identifier->scheme) ? "" : "is of a scheme that is not recognized";
      });
}

// (d): a country of ISO 3166-1, for VAT also the prefixes of Directive 2006/112/EC; XG for LEI and INT.
Outcome identifier_country(const CertificateFacts& facts, const Reporter& report) {
  return each_identifier(
      facts, report,
      [](std::string_view, const RegistrationReference* identifier) -> std::optional<std::string> {
        if (identifier == nullptr || !is_known_scheme(identifier->scheme)) return std::nullopt;
        const bool global = identifier->scheme == "LEI" || identifier->scheme == "INT";
        if (global) return identifier->country == "XG" ? "" : "is not of the country XG";
        return identifier->country != "XG" && is_registration_country(*identifier)
                   ? ""
                   : fmt::format("has the country {}", identifier->country);
      });
}

// (d): a subdivision is for schemes at the level of states or provinces: trade registers and governments.
Outcome identifier_subdivision(const CertificateFacts& facts, const Reporter& report) {
  return each_identifier(
      facts, report,
      [](std::string_view, const RegistrationReference* identifier) -> std::optional<std::string> {
        if (identifier == nullptr || identifier->subdivision.empty()) return std::nullopt;
        return identifier->scheme == "NTR" || identifier->scheme == "GOV"
                   ? ""
                   : "has a subdivision, which its scheme does not have";
      });
}

/// The country of ISO 3166-1 that a prefix of VAT numbers stands for.
std::string_view country_of_prefix(const RegistrationReference& identifier) {
  if (identifier.scheme != "VAT") return identifier.country;
  return identifier.country == "EL" ? "GR" : identifier.country == "XI" ? "GB" : identifier.country;
}

// Note 1: "With the exception of the LEI and INT Registration Schemes, if a subject:countryName is present in
// the Certificate the country code used in the Registration Scheme identifier SHALL match that".
Outcome identifier_of_other_country(const CertificateFacts& facts, const Reporter& report) {
  const x509::Attribute* country = first_of(facts.certificate.subject, oids::country);
  if (country == nullptr || country->value.size() != 2) return Outcome::not_applicable;
  const std::string_view expected = as_text(country->value);
  return each_identifier(
      facts, report,
      [expected](std::string_view, const RegistrationReference* identifier) -> std::optional<std::string> {
        if (identifier == nullptr || identifier->scheme == "LEI" || identifier->scheme == "INT")
          return std::nullopt;
        return identifier->country == expected || country_of_prefix(*identifier) == expected
                   ? ""
                   : fmt::format("is not of the subject's country {}", expected);
      });
}

// Appendix A.1: "a Legal Entity Identifier as specified in ISO 17442".
Outcome identifier_lei(const CertificateFacts& facts, const Reporter& report) {
  return each_identifier(
      facts, report,
      [](std::string_view, const RegistrationReference* identifier) -> std::optional<std::string> {
        if (identifier == nullptr || identifier->scheme != "LEI") return std::nullopt;
        return std::string(legal_entity_identifier_fault(identifier->reference));
      });
}

/// Note 3: country, register, dot, number: "DER3306.HRB12345".
bool is_euid(std::string_view reference, std::string_view country) {
  const size_t dot = reference.find('.');
  return reference.starts_with(country) && dot != std::string_view::npos && dot > country.size() &&
         dot + 1 < reference.size();
}

// Note 3 since 1.0.9: "When the Organization or Legal Entity is registered in Germany, the Registration
// Reference SHOULD use the EUID identifier."
Outcome identifier_not_euid(const CertificateFacts& facts, const Reporter& report) {
  return each_identifier(
      facts, report,
      [](std::string_view, const RegistrationReference* identifier) -> std::optional<std::string> {
        if (identifier == nullptr || identifier->scheme != "NTR" || identifier->country != "DE")
          return std::nullopt;
        return is_euid(identifier->reference, "DE") ? "" : "does not have an EUID as reference";
      });
}

constexpr Lint organization_identifier_lints[] = {
    {.check =
         must("cabf_smime.organization_identifier.malformed",
              "organizationIdentifier MUST be a scheme, a country, perhaps a subdivision, a hyphen and a "
              "reference, of the schemes GOV and INT without the last two.",
              "CA/B S/MIME BR 7.1.4.2.2 (d)", "Write the identifier like NTRGB-12345678."),
     .example = "the organizationIdentifier \"GOVUS-1\"",
     .applies = Role::subscriber,
     .effective = dates::smime_1_0,
     .certificate = of_smime<identifier_malformed>},
    {.check = must("cabf_smime.organization_identifier.scheme_unknown",
                   "The scheme of organizationIdentifier MUST be NTR, VAT, PSD, LEI, GOV or INT.",
                   "CA/B S/MIME BR appendix A.1", "Use an identifier of one of these schemes."),
     .example = "the organizationIdentifier \"DUNUS-1\"",
     .applies = Role::subscriber,
     .effective = dates::smime_1_0,
     .certificate = of_smime<identifier_scheme>},
    {.check = must("cabf_smime.organization_identifier.country_unknown",
                   "The country in organizationIdentifier MUST be a code of ISO 3166-1, of LEI and INT XG.",
                   "CA/B S/MIME BR 7.1.4.2.2 (d)", "Write the code of the country whose register it is."),
     .example = "the organizationIdentifier \"LEIUS-...\"",
     .applies = Role::subscriber,
     .effective = dates::smime_1_0,
     .certificate = of_smime<identifier_country>},
    {.check = must("cabf_smime.organization_identifier.subdivision",
                   "organizationIdentifier of the schemes VAT, PSD, LEI and INT MUST NOT have a subdivision.",
                   "CA/B S/MIME BR 7.1.4.2.2 (d)", "Omit the subdivision."),
     .example = "the organizationIdentifier \"VATUS+CA-1\"",
     .applies = Role::subscriber,
     .effective = dates::smime_1_0,
     .certificate = of_smime<identifier_subdivision>},
    {.check = must("cabf_smime.organization_identifier.other_country",
                   "The country in organizationIdentifier MUST be countryName, but for LEI and INT.",
                   "CA/B S/MIME BR 7.1.4.2.2 (d), appendix A.1", "Write the same country in both.",
                   "e_registration_scheme_id_matches_subject_country"),
     .example = "NTRFR-1 next to the countryName GB",
     .effective = dates::smime_1_0,
     .certificate = of<with_organization, any_generation, identifier_of_other_country>},
    {.check = must("cabf_smime.organization_identifier.lei_invalid",
                   "The reference of the scheme LEI MUST be a Legal Entity Identifier.",
                   "CA/B S/MIME BR appendix A.1; ISO 17442-1", "Write the identifier as it was assigned."),
     .example = "an LEI with a wrong check number",
     .applies = Role::subscriber,
     .effective = dates::smime_1_0,
     .certificate = of_smime<identifier_lei>},
    {.check = should("cabf_smime.organization_identifier.not_euid",
                     "References of German trade registers SHOULD be EUIDs.", "CA/B S/MIME BR 7.1.4.2.2 (d)",
                     "Write the reference like DER3306.HRB12345."),
     .example = "the organizationIdentifier \"NTRDE-HRB12345\"",
     .applies = Role::subscriber,
     .effective = dates::smime_1_0_9,
     .certificate = of_smime<identifier_not_euid>},
};

}  // namespace

constinit const Rows organization_identifier_rows = organization_identifier_lints;

}  // namespace certcheck::lint::cabf_smime
