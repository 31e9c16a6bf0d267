#include "certcheck/lint/support/organization_identifier.h"

#include "certcheck/base/ascii.h"
#include "certcheck/lint/cabf_ev/themes.h"
#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/support/extension_place.h"
#include "certcheck/lint/support/rules_of_issuing.h"
#include "certcheck/lint/support/subject.h"
#include "certcheck/x509/oids.h"
#include "certcheck/x509/strings.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>

/// EVG 7.1.2.2, 7.1.4.2.8 and appendix H: organizationIdentifier in subject and extension.
namespace certcheck::lint::cabf_ev {
namespace {

namespace oids = x509::oids;

/// Calls check(text, attribute) with each organizationIdentifier of the subject, which gives an outcome.
template <typename Check>
Outcome each_identifier(const CertificateFacts& facts, Check check) {
  Outcome outcome = Outcome::not_applicable;
  for_each_text(facts.certificate.subject, oids::organization_identifier,
                [&](std::string_view text, const x509::Attribute& attribute) {
                  outcome = std::max(outcome, check(text, attribute));
                });
  return outcome;
}

Outcome fire_at_identifier(const Reporter& report, const x509::Attribute& attribute, std::string_view text,
                           std::string_view fault) {
  return report.fire(subject_place, attribute.offset,
                     fmt::format("organizationIdentifier \"{}\" {}", x509::printable(text), fault));
}

// EVG 7.1.4.2.8: scheme, country, for NTR perhaps a subdivision, a hyphen, the reference.
Outcome malformed(const CertificateFacts& facts, const Reporter& report) {
  return each_identifier(facts, [&](std::string_view text, const x509::Attribute& attribute) {
    const auto identifier = read_registration_reference(text);
    if (!identifier)
      return fire_at_identifier(report, attribute, text,
                                "does not begin with a scheme, a country and, if at all, \"+\" and one "
                                "to three letters or digits");
    if (!identifier->has_hyphen || identifier->reference.empty())
      return fire_at_identifier(report, attribute, text, "has no reference after a hyphen");
    return identifier->subdivision.empty() || identifier->scheme == "NTR"
               ? Outcome::pass
               : fire_at_identifier(report, attribute, text, "has a subdivision, which is for NTR alone");
  });
}

bool is_known_scheme(std::string_view scheme) {
  return scheme == "NTR" || scheme == "VAT" || scheme == "PSD";
}

// EVG appendix H: "NTR", "VAT" and "PSD" are "currently recognized as valid".
Outcome scheme_unknown(const CertificateFacts& facts, const Reporter& report) {
  return each_identifier(facts, [&](std::string_view text, const x509::Attribute& attribute) {
    return is_known_scheme(text.substr(0, 3))
               ? Outcome::pass
               : fire_at_identifier(report, attribute, text, "is of a scheme other than NTR, VAT and PSD");
  });
}

/// Appendix H since ballot SC-68: EL and XI "for the VAT scheme"; until then codes of ISO 3166 alone.
bool is_country_of_registration(const CertificateFacts& facts, const RegistrationReference& identifier) {
  const bool by_vat_alone = identifier.country == "EL" || identifier.country == "XI";
  return is_registration_country(identifier) &&
         !(by_vat_alone && facts.issued && *facts.issued < dates::sc_68.time);
}

// EVG 7.1.4.2.8: "2 character ISO 3166 country code for the nation in which the Registration Scheme is
// operated, or if the scheme is operated globally ISO 3166 code XG"; appendix H for VAT.
Outcome country_unknown(const CertificateFacts& facts, const Reporter& report) {
  return each_identifier(facts, [&](std::string_view text, const x509::Attribute& attribute) {
    const auto identifier = read_registration_reference(text);
    if (!identifier) return Outcome::not_applicable;
    return is_country_of_registration(facts, *identifier)
               ? Outcome::pass
               : fire_at_identifier(
                     report, attribute, text,
                     fmt::format("has the country {}, which ISO 3166-1 does not have", identifier->country));
  });
}

// EVG appendix H, NTR: the country code "shall match that of the subject's jurisdiction".
Outcome country_not_jurisdiction(const CertificateFacts& facts, const Reporter& report) {
  const x509::Attribute* jurisdiction = first_of(facts.certificate.subject, oids::jurisdiction_country);
  if (jurisdiction == nullptr) return Outcome::not_applicable;
  return each_identifier(facts, [&](std::string_view text, const x509::Attribute& attribute) {
    const auto identifier = read_registration_reference(text);
    if (!identifier || identifier->scheme != "NTR") return Outcome::not_applicable;
    return identifier->country == as_text(jurisdiction->value)
               ? Outcome::pass
               : fire_at_identifier(report, attribute, text,
                                    fmt::format("is of another country than the jurisdiction, {}",
                                                x509::printable(as_text(jurisdiction->value))));
  });
}

// EVG appendix H, NTR: "Where the Subject Jurisdiction of Incorporation or Registration Field [...] includes
// more than the country code, the additional locality information shall be included as specified in Section
// 7.1.4.2.8 and/or Section 7.1.2.2", the extension.
Outcome subdivision_missing(const CertificateFacts& facts, const Reporter& report) {
  const x509::Name& subject = facts.certificate.subject;
  if (first_of(subject, oids::jurisdiction_state) == nullptr) return Outcome::not_applicable;
  const x509::Extension* const extension = find_organization_identifier(facts.certificate);
  const auto in_extension = extension == nullptr ? std::nullopt : read_organization_identifier(*extension);
  const bool is_in_extension = in_extension && !in_extension->subdivision.empty();
  return each_identifier(facts, [&](std::string_view text, const x509::Attribute& attribute) {
    const auto identifier = read_registration_reference(text);
    if (!identifier || identifier->scheme != "NTR") return Outcome::not_applicable;
    return !identifier->subdivision.empty() || is_in_extension
               ? Outcome::pass
               : fire_at_identifier(report, attribute, text,
                                    "lacks the subdivision, though the jurisdiction is a state or province");
  });
}

// EVG 7.1.4.2.8: a subdivision is part of it "where registrations are administrated at the subdivision (state
// or province) level, if required under Section 7.1.4.2.4", and "the specified location information MUST
// match the scope of the registration being referenced"; 7.1.4.2.4: a jurisdiction "at the country level
// [...] MUST NOT include the state or province".
Outcome subdivision_not_of_jurisdiction(const CertificateFacts& facts, const Reporter& report) {
  const x509::Name& subject = facts.certificate.subject;
  if (first_of(subject, oids::jurisdiction_country) == nullptr) return Outcome::not_applicable;
  const bool is_of_country = !has_attribute(subject, oids::jurisdiction_state) &&
                             !has_attribute(subject, oids::jurisdiction_locality);
  return each_identifier(facts, [&](std::string_view text, const x509::Attribute& attribute) {
    const auto identifier = read_registration_reference(text);
    if (!identifier || identifier->scheme != "NTR" || identifier->subdivision.empty())
      return Outcome::not_applicable;
    return is_of_country ? fire_at_identifier(report, attribute, text,
                                              "has a subdivision, though the jurisdiction is a country")
                         : Outcome::pass;
  });
}

/// What registers agree on in a number, however they space and dot it.
std::string letters_and_digits(std::string_view text) {
  std::string out;
  for (const char c : text)
    if (is_letter(c) || is_digit(c)) out += to_lower(c);
  return out;
}

/// Longer than any number of a register: a bound on what looking for one in the other costs.
constexpr size_t longest_number = 256;

/// True if the text has the other in it with nothing of the same kind next to it: "123" in "hrb 123", and not
/// in "1234".
bool has_as_a_whole(std::string_view text, std::string_view part) {
  if (part.empty()) return false;
  for (size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1)) {
    const bool joined_before = at > 0 && is_digit(text[at - 1]) == is_digit(part.front());
    const size_t end = at + part.size();
    const bool joined_behind = end < text.size() && is_digit(text[end]) == is_digit(part.back());
    if (!joined_before && !joined_behind) return true;
  }
  return false;
}

// The same: "The information carried in this field shall be the same as held in Subject Registration Number
// Field". Registers write their numbers in more than one way, with or without the court, so that one may
// have more than the other, and this is a warning.
Outcome reference_not_registration_number(const CertificateFacts& facts, const Reporter& report) {
  const x509::Attribute* const number = first_of(facts.certificate.subject, oids::serial_number);
  if (number == nullptr) return Outcome::not_applicable;
  const std::string held = letters_and_digits(as_text(number->value));
  return each_identifier(facts, [&](std::string_view text, const x509::Attribute& attribute) {
    const auto identifier = read_registration_reference(text);
    if (!identifier || identifier->scheme != "NTR" || identifier->reference.empty())
      return Outcome::not_applicable;
    const std::string reference = letters_and_digits(identifier->reference);
    return held == reference || (std::max(held.size(), reference.size()) <= longest_number &&
                                 (has_as_a_whole(held, reference) || has_as_a_whole(reference, held)))
               ? Outcome::pass
               : fire_at_identifier(report, attribute, text,
                                    fmt::format("is not of the serialNumber \"{}\"",
                                                x509::printable(as_text(number->value))));
  });
}

// EVG 7.1.2.2 (9.8.2) since 31 January 2020: "If the subject:organizationIdentifier is present, this field
// MUST be present."
Outcome extension_missing(const CertificateFacts& facts, const Reporter& report) {
  if (!has_attribute(facts.certificate.subject, oids::organization_identifier))
    return Outcome::not_applicable;
  return find_organization_identifier(facts.certificate) != nullptr
             ? Outcome::pass
             : report.fire(
                   "tbsCertificate.extensions", {},
                   "the subject has organizationIdentifier, but there is no cabfOrganizationIdentifier");
}

// EVG 7.1.2.2: CABFOrganizationIdentifier.
Outcome extension_malformed(const CertificateFacts& facts, const Reporter& report) {
  const x509::Extension* extension = find_organization_identifier(facts.certificate);
  if (extension == nullptr) return Outcome::not_applicable;
  return read_organization_identifier(*extension)
             ? Outcome::pass
             : report.fire(place_in(facts.certificate, *extension), extension->value_offset,
                           "cabfOrganizationIdentifier does not follow its ASN.1");
}

// EVG 7.1.2.2: scheme and country have the "restrictions described in" 7.1.4.2.8.
Outcome extension_unknown(const CertificateFacts& facts, const Reporter& report) {
  const x509::Extension* extension = find_organization_identifier(facts.certificate);
  const auto identifier = extension == nullptr ? std::nullopt : read_organization_identifier(*extension);
  if (!identifier) return Outcome::not_applicable;
  const bool known = is_known_scheme(identifier->scheme);
  return known && is_country_of_registration(facts, *identifier)
             ? Outcome::pass
             : report.fire(
                   place_in(facts.certificate, *extension), extension->value_offset,
                   fmt::format("cabfOrganizationIdentifier has the {} \"{}\"", known ? "country" : "scheme",
                               x509::printable(known ? identifier->country : identifier->scheme)));
}

// EVG 7.1.2.2: "the subfields have the same values, meanings, and restrictions described in" 7.1.4.2.8. The
// reference of a PSD identifier is taken with and without the identifier of the competent authority in front
// of it (ETSI TS 119 495 5.2.1), as zlint does: both are in use.
Outcome extension_differs(const CertificateFacts& facts, const Reporter& report) {
  const x509::Extension* extension = find_organization_identifier(facts.certificate);
  const x509::Attribute* attribute = first_of(facts.certificate.subject, oids::organization_identifier);
  if (extension == nullptr || attribute == nullptr) return Outcome::not_applicable;
  const auto in_extension = read_organization_identifier(*extension);
  if (!in_extension) return Outcome::not_applicable;
  std::string buffer;
  const std::string_view text = text_of(*attribute, buffer);
  const auto in_subject = read_registration_reference(text);
  const auto fire = [&] {
    return report.fire(
        place_in(facts.certificate, *extension), extension->value_offset,
        fmt::format("cabfOrganizationIdentifier is {}{}{}{}-{}, organizationIdentifier \"{}\"",
                    x509::printable(in_extension->scheme), x509::printable(in_extension->country),
                    in_extension->subdivision.empty() ? "" : "+", x509::printable(in_extension->subdivision),
                    x509::printable(in_extension->reference), x509::printable(text)));
  };
  if (!in_subject || in_subject->scheme != in_extension->scheme ||
      in_subject->country != in_extension->country || in_subject->subdivision != in_extension->subdivision)
    return fire();
  if (in_subject->reference == in_extension->reference) return Outcome::pass;
  const size_t hyphen = in_subject->reference.find('-');
  return in_subject->scheme == "PSD" && hyphen != std::string_view::npos &&
                 in_subject->reference.substr(hyphen + 1) == in_extension->reference
             ? Outcome::pass
             : fire();
}

// EVG 7.1.4.2.8: a subdivision is "for the NTR Registration Scheme identifier".
Outcome extension_has_subdivision(const CertificateFacts& facts, const Reporter& report) {
  const x509::Extension* extension = find_organization_identifier(facts.certificate);
  if (extension == nullptr) return Outcome::not_applicable;
  const auto identifier = read_organization_identifier(*extension);
  if (!identifier || (identifier->scheme != "PSD" && identifier->scheme != "VAT"))
    return Outcome::not_applicable;
  return identifier->subdivision.empty()
             ? Outcome::pass
             : report.fire(
                   place_in(facts.certificate, *extension), extension->value_offset,
                   fmt::format("cabfOrganizationIdentifier of the scheme {} has the state or province "
                               "\"{}\"",
                               identifier->scheme, x509::printable(identifier->subdivision)));
}

constexpr std::array<Revision, 2> since_1_7(const Date& from, std::string_view first,
                                            std::string_view second) {
  return {{{.document = "EVG 1.7.0", .from = from.time, .section = first},
           {.document = "EVG 2.0.0", .from = dates::evg_2_0_0.time, .section = second}}};
}

constexpr auto identifier_history = since_1_7(dates::sc_17, "9.2.8", "7.1.4.2.8");
constexpr auto scheme_history = since_1_7(dates::sc_17_effective, "9.2.8", "7.1.4.2.8");
constexpr auto extension_history = since_1_7(dates::sc_17_effective, "9.8.2", "7.1.2.2");
constexpr auto extension_form_history = since_1_7(dates::sc_17, "9.8.2", "7.1.2.2");

constexpr Lint organization_identifier_lints[] = {
    {.check = must(
         "cabf_ev.organization_identifier.malformed",
         "organizationIdentifier MUST be a scheme, a country, for NTR a subdivision if need be, a hyphen "
         "and a reference.",
         "CA/B EVG 2.0.0 7.1.4.2.8", "Write the identifier like NTRGB-12345678."),
     .example = "an organizationIdentifier \"NTR-GB-12345678\"",
     .applies = Role::subscriber | Role::extended_validated,
     .effective = dates::sc_17,
     .history = identifier_history,
     .certificate = malformed},
    {.check = must("cabf_ev.organization_identifier.scheme_unknown",
                   "The registration scheme of organizationIdentifier MUST be NTR, VAT or PSD.",
                   "CA/B EVG 2.0.0 7.1.4.2.8, appendix H",
                   "Use an identifier of one of these schemes, or omit it.", "e_ev_invalid_orgid_reg_scheme"),
     .example = "an organizationIdentifier \"DUNS-123456789\"",
     .applies = Role::subscriber | Role::extended_validated,
     .effective = dates::sc_17_effective,
     .history = scheme_history,
     .certificate = scheme_unknown},
    {.check = must("cabf_ev.organization_identifier.country_unknown",
                   "The country in organizationIdentifier MUST be a code of ISO 3166-1, or XG.",
                   "CA/B EVG 2.0.0 7.1.4.2.8", "Write the code of the country whose register it is."),
     .example = "an organizationIdentifier \"NTRUK-12345678\"",
     .applies = Role::subscriber | Role::extended_validated,
     .effective = dates::sc_17,
     .history = identifier_history,
     .certificate = country_unknown},
    {.check =
         must("cabf_ev.organization_identifier.country_not_jurisdiction",
              "The country in an organizationIdentifier of the scheme NTR MUST be jurisdictionCountryName.",
              "CA/B EVG appendix H", "Name the same register in both."),
     .example = "NTRDE-HRB1 next to a jurisdictionCountryName FR",
     .applies = Role::subscriber | Role::extended_validated,
     .effective = dates::sc_17,
     .certificate = country_not_jurisdiction},
    {.check = must("cabf_ev.organization_identifier.subdivision_missing",
                   "An organizationIdentifier of the scheme NTR MUST name the state or province of the "
                   "jurisdiction, in the subject or in the extension.",
                   "CA/B EVG appendix H, 7.1.4.2.8", "Write the identifier like NTRUS+CA-12345678."),
     .example = "NTRUS-12345678 next to a jurisdictionStateOrProvinceName California",
     .applies = Role::subscriber | Role::extended_validated,
     .effective = dates::sc_17,
     .certificate = subdivision_missing},
    {.check = must("cabf_ev.organization_identifier.subdivision_not_of_jurisdiction",
                   "An organizationIdentifier of the scheme NTR MUST NOT have a subdivision where the "
                   "jurisdiction is a country.",
                   "CA/B EVG 2.0.0 7.1.4.2.8, 7.1.4.2.4",
                   "Add jurisdictionStateOrProvinceName, or leave the subdivision out."),
     .example = "NTRUS+CA-12345678 next to a jurisdictionCountryName alone",
     .applies = Role::subscriber | Role::extended_validated,
     .effective = dates::sc_17,
     .history = identifier_history,
     .certificate = subdivision_not_of_jurisdiction},
    {.check = should("cabf_ev.organization_identifier.reference_not_registration_number",
                     "The reference in an organizationIdentifier of the scheme NTR MUST be the registration "
                     "number that serialNumber has.",
                     "CA/B EVG appendix H, 7.1.4.2.5", "Write the same number in both."),
     .example = "NTRDE-999 next to a serialNumber HRB 12345",
     .applies = Role::subscriber | Role::extended_validated,
     .effective = dates::sc_17,
     .certificate = reference_not_registration_number},
    {.check = must("cabf_ev.organization_identifier.extension_missing",
                   "An EV certificate with organizationIdentifier MUST have the extension "
                   "cabfOrganizationIdentifier.",
                   "CA/B EVG 2.0.0 7.1.2.2", "Add the extension.", "e_ev_organization_id_missing"),
     .example = "organizationIdentifier in the subject alone",
     .applies = Role::extended_validated,
     .effective = dates::sc_17_effective,
     .history = extension_history,
     .certificate = extension_missing},
    {.check = must("cabf_ev.organization_identifier.extension_malformed",
                   "cabfOrganizationIdentifier MUST follow its ASN.1.", "CA/B EVG 2.0.0 7.1.2.2",
                   "Encode scheme and country as PrintableStrings, the reference as a UTF8String."),
     .example = "the whole identifier as one string",
     .applies = Role::extended_validated,
     .effective = dates::sc_17,
     .history = extension_form_history,
     .certificate = extension_malformed},
    {.check = must(
         "cabf_ev.organization_identifier.extension_unknown",
         "cabfOrganizationIdentifier MUST have the scheme NTR, VAT or PSD, and a country of ISO 3166-1 or "
         "XG.",
         "CA/B EVG 2.0.0 7.1.2.2, appendix H", "Write the identifier as it was assigned."),
     .example = "the registrationSchemeIdentifier \"DUN\"",
     .applies = Role::extended_validated,
     .effective = dates::sc_17_effective,
     .history = extension_history,
     .certificate = extension_unknown},
    {.check = must("cabf_ev.organization_identifier.extension_differs",
                   "cabfOrganizationIdentifier MUST have the values of organizationIdentifier.",
                   "CA/B EVG 2.0.0 7.1.2.2", "Write the same identifier in both.",
                   "e_ev_orgid_inconsistent_subj_and_ext"),
     .example = "VATDE-1 in the subject, VATDE-2 in the extension",
     .applies = Role::extended_validated,
     .effective = dates::sc_17_effective,
     .history = extension_history,
     .certificate = extension_differs},
    {.check = must("cabf_ev.organization_identifier.extension_has_subdivision",
                   "cabfOrganizationIdentifier of the schemes PSD and VAT MUST NOT have "
                   "registrationStateOrProvince.",
                   "CA/B EVG 2.0.0 7.1.4.2.8", "Omit the state or province.",
                   "e_cabf_org_identifier_psd_vat_has_state"),
     .example = "VATUS+CA-1",
     .effective = dates::sc_17,
     .history = identifier_history,
     .certificate = extension_has_subdivision},
};

}  // namespace

constinit const Rows organization_identifier_rows = organization_identifier_lints;

}  // namespace certcheck::lint::cabf_ev
