#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/rfc5280/themes.h"
#include "certcheck/lint/support/attribute_limits.h"
#include "certcheck/lint/support/attribute_text.h"
#include "certcheck/lint/support/values.h"
#include "certcheck/x509/strings.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

/// Distinguished names wherever they stand but in a certificate's subject, whose rules have ids of their own:
/// the issuer, directoryNames in any extension, names of CRLs, OCSP responses and requests. RFC 5280 4.1.2.4
/// and A.1 define one Name for all of them.
namespace certcheck::lint::rfc5280 {
namespace {

namespace oids = x509::oids;
using x509::Attribute;

/// What is wrong with an attribute, for people; empty if nothing is. Allocates only then.
using AttributeFault = std::string (*)(const Attribute&, Place);

/// Fires for each attribute with a fault, of each name that is not the subject of a certificate.
template <AttributeFault fault, typename Subject>
Outcome check_all(const Subject& subject, const Reporter& report) {
  Outcome outcome = Outcome::not_applicable;
  visit_names(parsed(subject), [&](std::span<const Attribute> attributes, const Where& where) {
    if (where.place == Place::subject) return;
    for (const Attribute& attribute : attributes) {
      outcome = std::max(outcome, Outcome::pass);
      if (const std::string what = fault(attribute, where.place); !what.empty())
        outcome = report.fire(node_path(parsed(subject), where), attribute.offset,
                              fmt::format("{} in {}", what, to_string(where.place)));
    }
  });
  return outcome;
}

// RFC 5280 A.1. Of a certificate's issuer the country has a lint of its own, as in zlint.
std::string wrong_string_type(const Attribute& attribute, Place place) {
  for (const StringType* type : string_types::all)
    if (attribute.type == type->attribute && attribute.string_tag != type->string_tag &&
        !(place == Place::issuer && type == &string_types::country))
      return fmt::format("{} is not of the type {}", type->attribute_name, type->type_name);
  return {};
}

// RFC 5280 4.1.2.4: "DirectoryString ::= CHOICE { teletexString, printableString, universalString,
// utf8String, bmpString }". Since RFC 2459.
std::string not_directory_string(const Attribute& attribute, Place) {
  return is_directory_string_tag(attribute.string_tag) || !is_directory_string(attribute.type)
             ? std::string()
             : fmt::format("the value of {} is not a DirectoryString", attribute.type.to_string());
}

// RFC 5280 A.1 and X.520: see the bounds.
std::string value_too_long(const Attribute& attribute, Place) {
  // No bound is lower, so most values need no look at the list.
  constexpr size_t least = 40;
  if (attribute.value.size() <= least) return {};
  for (const Bound* bound : bounds::all) {
    if (attribute.type == bound->type && character_count(attribute) > bound->maximum) {
      return fmt::format("{} has {} characters, more than {}", bound->attribute, character_count(attribute),
                         bound->maximum);
    }
  }
  return {};
}

// RFC 5280 A.1: "X520countryName ::= PrintableString (SIZE (2))". Since RFC 2459.
std::string country_length(const Attribute& attribute, Place) {
  return attribute.type != oids::country || character_count(attribute) == 2
             ? std::string()
             : fmt::format("countryName has {} characters", character_count(attribute));
}

// ISO 3166-1 5.1, which X.520 6.3.1 takes the codes from: the alpha-2 codes are of the letters A to Z. Of
// the subject zlint has this in a lint of its own.
std::string country_case(const Attribute& attribute, Place) {
  if (attribute.type != oids::country && attribute.type != oids::jurisdiction_country) return {};
  const std::string_view code = as_text(attribute.value);
  return std::any_of(code.begin(), code.end(), [](char c) { return c >= 'a' && c <= 'z'; })
             ? fmt::format("the country \"{}\" is not in upper case", x509::printable(code))
             : std::string();
}

// RFC 5280 A.1: "SIZE (1..ub-name)" and so on, wherever there is an upper bound. Since RFC 2459. A
// PrintableString without characters is as empty as one of another type.
std::string empty_value(const Attribute& attribute, Place) {
  return !attribute.value.empty() || !is_bounded(attribute)
             ? std::string()
             : fmt::format("the attribute {} is empty", attribute.type.to_string());
}

// RFC 5280 A.1 takes the attributes from X.520, whose values are text to be read.
std::string control_characters(const Attribute& attribute, Place) {
  return has_control_character(attribute)
             ? fmt::format("the attribute {} has a control character", attribute.type.to_string())
             : std::string();
}

/// Where the name is that of whoever issued something: RFC 5280 4.1.2.4 and 5.1.2.3 for the certificates and
/// CRLs whose issuer is named here, 4.2.1.7 and 5.2.2 for the names next to them.
bool names_issuer(Place place) {
  switch (place) {
    case Place::distribution_point_issuer:
    case Place::freshest_crl_issuer:
    case Place::authority_certificate:
    case Place::crl_issuer_alternative_name:
    case Place::crl_freshest_crl_issuer:
    case Place::crl_authority_certificate:
    case Place::entry_certificate_issuer:
    case Place::single_certificate_issuer:
    case Place::service_locator_issuer:
      return true;
    default:
      return false;
  }
}

/// Where an empty name has a rule of its own, or means every name.
bool has_own_rule_on_empty_names(Place place) {
  switch (place) {
    case Place::issuer:
    case Place::subject:
    case Place::crl_issuer:
    case Place::subject_alternative_name:
    case Place::issuer_alternative_name:
    case Place::name_constraint:
      return true;
    default:
      return false;
  }
}

/// Fires for each name that has no RDN, those of issuers or the others. What could not be read is not empty.
template <bool of_issuers, typename Subject>
Outcome check_names_not_empty(const Subject& subject, const Reporter& report) {
  Outcome outcome = Outcome::not_applicable;
  visit_distinguished_names(parsed(subject), [&](const x509::Name& name, const Where& where) {
    if (has_own_rule_on_empty_names(where.place) || names_issuer(where.place) != of_issuers) return;
    outcome = std::max(outcome, Outcome::pass);
    if (!name.bytes.empty() && name.rdn_count == 0)
      outcome = report.fire(node_path(parsed(subject), where), name.offset,
                            fmt::format("the distinguished name in {} is empty", to_string(where.place)));
  });
  return outcome;
}

// RFC 5280 4.1.2.4: "The issuer field MUST contain a non-empty distinguished name (DN)." 5.1.2.3 says the
// same of CRLs. The rule on names that need not be an issuer's is ours: RFC 6960 4.1.2 has whoever signs a
// request "specify its name", and a delegate's certificate may have an empty subject (RFC 5280 4.1.2.6),
// which then tells its response from nobody's.
template <bool of_issuers>
constexpr Lint row_on_empty(std::string_view id, Severity severity, std::string_view requirement,
                            std::string_view citation, std::string_view hint, std::string_view example) {
  return {.check = {.id = id,
                    .severity = severity,
                    .counts = Counts::never,
                    .requirement = requirement,
                    .citation = citation,
                    .hint = hint},
          .example = example,
          .finds_in = x509::GeneralName::Kind::directory_name,
          .effective = dates::rfc2459,
          .certificate = check_names_not_empty<of_issuers, CertificateFacts>,
          .crl = check_names_not_empty<of_issuers, x509::Crl>,
          .ocsp = check_names_not_empty<of_issuers, x509::OcspResponse>,
          .ocsp_request = check_names_not_empty<of_issuers, x509::OcspRequest>};
}

template <AttributeFault fault>
constexpr Lint row(std::string_view id, std::string_view requirement, std::string_view citation,
                   std::string_view example, Parts finds_in = {}) {
  return {.check = {.id = id,
                    .severity = Severity::error,
                    .counts = Counts::never,
                    .requirement = requirement,
                    .citation = citation,
                    .hint = "Issue it again with the name encoded as the standard requires; the CA's own "
                            "certificate has to be issued again first."},
          .example = example,
          .finds_in = finds_in,
          .effective = dates::rfc2459,
          .certificate = check_all<fault, CertificateFacts>,
          .crl = check_all<fault, x509::Crl>,
          .ocsp = check_all<fault, x509::OcspResponse>,
          .ocsp_request = check_all<fault, x509::OcspRequest>};
}

constexpr Lint names_lints[] = {
    row<wrong_string_type>("rfc5280.names.wrong_string_type",
                           "In any name countryName, serialNumber and dnQualifier MUST be PrintableStrings, "
                           "domainComponent and emailAddress IA5Strings.",
                           "RFC 5280 A.1", "an issuer's serialNumber as a UTF8String"),
    row<not_directory_string>("rfc5280.names.not_directory_string",
                              "Text attributes of any name MUST have one of the types of DirectoryString.",
                              "RFC 5280 4.1.2.4, A.1", "an issuer's organization as an IA5String"),
    row<value_too_long>("rfc5280.names.value_too_long",
                        "Attributes of any name MUST NOT be longer than their upper bounds.",
                        "RFC 5280 A.1; ITU-T X.520 (02/2001) annex C",
                        "an issuer's common name of 65 characters", Unusual::long_text),
    row<country_length>("rfc5280.names.country_not_two_characters",
                        "countryName in any name MUST have two characters.", "RFC 5280 A.1",
                        "an issuer's country \"DEU\""),
    row<country_case>("rfc5280.names.country_not_upper_case",
                      "The country code in any name MUST be in upper case.", "RFC 5280 A.1; ISO 3166-1 5.1",
                      "an issuer's country \"de\""),
    row<empty_value>("rfc5280.names.empty_value", "Attributes of any name MUST have at least one character.",
                     "RFC 5280 A.1", "an issuer's organization without characters"),
    row<control_characters>("rfc5280.names.control_characters",
                            "Attributes of any name MUST NOT contain control characters.",
                            "RFC 5280 A.1; ITU-T X.520", "a NUL in an issuer's organization", Unusual::text),
    row_on_empty<true>("rfc5280.names.issuer_empty", Severity::error,
                       "The distinguished name of an issuer MUST NOT be empty wherever it stands.",
                       "RFC 5280 4.1.2.4, 4.2.1.7, 5.1.2.3", "Write the issuer's name.",
                       "a cRLIssuer without attributes"),
    row_on_empty<false>("rfc5280.names.empty", Severity::warning,
                        "A distinguished name SHOULD have an attribute, so that it names somebody.",
                        "RFC 5280 4.2.1.6; RFC 6960 4.1.2, 4.2.1",
                        "Write the name that is meant, or leave the field out.",
                        "an OCSP request whose requestorName is an empty directoryName"),
};

}  // namespace

constinit const Rows names_rows = names_lints;

}  // namespace certcheck::lint::rfc5280
