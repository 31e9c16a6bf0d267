#include "certcheck/lint/attribute_limits.h"
#include "certcheck/lint/attribute_text.h"
#include "certcheck/lint/dates.h"
#include "certcheck/lint/rfc5280/themes.h"
#include "certcheck/lint/values.h"
#include "certcheck/lint/words.h"

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
Outcome judge(const Subject& subject, const Reporter& report) {
  Outcome outcome = Outcome::not_applicable;
  visit_names(parsed(subject), [&](std::span<const Attribute> attributes, const Where& where) {
    if (where.place == Place::subject) {
      return;
    }
    for (const Attribute& attribute : attributes) {
      outcome = std::max(outcome, Outcome::pass);
      if (const std::string what = fault(attribute, where.place); !what.empty()) {
        outcome = report.fire(node_path(parsed(subject), where), attribute.offset,
                              words(what, " in ", to_string(where.place)));
      }
    }
  });
  return outcome;
}

// RFC 5280 A.1. Of a certificate's issuer the country has a lint of its own, as in zlint.
std::string wrong_string_type(const Attribute& attribute, Place place) {
  for (const StringType* type : string_types::all) {
    if (attribute.type == type->attribute && attribute.string_tag != type->string_tag &&
        !(place == Place::issuer && type == &string_types::country)) {
      return words(type->attribute_name, " is not of the type ", type->type_name);
    }
  }
  return {};
}

// RFC 5280 4.1.2.4: "DirectoryString ::= CHOICE { teletexString, printableString, universalString,
// utf8String, bmpString }". Since RFC 2459.
std::string not_directory_string(const Attribute& attribute, Place) {
  return is_directory_string_tag(attribute.string_tag) || !is_directory_string(attribute.type)
             ? std::string()
             : words("the value of ", attribute.type.to_string(), " is not a DirectoryString");
}

// RFC 5280 A.1 and X.520: see the bounds.
std::string value_too_long(const Attribute& attribute, Place) {
  // No bound is lower, so most values need no look at the list.
  constexpr size_t least = 40;
  if (attribute.value.size() <= least) {
    return {};
  }
  for (const Bound* bound : bounds::all) {
    if (attribute.type == bound->type && character_count(attribute) > bound->maximum) {
      return words(bound->attribute, " has ", character_count(attribute), " characters, more than ",
                   bound->maximum);
    }
  }
  return {};
}

// RFC 5280 A.1: "X520countryName ::= PrintableString (SIZE (2))". Since RFC 2459.
std::string country_length(const Attribute& attribute, Place) {
  return attribute.type != oids::country || character_count(attribute) == 2
             ? std::string()
             : words("countryName has ", character_count(attribute), " characters");
}

// RFC 5280 A.1: "SIZE (1..ub-name)" and so on, wherever there is an upper bound. Since RFC 2459. A
// PrintableString without characters is as empty as one of another type.
std::string empty_value(const Attribute& attribute, Place) {
  return !attribute.value.empty() || !is_bounded(attribute)
             ? std::string()
             : words("the attribute ", attribute.type.to_string(), " is empty");
}

// RFC 5280 A.1 takes the attributes from X.520, whose values are text to be read.
std::string control_characters(const Attribute& attribute, Place) {
  return has_control_character(attribute)
             ? words("the attribute ", attribute.type.to_string(), " has a control character")
             : std::string();
}

template <AttributeFault fault>
constexpr Lint row(std::string_view id, std::string_view requirement, std::string_view citation,
                   std::string_view example) {
  return {
      .check = {.id = id,
                .severity = Severity::error,
                .counts = Counts::never,
                .requirement = requirement,
                .citation = citation,
                .hint = "Issue it again with the name encoded as the standard has it; a CA's own certificate "
                        "comes first."},
      .example = example,
      .effective = dates::rfc2459,
      .certificate = judge<fault, CertificateFacts>,
      .crl = judge<fault, x509::Crl>,
      .ocsp = judge<fault, x509::OcspResponse>,
      .ocsp_request = judge<fault, x509::OcspRequest>};
}

constexpr Lint names_lints[] = {
    row<wrong_string_type>(
        "rfc5280.names.wrong_string_type",
        "countryName, serialNumber and dnQualifier MUST be PrintableStrings, domainComponent and "
        "emailAddress IA5Strings, in every name.",
        "RFC 5280 A.1", "an issuer's serialNumber as a UTF8String"),
    row<not_directory_string>(
        "rfc5280.names.not_directory_string",
        "Attributes of text MUST have one of the types of a DirectoryString, in every name.",
        "RFC 5280 4.1.2.4, A.1", "an issuer's organization as an IA5String"),
    row<value_too_long>("rfc5280.names.value_too_long",
                        "Attributes MUST NOT be longer than their upper bounds, in every name.",
                        "RFC 5280 A.1; ITU-T X.520 (02/2001) annex C",
                        "an issuer's common name of 65 characters"),
    row<country_length>("rfc5280.names.country_not_two_characters",
                        "A country MUST have two characters, in every name.", "RFC 5280 A.1",
                        "an issuer's country \"DEU\""),
    row<empty_value>("rfc5280.names.empty_value",
                     "Attributes MUST have at least one character, in every name.", "RFC 5280 A.1",
                     "an issuer's organization without characters"),
    row<control_characters>("rfc5280.names.control_characters",
                            "Attributes are free of control characters, in every name.",
                            "RFC 5280 A.1; ITU-T X.520", "a NUL in an issuer's organization"),
};

}  // namespace

std::span<const Lint> names() { return names_lints; }

}  // namespace certcheck::lint::rfc5280
