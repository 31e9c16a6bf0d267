#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/rfc5280/themes.h"
#include "certcheck/lint/support/attribute_limits.h"
#include "certcheck/lint/support/attribute_text.h"

#include <fmt/format.h>

namespace certcheck::lint::rfc5280 {
namespace {

namespace tag = der::tag;
using x509::Attribute;

/// Fires for each attribute of the name that is `concerned` and `wrong`; not applicable if none is concerned.
template <typename Concerned, typename Wrong, typename Describe>
Outcome check_attributes(const x509::Name& name, std::string_view place, const Reporter& report,
                         Concerned concerned, Wrong wrong, Describe describe) {
  Outcome outcome = Outcome::not_applicable;
  for (const Attribute& attribute : name.attributes) {
    if (!concerned(attribute)) continue;
    if (wrong(attribute))
      outcome = report.fire(place, attribute.offset, describe(attribute));
    else if (outcome == Outcome::not_applicable)
      outcome = Outcome::pass;
  }
  return outcome;
}

Outcome check_type(const x509::Name& name, std::string_view place, const StringType& type,
                   const Reporter& report) {
  return check_attributes(
      name, place, report, [&type](const Attribute& attribute) { return attribute.type == type.attribute; },
      [&type](const Attribute& attribute) { return attribute.string_tag != type.string_tag; },
      [&type](const Attribute&) {
        return fmt::format("{} is not of the type {}", type.attribute_name, type.type_name);
      });
}

template <const StringType& type>
Outcome wrong_in_subject(const CertificateFacts& facts, const Reporter& report) {
  return check_type(facts.certificate.subject, "tbsCertificate.subject", type, report);
}
template <const StringType& type>
Outcome wrong_in_issuer(const CertificateFacts& facts, const Reporter& report) {
  return check_type(facts.certificate.issuer, "tbsCertificate.issuer", type, report);
}

bool concerns_directory_string(const Attribute& attribute) { return is_directory_string(attribute.type); }

// RFC 5280 4.1.2.4: "DirectoryString ::= CHOICE { teletexString, printableString, universalString,
// utf8String, bmpString }". Since RFC 2459.
Outcome not_directory_string(const CertificateFacts& facts, const Reporter& report) {
  return check_attributes(
      facts.certificate.subject, "tbsCertificate.subject", report, concerns_directory_string,
      [](const Attribute& attribute) { return !is_directory_string_tag(attribute.string_tag); },
      [](const Attribute& attribute) {
        return fmt::format("the value of {} is not a DirectoryString", attribute.type.to_string());
      });
}

// RFC 5280 4.1.2.6: "TeletexString, BMPString, and UniversalString are included for backward compatibility,
// and SHOULD NOT be used for certificates for new subjects." CAs keep the names that they have.
Outcome outdated_string_type(const CertificateFacts& facts, const Reporter& report) {
  return check_attributes(
      facts.certificate.subject, "tbsCertificate.subject", report, concerns_directory_string,
      [](const Attribute& attribute) { return is_outdated_string(attribute.string_tag); },
      [](const Attribute& attribute) {
        return fmt::format("the value of {} is a {}", attribute.type.to_string(),
                           attribute.string_tag == tag::teletex_string ? "TeletexString"
                           : attribute.string_tag == tag::bmp_string   ? "BMPString"
                                                                       : "UniversalString");
      });
}

constexpr std::string_view write_as_printable = "Issue the certificate again with a PrintableString.";
constexpr std::string_view write_as_ia5 = "Issue the certificate again with an IA5String.";

constexpr Lint attribute_type_lint(std::string_view id, std::string_view requirement, std::string_view hint,
                                   std::string_view example, CertificateLint lint,
                                   std::string_view zlint = {}, DateReference effective = {}) {
  return {.check = {id, Severity::error, Counts::never, requirement, "RFC 5280 A.1", hint, zlint},
          .example = example,
          .effective = effective,
          .certificate = lint};
}

constexpr Lint attribute_types_lints[] = {
    attribute_type_lint("rfc5280.subject.country_not_printable_string",
                        "The subject's countryName MUST be a PrintableString.", write_as_printable,
                        "a subject's country as a UTF8String", wrong_in_subject<string_types::country>,
                        "e_subject_dn_country_not_printable_string"),
    attribute_type_lint("rfc5280.issuer.country_not_printable_string",
                        "The issuer's countryName MUST be a PrintableString.",
                        "The issuer's own certificate has to be issued again with a PrintableString.",
                        "an issuer's country as a UTF8String", wrong_in_issuer<string_types::country>,
                        "e_issuer_dn_country_not_printable_string"),
    attribute_type_lint("rfc5280.subject.serial_number_not_printable_string",
                        "The subject's serialNumber MUST be a PrintableString.", write_as_printable,
                        "a serialNumber as a UTF8String", wrong_in_subject<string_types::serial_number>,
                        "e_subject_dn_serial_number_not_printable_string"),
    attribute_type_lint("rfc5280.subject.dn_qualifier_not_printable_string",
                        "The subject's dnQualifier MUST be a PrintableString.", write_as_printable,
                        "a dnQualifier as a UTF8String", wrong_in_subject<string_types::dn_qualifier>, {},
                        dates::rfc2459),
    attribute_type_lint("rfc5280.subject.domain_component_not_ia5_string",
                        "The subject's domainComponent attributes MUST be IA5Strings.", write_as_ia5,
                        "a domainComponent as a UTF8String", wrong_in_subject<string_types::domain_component>,
                        {}, dates::rfc3280),
    attribute_type_lint("rfc5280.subject.email_address_not_ia5_string",
                        "The subject's emailAddress MUST be an IA5String.", write_as_ia5,
                        "an emailAddress as a UTF8String", wrong_in_subject<string_types::email_address>, {},
                        dates::rfc2459),
    attribute_type_lint("rfc5280.subject.not_directory_string",
                        "Text attributes of the subject MUST have one of the types of DirectoryString.",
                        "Issue the certificate again with a UTF8String.", "an organization as an IA5String",
                        not_directory_string, {}, dates::rfc2459),
    {.check = {.id = "rfc5280.subject.outdated_string_type",
               .severity = Severity::warning,
               .counts = Counts::never,
               .requirement = "The names of new subjects SHOULD be PrintableStrings or UTF8Strings.",
               .citation = "RFC 5280 4.1.2.6",
               .hint = "Issue the certificate again with a UTF8String."},
     .example = "a leaf's organization as a BMPString",
     .applies = Role::leaf,
     .effective = dates::rfc5280,
     .certificate = outdated_string_type},
};

}  // namespace

constinit const Rows attribute_types_rows = attribute_types_lints;

}  // namespace certcheck::lint::rfc5280
