#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/rfc3739/themes.h"
#include "certcheck/lint/support/attribute_limits.h"
#include "certcheck/lint/support/certificate_rows.h"
#include "certcheck/lint/support/country_codes.h"
#include "certcheck/lint/support/directory_attributes.h"
#include "certcheck/lint/support/extension_place.h"
#include "certcheck/x509/encoded_time.h"
#include "certcheck/x509/oids.h"
#include "certcheck/x509/strings.h"

#include <fmt/format.h>

#include <algorithm>

/// What subjectDirectoryAttributes says of a person. That the strings are well-formed is looked at with all
/// others, see rfc5280/texts.cpp.
namespace certcheck::lint::rfc3739 {
namespace {

namespace oids = x509::oids;
namespace tag = der::tag;

/// What is wrong with a value, as the end of a sentence; empty if nothing is.
using ValueFault = std::string (*)(const der::Element& value);

/// Fires for each value with a fault of the attributes of that type; applies where there is one.
template <const der::Oid& type, ValueFault fault>
Outcome each_value(const CertificateFacts& facts, const Reporter& report, std::string_view name) {
  Outcome outcome = Outcome::not_applicable;
  visit_directory_attributes(facts.certificate, [&](const DirectoryAttribute& attribute) {
    if (attribute.type != type) return;
    outcome = std::max(outcome, Outcome::pass);
    if (const std::string what = fault(attribute.value); !what.empty())
      outcome = report.fire(
          place_in(facts.certificate, *facts.certificate.find(oids::subject_directory_attributes)),
          attribute.value.offset, fmt::format("{} {}", name, what));
  });
  return outcome;
}

/// The time of birth and what is wrong with its form.
std::pair<x509::EncodedTime, Findings> time_of(const der::Element& value) {
  std::pair<x509::EncodedTime, Findings> result;
  der::FaultSink sink(result.second);
  der::Reader reader(value.bytes, sink, {}, value.offset);
  result.first = x509::read_generalized_time(reader, {});
  return result;
}

// RFC 3739 3.2.2: "The date of birth is defined in the GeneralizedTime format". So RFC 3039 A.
std::string birth_malformed(const der::Element& value) {
  if (value.tag != tag::generalized_time)
    return fmt::format("has the tag {:02x}, not that of GeneralizedTime, 18", value.tag);
  const Findings faults = time_of(value).second;
  return faults.empty() ? std::string() : "is malformed: " + faults[0].message;
}
Outcome date_of_birth(const CertificateFacts& facts, const Reporter& report) {
  return each_value<oids::date_of_birth, birth_malformed>(facts, report, "dateOfBirth");
}

// RFC 3739 3.2.2: the date of birth "SHOULD specify GMT 12.00.00 (noon) down to the granularity of seconds,
// in order to prevent accidental change of date due to time zone adjustments".
std::string not_noon(const der::Element& value) {
  if (!birth_malformed(value).empty()) return {};
  return as_text(value.content).ends_with("120000Z")
             ? std::string()
             : fmt::format("is {}, not at noon", as_text(value.content));
}
Outcome date_of_birth_not_noon(const CertificateFacts& facts, const Reporter& report) {
  return each_value<oids::date_of_birth, not_noon>(facts, report, "dateOfBirth");
}

// RFC 3739 A: placeOfBirth is a DirectoryString, which is not empty (RFC 5280 A.1).
std::string not_directory_string(const der::Element& value) {
  if (!is_directory_string_tag(value.tag))
    return fmt::format("has the tag {:02x}, not that of a DirectoryString", value.tag);
  return value.content.empty() ? "is empty" : std::string();
}
Outcome place_of_birth(const CertificateFacts& facts, const Reporter& report) {
  return each_value<oids::place_of_birth, not_directory_string>(facts, report, "placeOfBirth");
}

std::string not_printable_string(const der::Element& value, size_t size) {
  if (value.tag != tag::printable_string)
    return fmt::format("has the tag {:02x}, not that of PrintableString, 13", value.tag);
  return value.content.size() == size ? std::string()
                                      : fmt::format("has {} characters, not {}", value.content.size(), size);
}

// RFC 3739 3.2.2: "For females the value 'F' (or 'f'), and for males the value 'M' (or 'm'), have to be
// used"; A: PrintableString (SIZE(1)).
std::string not_gender(const der::Element& value) {
  std::string fault = not_printable_string(value, 1);
  if (fault.empty() && std::string_view("MmFf").find(as_text(value.content)) == std::string_view::npos)
    fault = fmt::format("is {}, neither M nor F", x509::printable(as_text(value.content)));
  return fault;
}
Outcome gender(const CertificateFacts& facts, const Reporter& report) {
  return each_value<oids::gender, not_gender>(facts, report, "gender");
}

// RFC 3739 A: countryOfCitizenship and countryOfResidence are PrintableString (SIZE (2)), "ISO 3166 Country
// Code".
std::string not_country(const der::Element& value) { return not_printable_string(value, 2); }
std::string not_assigned(const der::Element& value) {
  const std::string_view text = as_text(value.content);
  return !not_country(value).empty() || is_country_code_in_any_case(text)
             ? std::string()
             : fmt::format("is {}, which ISO 3166 has not assigned to a country", x509::printable(text));
}
template <ValueFault fault>
Outcome countries(const CertificateFacts& facts, const Reporter& report) {
  return std::max(each_value<oids::country_of_citizenship, fault>(facts, report, "countryOfCitizenship"),
                  each_value<oids::country_of_residence, fault>(facts, report, "countryOfResidence"));
}

constexpr CertificateRows row{"RFC 3739 3.2.2, A", dates::rfc3739};

constexpr Lint subject_directory_attributes_lints[] = {
    row("rfc3739.subject_directory_attributes.date_of_birth_malformed", Severity::error,
        "dateOfBirth MUST be a GeneralizedTime.", "Encode the date as YYYYMMDD120000Z, a GeneralizedTime.",
        "a dateOfBirth that is the PrintableString 1959-09-27", date_of_birth),
    row("rfc3739.subject_directory_attributes.date_of_birth_not_noon", Severity::warning,
        "dateOfBirth SHOULD be at noon GMT.", "Encode the date as YYYYMMDD120000Z.",
        "the dateOfBirth 19590927000000Z", date_of_birth_not_noon),
    row("rfc3739.subject_directory_attributes.place_of_birth_malformed", Severity::error,
        "placeOfBirth MUST be a DirectoryString that is not empty.", "Encode the place as a UTF8String.",
        "a placeOfBirth as an IA5String", place_of_birth),
    row("rfc3739.subject_directory_attributes.gender_malformed", Severity::error,
        "gender MUST be a PrintableString M or F.", "Write M or F, or leave the attribute out.",
        "the gender male", gender),
    row("rfc3739.subject_directory_attributes.country_malformed", Severity::error,
        "countryOfCitizenship and countryOfResidence MUST be a PrintableString of two characters.",
        "Write the two-letter code of the country as a PrintableString.",
        "a countryOfCitizenship Germany, or DE as a UTF8String", countries<not_country>),
    row("rfc3739.subject_directory_attributes.country_unknown", Severity::warning,
        "countryOfCitizenship and countryOfResidence MUST be country codes of ISO 3166.",
        "Write the two-letter code of the country.", "the countryOfResidence UK", countries<not_assigned>),
};

}  // namespace

constinit const Rows subject_directory_attributes_rows = subject_directory_attributes_lints;

}  // namespace certcheck::lint::rfc3739
