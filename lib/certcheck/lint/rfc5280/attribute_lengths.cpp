#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/rfc5280/themes.h"
#include "certcheck/lint/support/attribute_limits.h"
#include "certcheck/x509/oids.h"

#include <fmt/format.h>

namespace certcheck::lint::rfc5280 {
namespace {

namespace oids = x509::oids;

// All since RFC 2459, but for the serial number and the pseudonym, which RFC 3280 added. Every value of an
// attribute counts: of common names and serial numbers zlint knows the last alone.
Outcome check_length(const CertificateFacts& facts, const Reporter& report, const Bound& bound) {
  Outcome outcome = Outcome::not_applicable;
  for (const x509::Attribute& attribute : facts.certificate.subject.attributes) {
    if (attribute.type != bound.type) continue;
    if (const size_t count = character_count(attribute); count > bound.maximum) {
      outcome = report.fire(
          "tbsCertificate.subject", attribute.offset,
          fmt::format("{} has {} characters, more than {}", bound.attribute, count, bound.maximum));
    } else if (outcome == Outcome::not_applicable) {
      outcome = Outcome::pass;
    }
  }
  return outcome;
}

template <const Bound& bound>
Outcome too_long(const CertificateFacts& facts, const Reporter& report) {
  return check_length(facts, report, bound);
}

constexpr Bound given_name_recommended{oids::given_name, 64, "givenName"};
constexpr Bound surname_recommended{oids::surname, 64, "surname"};

// RFC 5280 A.1: "X520countryName ::= PrintableString (SIZE (2))". Since RFC 2459.
Outcome country_length(const CertificateFacts& facts, const Reporter& report) {
  Outcome outcome = Outcome::not_applicable;
  for (const x509::Attribute& attribute : facts.certificate.subject.attributes) {
    if (attribute.type != oids::country) continue;
    if (const size_t count = character_count(attribute); count != 2) {
      outcome = report.fire("tbsCertificate.subject", attribute.offset,
                            fmt::format("countryName has {} characters", count));
    } else if (outcome == Outcome::not_applicable) {
      outcome = Outcome::pass;
    }
  }
  return outcome;
}

/// Fires for each attribute of the subject that is empty and `concerned`.
template <typename Concerned>
Outcome check_not_empty(const CertificateFacts& facts, const Reporter& report, Concerned concerned) {
  Outcome outcome = Outcome::pass;
  for (const x509::Attribute& attribute : facts.certificate.subject.attributes) {
    if (attribute.value.empty() && concerned(attribute)) {
      outcome = report.fire("tbsCertificate.subject", attribute.offset,
                            fmt::format("the attribute {} is empty", attribute.type.to_string()));
    }
  }
  return outcome;
}

bool is_printable_string(const x509::Attribute& attribute) {
  return attribute.string_tag == der::tag::printable_string;
}

// RFC 5280 A.1: "SIZE (1..ub-name)" and so on, wherever there is an upper bound. Since RFC 2459.
Outcome empty_value(const CertificateFacts& facts, const Reporter& report) {
  return check_not_empty(facts, report, [](const x509::Attribute& attribute) {
    return is_bounded(attribute) && !is_printable_string(attribute);
  });
}

// The same. zlint holds an empty PrintableString of any attribute for one with wrong characters; those are
// the parser's to find.
Outcome empty_printable_string(const CertificateFacts& facts, const Reporter& report) {
  return check_not_empty(facts, report, is_printable_string);
}

template <const Bound& bound>
constexpr Lint error(std::string_view id, std::string_view requirement, std::string_view zlint,
                     std::string_view example, std::string_view citation = "RFC 5280 A.1",
                     DateReference effective = dates::rfc2459) {
  return {.check = {.id = id,
                    .severity = Severity::error,
                    .counts = Counts::never,
                    .requirement = requirement,
                    .citation = citation,
                    .hint = "Issue the certificate again with a shorter value.",
                    .zlint = zlint},
          .example = example,
          .finds_in = Unusual::long_text,
          .effective = effective,
          .certificate = too_long<bound>};
}

template <const Bound& bound>
constexpr Lint warning(std::string_view id, std::string_view requirement, std::string_view zlint,
                       std::string_view example) {
  Lint lint = error<bound>(id, requirement, zlint, example, "RFC 5280 A.1; ITU-T X.411 (1988) annex B");
  lint.check.severity = Severity::warning;
  return lint;
}

constexpr std::string_view leave_out = "Issue the certificate again without the empty attribute.";

constexpr Lint attribute_lengths_lints[] = {
    error<bounds::common_name>("rfc5280.subject.common_name_too_long",
                               "commonName MUST NOT be longer than 64 characters.",
                               "e_subject_common_name_max_length", "a common name of 65 characters"),
    error<bounds::organization>("rfc5280.subject.organization_too_long",
                                "organizationName MUST NOT be longer than 64 characters.",
                                "e_subject_organization_name_max_length", "an organization of 65 characters"),
    error<bounds::organizational_unit>("rfc5280.subject.organizational_unit_too_long",
                                       "organizationalUnitName MUST NOT be longer than 64 characters.",
                                       "e_subject_organizational_unit_name_max_length",
                                       "an organizational unit of 65 characters"),
    error<bounds::locality>("rfc5280.subject.locality_too_long",
                            "localityName MUST NOT be longer than 128 characters.",
                            "e_subject_locality_name_max_length", "a locality of 129 characters"),
    error<bounds::state>("rfc5280.subject.state_too_long",
                         "stateOrProvinceName MUST NOT be longer than 128 characters.",
                         "e_subject_state_name_max_length", "a state of 129 characters"),
    error<bounds::street_address>("rfc5280.subject.street_address_too_long",
                                  "streetAddress MUST NOT be longer than 128 characters.",
                                  "e_subject_street_address_max_length", "a street address of 129 characters",
                                  "ITU-T X.520 (02/2001) annex C"),
    error<bounds::postal_code>("rfc5280.subject.postal_code_too_long",
                               "postalCode MUST NOT be longer than 40 characters.",
                               "e_subject_postal_code_max_length", "a postal code of 41 characters",
                               "ITU-T X.520 (02/2001) annex C; BR 7.1.4.2"),
    error<bounds::given_name>("rfc5280.subject.given_name_too_long",
                              "givenName MUST NOT be longer than 32768 characters.",
                              "e_subject_given_name_max_length", "a given name of 32769 characters"),
    warning<given_name_recommended>(
        "rfc5280.subject.given_name_long", "givenName SHOULD NOT be longer than 64 characters.",
        "w_subject_given_name_recommended_max_length", "a given name of 65 characters"),
    error<bounds::surname>("rfc5280.subject.surname_too_long",
                           "surname MUST NOT be longer than 32768 characters.",
                           "e_subject_surname_max_length", "a surname of 32769 characters"),
    warning<surname_recommended>("rfc5280.subject.surname_long",
                                 "surname SHOULD NOT be longer than 64 characters.",
                                 "w_subject_surname_recommended_max_length", "a surname of 65 characters"),
    error<bounds::email_address>("rfc5280.subject.email_address_too_long",
                                 "emailAddress MUST NOT be longer than 255 characters.",
                                 "e_subject_email_max_length", "an emailAddress of 256 characters"),
    error<bounds::serial_number>("rfc5280.subject.serial_number_too_long",
                                 "The subject's serialNumber MUST NOT be longer than 64 characters.",
                                 "e_subject_dn_serial_number_max_length", "a serialNumber of 65 characters",
                                 "RFC 5280 A.1", {}),
    error<bounds::title>("rfc5280.subject.title_too_long", "title MUST NOT be longer than 64 characters.", "",
                         "a title of 65 characters"),
    error<bounds::pseudonym>("rfc5280.subject.pseudonym_too_long",
                             "pseudonym MUST NOT be longer than 128 characters.", "",
                             "a pseudonym of 129 characters", "RFC 5280 A.1", dates::rfc3280),
    error<bounds::name>("rfc5280.subject.name_too_long", "name MUST NOT be longer than 32768 characters.", "",
                        "a name of 32769 characters"),
    error<bounds::initials>("rfc5280.subject.initials_too_long",
                            "initials MUST NOT be longer than 32768 characters.", "",
                            "initials of 32769 characters"),
    error<bounds::generation_qualifier>("rfc5280.subject.generation_qualifier_too_long",
                                        "generationQualifier MUST NOT be longer than 32768 characters.", "",
                                        "a generationQualifier of 32769 characters"),
    {.check = {.id = "rfc5280.subject.country_not_two_characters",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "countryName MUST have two characters.",
               .citation = "RFC 5280 A.1",
               .hint = "Issue the certificate again with the country's code of ISO 3166-1."},
     .example = "a country \"Germany\"",
     .effective = dates::rfc2459,
     .certificate = country_length},
    {.check = {.id = "rfc5280.subject.empty_value",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "An attribute of the subject MUST have at least one character.",
               .citation = "RFC 5280 A.1",
               .hint = leave_out},
     .example = "an empty organization as a UTF8String",
     .effective = dates::rfc2459,
     .certificate = empty_value},
    {.check = {.id = "rfc5280.subject.empty_printable_string",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "A PrintableString in the subject MUST have at least one character.",
               .citation = "RFC 5280 A.1",
               .hint = leave_out,
               .zlint = "e_subject_printable_string_badalpha"},
     .example = "an empty organization as a PrintableString",
     .effective = dates::rfc2459,
     .certificate = empty_printable_string},
};

}  // namespace

constinit const Rows attribute_lengths_rows = attribute_lengths_lints;

}  // namespace certcheck::lint::rfc5280
