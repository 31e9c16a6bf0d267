#include "certcheck/der/reader.h"
#include "certcheck/lint/dates.h"
#include "certcheck/lint/etsi/qualified_certificate.h"
#include "certcheck/lint/etsi/themes.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/support/characters.h"
#include "certcheck/lint/support/country_codes.h"
#include "certcheck/lint/support/legal_entity_identifier.h"
#include "certcheck/lint/support/organization_identifier.h"
#include "certcheck/lint/support/rules_of_issuing.h"
#include "certcheck/lint/support/subject.h"
#include "certcheck/x509/strings.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

/// EN 319 412-1 5.1: what serialNumber and organizationIdentifier of the subject mean. A semantics identifier
/// in qcStatements (RFC 3739 3.2.6.1) says which of the forms they have.
namespace certcheck::lint::etsi {
namespace {

namespace oids = x509::oids;
namespace tag = der::tag;

/// id-qcs-pkixQCSyntax-v2
constexpr der::Oid syntax_version_2{"\x2b\x06\x01\x05\x05\x07\x0b\x02"sv};
/// 0.4.0.194121.1.N
constexpr der::Oid natural_semantics{"\x04\x00\x8b\xec\x49\x01\x01"sv},
    legal_semantics{"\x04\x00\x8b\xec\x49\x01\x02"sv},
    eidas_natural_semantics{"\x04\x00\x8b\xec\x49\x01\x03"sv},
    eidas_legal_semantics{"\x04\x00\x8b\xec\x49\x01\x04"sv};

/// SemanticsInformation ::= SEQUENCE { semanticsIdentifier OBJECT IDENTIFIER OPTIONAL,
///   nameRegistrationAuthorities SEQUENCE SIZE (1..MAX) OF GeneralName OPTIONAL }
struct Semantics {
  bool authorities = false;  ///< there are some
  bool uri = false;          ///< one of them is a URI
  const x509::QcStatement* statement = nullptr;
};

/// What the statement with that semantics identifier says; nullopt if there is none.
std::optional<Semantics> find_semantics(const x509::Certificate& certificate, der::Oid wanted) {
  constexpr uint8_t uri_tag = 0x86;
  if (!certificate.qc_statements) return std::nullopt;
  for (const x509::QcStatement& statement : certificate.qc_statements->statements) {
    if (statement.id != syntax_version_2) continue;
    Findings unheeded;
    der::FaultSink sink(unheeded);
    der::Reader value(statement.info, sink, {});
    auto fields = value.sequence({});
    if (!fields || !fields->sees(tag::oid) || fields->oid({}) != wanted) continue;
    Semantics found{false, false, &statement};
    if (fields->sees(tag::sequence)) {
      auto names = fields->sequence({});
      while (const auto name = names ? names->next() : std::nullopt) {
        found.authorities = true;
        found.uri = found.uri || name->tag == uri_tag;
      }
    }
    return found;
  }
  return std::nullopt;
}

/// Calls check(text) for each attribute of the type, if the semantics identifier is there; it gives the end
/// of a sentence, or "" if there is no fault.
template <typename Check>
Outcome each_identifier_of(const CertificateFacts& facts, const Reporter& report, der::Oid semantics,
                           der::Oid type, std::string_view name, Check check) {
  if (!has_attribute(facts.certificate.subject, type) || !find_semantics(facts.certificate, semantics))
    return Outcome::not_applicable;
  Outcome outcome = Outcome::not_applicable;
  for_each_text(
      facts.certificate.subject, type, [&](std::string_view text, const x509::Attribute& attribute) {
        const std::optional<std::string> fault = check(text);
        if (!fault) return;
        outcome = std::max(outcome, fault->empty() ? Outcome::pass
                                                   : report.fire(subject_place, attribute.offset,
                                                                 fmt::format("{} \"{}\" {}", name,
                                                                             x509::printable(text), *fault)));
      });
  return outcome;
}

bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

/// Three characters, a country, a hyphen and an identifier. A third character ":" is that of a type that a
/// country has defined.
struct TypedIdentifier {
  std::string_view type, country, identifier;

  bool is_national() const { return type[2] == ':'; }
};

std::optional<TypedIdentifier> read_typed(std::string_view text) {
  const bool sound = text.size() > 6 && is_capital(text[0]) && is_capital(text[1]) &&
                     (is_capital(text[2]) || text[2] == ':') && is_capital(text[3]) && is_capital(text[4]) &&
                     text[5] == '-';
  if (!sound) return std::nullopt;
  return TypedIdentifier{text.substr(0, 3), text.substr(3, 2), text.substr(6)};
}

constexpr std::string_view sound_form{};

template <typename Check>
Outcome each_natural(const CertificateFacts& facts, const Reporter& report, Check check) {
  return each_identifier_of(facts, report, natural_semantics, oids::serial_number, "serialNumber", check);
}
template <typename Check>
Outcome each_legal(const CertificateFacts& facts, const Reporter& report, Check check) {
  return each_identifier_of(facts, report, legal_semantics, oids::organization_identifier,
                            "organizationIdentifier", check);
}

std::optional<std::string> form_fault(std::string_view text) {
  return std::string(read_typed(text) ? sound_form : "is not a type, a country, a hyphen and an identifier");
}

// NAT-5.1.3: "3 character natural identity type reference; 2 character ISO 3166-1 country code; hyphen-minus;
// and identifier".
Outcome natural_malformed(const CertificateFacts& facts, const Reporter& report) {
  return each_natural(facts, report, form_fault);
}

// NAT-5.1.3: PAS, IDC, PNO, TAX and TIN, or two characters of a national definition and a colon; "Other
// initial character sequences are reserved".
Outcome natural_type_unknown(const CertificateFacts& facts, const Reporter& report) {
  return each_natural(facts, report, [](std::string_view text) -> std::optional<std::string> {
    static constexpr std::string_view known[] = {"PAS", "IDC", "PNO", "TAX", "TIN"};
    const auto read = read_typed(text);
    if (!read) return std::nullopt;
    const bool is_known =
        read->is_national() || std::find(std::begin(known), std::end(known), read->type) != std::end(known);
    return is_known ? std::string() : fmt::format("has the type {}", read->type);
  });
}

// NAT-5.1.3 since TS 119 412-1 1.2.1: the value TAX "is deprecated. The value "TIN" should be used instead."
Outcome natural_type_deprecated(const CertificateFacts& facts, const Reporter& report) {
  return each_natural(facts, report, [](std::string_view text) -> std::optional<std::string> {
    const auto read = read_typed(text);
    if (!read) return std::nullopt;
    return std::string(read->type == "TAX" ? "has the type TAX instead of TIN" : "");
  });
}

std::optional<std::string> country_fault(std::string_view text) {
  const auto read = read_typed(text);
  if (!read) return std::nullopt;
  return is_country_code(read->country)
             ? std::string()
             : fmt::format("has the country {}, which ISO 3166-1 does not have", read->country);
}

Outcome natural_country_unknown(const CertificateFacts& facts, const Reporter& report) {
  return each_natural(facts, report, country_fault);
}

// LEG-5.1.4: the same form for organizationIdentifier.
Outcome legal_malformed(const CertificateFacts& facts, const Reporter& report) {
  return each_legal(facts, report, form_fault);
}

// LEG-5.1.4: VAT, NTR, PSD and LEI, or a national type.
Outcome legal_type_unknown(const CertificateFacts& facts, const Reporter& report) {
  return each_legal(facts, report, [](std::string_view text) -> std::optional<std::string> {
    static constexpr std::string_view known[] = {"VAT", "NTR", "PSD", "LEI"};
    const auto read = read_typed(text);
    if (!read) return std::nullopt;
    const bool is_known =
        read->is_national() || std::find(std::begin(known), std::end(known), read->type) != std::end(known);
    return is_known ? std::string() : fmt::format("has the type {}", read->type);
  });
}

// LEG-5.1.4: a country of ISO 3166-1; XG for LEI, and those that VAT numbers have.
Outcome legal_country_unknown(const CertificateFacts& facts, const Reporter& report) {
  return each_legal(facts, report, [](std::string_view text) -> std::optional<std::string> {
    const auto read = read_typed(text);
    if (!read) return std::nullopt;
    const RegistrationReference reference{read->type, read->country, {}, read->identifier, true};
    const bool known = read->type == "LEI" ? read->country == "XG" : is_registration_country(reference);
    return known ? std::string() : fmt::format("has the country {}", read->country);
  });
}

// LEG-5.1.4: "LEI" is for "a global Legal Entity Identifier as specified in ISO 17442".
Outcome lei_invalid(const CertificateFacts& facts, const Reporter& report) {
  return each_legal(facts, report, [](std::string_view text) -> std::optional<std::string> {
    const auto read = read_typed(text);
    if (!read || read->type != "LEI") return std::nullopt;
    return std::string(legal_entity_identifier_fault(read->identifier));
  });
}

bool has_national_type(const x509::Name& subject, der::Oid type) {
  bool found = false;
  for_each_text(subject, type, [&found](std::string_view text, const x509::Attribute&) {
    const auto read = read_typed(text);
    found = found || (read && read->is_national());
  });
  return found;
}

Outcome authority_missing(const CertificateFacts& facts, const Reporter& report, der::Oid identifier,
                          der::Oid type) {
  const auto semantics = find_semantics(facts.certificate, identifier);
  if (!semantics || !has_national_type(facts.certificate.subject, type)) return Outcome::not_applicable;
  if (semantics->uri) return Outcome::pass;
  return report.fire(
      statements_place(facts.certificate), offset_of_statement(facts.certificate, *semantics->statement),
      semantics->authorities ? "nameRegistrationAuthorities of the national identifier has no URI"
                             : "there is no nameRegistrationAuthorities for the national identifier");
}

// NAT-5.1.3-05 and -06: with a locally defined type nameRegistrationAuthorities "shall be present" and "shall
// contain at least a uniformResourceIdentifier generalName".
Outcome natural_authority_missing(const CertificateFacts& facts, const Reporter& report) {
  return authority_missing(facts, report, natural_semantics, oids::serial_number);
}

// LEG-5.1.4-05: the same.
Outcome legal_authority_missing(const CertificateFacts& facts, const Reporter& report) {
  return authority_missing(facts, report, legal_semantics, oids::organization_identifier);
}

// NAT-5.1.5-03: serialNumber "shall comply with the content requirement specified for the eIDAS
// PersonIdentifier attribute": two countries with slashes, as in ES/AT/02635542Y.
Outcome eidas_natural_malformed(const CertificateFacts& facts, const Reporter& report) {
  return each_identifier_of(
      facts, report, eidas_natural_semantics, oids::serial_number, "serialNumber",
      [](std::string_view text) -> std::optional<std::string> {
        const bool sound = text.size() > 6 && text[2] == '/' && text[5] == '/';
        if (!sound) return "is not two countries and an identifier with slashes between them";
        return std::string(is_country_code(text.substr(0, 2)) && is_country_code(text.substr(3, 2))
                               ? ""
                               : "has a country that ISO 3166-1 does not have");
      });
}

// LEG-5.1.6-03: organizationIdentifier "shall comply with the content requirement specified for the eIDAS
// LegalPersonIdentifier attribute": no white space, 256 characters at most.
Outcome eidas_legal_malformed(const CertificateFacts& facts, const Reporter& report) {
  return each_identifier_of(
      facts, report, eidas_legal_semantics, oids::organization_identifier, "organizationIdentifier",
      [](std::string_view text) -> std::optional<std::string> {
        constexpr size_t longest = 256;
        size_t length = 0;
        bool space = false;
        Characters characters(tag::utf8_string, as_bytes(text));
        while (const auto character = characters.next()) {
          ++length;
          space = space || *character == 0x20 || (*character >= 0x09 && *character <= 0x0D) ||
                  *character == 0xA0 || (*character >= 0x2000 && *character <= 0x200A);
        }
        if (space) return "contains white space";
        return length <= longest ? std::string() : fmt::format("has {} characters", length);
      });
}

constexpr Lint identifiers_lints[] = {
    {.check = must("etsi.identifiers.natural_malformed",
                   "serialNumber of a natural person MUST be a type of identity, a country, a hyphen and an "
                   "identifier.",
                   "ETSI EN 319 412-1 5.1.3", "Write the identifier like PASDE-P3000180."),
     .example = "a serialNumber \"12345\" with the semantics identifier for natural persons",
     .finds_in = {oids::qc_statements},
     .effective = dates::etsi_319_412_1_1_1_1,
     .certificate = natural_malformed},
    {.check = must("etsi.identifiers.natural_type_unknown",
                   "The type of identity of a natural person MUST be PAS, IDC, PNO, TAX, TIN or a national "
                   "one with a colon.",
                   "ETSI EN 319 412-1 5.1.3", "Use one of these types."),
     .example = "the serialNumber EIDDE-12345",
     .finds_in = {oids::qc_statements},
     .effective = dates::etsi_319_412_1_1_1_1,
     .certificate = natural_type_unknown},
    {.check = should("etsi.identifiers.natural_type_deprecated",
                     "The type of identity TIN SHOULD be used in place of TAX.", "ETSI EN 319 412-1 5.1.3",
                     "Write TIN."),
     .example = "the serialNumber TAXDE-12345",
     .finds_in = {oids::qc_statements},
     .effective = dates::etsi_319_412_1_1_4_1,
     .certificate = natural_type_deprecated},
    {.check = must("etsi.identifiers.natural_country_unknown",
                   "The country in serialNumber of a natural person MUST be a code of ISO 3166-1.",
                   "ETSI EN 319 412-1 5.1.3", "Write the code of the country that gave the identifier."),
     .example = "the serialNumber PASUK-12345",
     .finds_in = {oids::qc_statements},
     .effective = dates::etsi_319_412_1_1_1_1,
     .certificate = natural_country_unknown},
    {.check = must("etsi.identifiers.natural_authority_missing",
                   "A national type of identity MUST come with a URI in nameRegistrationAuthorities.",
                   "ETSI EN 319 412-1 5.1.3", "Add the URI of the authority to the semantics information."),
     .example = "the serialNumber EI:SE-200007292386 without nameRegistrationAuthorities",
     .finds_in = {oids::qc_statements},
     .effective = dates::etsi_319_412_1_1_1_1,
     .certificate = natural_authority_missing},
    {.check = must("etsi.identifiers.legal_malformed",
                   "organizationIdentifier of a legal person MUST be a type of identity, a country, a hyphen "
                   "and an identifier.",
                   "ETSI EN 319 412-1 5.1.4", "Write the identifier like VATBE-0876866142."),
     .example = "an organizationIdentifier \"12345\" with the semantics identifier for legal persons",
     .finds_in = {oids::qc_statements},
     .effective = dates::etsi_319_412_1_1_1_1,
     .certificate = legal_malformed},
    {.check = must("etsi.identifiers.legal_type_unknown",
                   "The type of identity of a legal person MUST be VAT, NTR, PSD, LEI or a national one with "
                   "a colon.",
                   "ETSI EN 319 412-1 5.1.4", "Use one of these types."),
     .example = "the organizationIdentifier DUNDE-123456789",
     .finds_in = {oids::qc_statements},
     .effective = dates::etsi_319_412_1_1_1_1,
     .certificate = legal_type_unknown},
    {.check = must("etsi.identifiers.legal_country_unknown",
                   "The country in organizationIdentifier of a legal person MUST be a code of ISO 3166-1, of "
                   "LEI XG.",
                   "ETSI EN 319 412-1 5.1.4", "Write the code of the country whose register it is."),
     .example = "the organizationIdentifier NTRUK-12345678",
     .finds_in = {oids::qc_statements},
     .effective = dates::etsi_319_412_1_1_1_1,
     .certificate = legal_country_unknown},
    {.check = must("etsi.identifiers.lei_invalid",
                   "organizationIdentifier of the type LEI MUST have a Legal Entity Identifier.",
                   "ETSI EN 319 412-1 5.1.4; ISO 17442-1", "Write the identifier as it was assigned."),
     .example = "the organizationIdentifier LEIXG-1",
     .finds_in = {oids::qc_statements},
     .effective = dates::etsi_319_412_1_1_4_1,
     .certificate = lei_invalid},
    {.check = must("etsi.identifiers.legal_authority_missing",
                   "A national type of identity MUST come with a URI in nameRegistrationAuthorities.",
                   "ETSI EN 319 412-1 5.1.4", "Add the URI of the authority to the semantics information."),
     .example = "the organizationIdentifier EI:SE-5567971433 without nameRegistrationAuthorities",
     .finds_in = {oids::qc_statements},
     .effective = dates::etsi_319_412_1_1_1_1,
     .certificate = legal_authority_missing},
    {.check = must("etsi.identifiers.eidas_natural_malformed",
                   "serialNumber with eIDAS semantics MUST be two countries of ISO 3166-1 and an identifier, "
                   "with slashes between them.",
                   "ETSI EN 319 412-1 5.1.5", "Write the identifier like ES/AT/02635542Y."),
     .example = "a serialNumber \"ES-02635542Y\"",
     .finds_in = {oids::qc_statements},
     .effective = dates::etsi_319_412_1_1_4_1,
     .certificate = eidas_natural_malformed},
    {.check = must("etsi.identifiers.eidas_legal_malformed",
                   "organizationIdentifier with eIDAS semantics MUST NOT have white space, nor more than 256 "
                   "characters.",
                   "ETSI EN 319 412-1 5.1.6", "Write the identifier without spaces."),
     .example = "an organizationIdentifier \"ES/AT/0 12345\"",
     .finds_in = {oids::qc_statements},
     .effective = dates::etsi_319_412_1_1_4_1,
     .certificate = eidas_legal_malformed},
};

}  // namespace

constinit const Rows identifiers_rows = identifiers_lints;

}  // namespace certcheck::lint::etsi
