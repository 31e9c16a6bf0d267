#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/rfc9549/themes.h"
#include "certcheck/lint/support/a_label_fault.h"
#include "certcheck/lint/support/domain_names.h"
#include "certcheck/lint/support/values.h"
#include "certcheck/x509/oids.h"
#include "certcheck/x509/strings.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <string>

namespace certcheck::lint::rfc9549 {
namespace {

using x509::Attribute;

/// What is wrong with a domainComponent: the end of a sentence, empty if nothing is.
using ComponentFault = std::string_view (*)(const Attribute&);

/// Fires for a domainComponent with this fault. `in_place` follows its value in the message.
Outcome fire_at_component(const Reporter& report, std::string_view node_path, const Attribute& attribute,
                          std::string_view in_place, std::string_view fault) {
  std::string value;
  x509::append_printable(value, as_text(attribute.value));
  return report.fire(node_path, attribute.offset,
                     fmt::format("the domainComponent \"{}\"{} {}", value, in_place, fault),
                     {{"value", value}});
}

/// Fires for each domainComponent of the subject with a fault.
template <ComponentFault fault>
Outcome check_subject(const CertificateFacts& facts, const Reporter& report) {
  Outcome outcome = Outcome::not_applicable;
  for (const Attribute& attribute : facts.certificate.subject.attributes) {
    if (attribute.type != x509::oids::domain_component) continue;
    outcome = std::max(outcome, Outcome::pass);
    if (const std::string_view what = fault(attribute); !what.empty())
      outcome = fire_at_component(report, "tbsCertificate.subject", attribute, {}, what);
  }
  return outcome;
}

/// The same of every other distinguished name: RFC 5280 4.1.2.4 and A.1 define one Name for all of them.
template <ComponentFault fault, typename Subject>
Outcome check_elsewhere(const Subject& subject, const Reporter& report) {
  Outcome outcome = Outcome::not_applicable;
  visit_names(parsed(subject), [&](std::span<const Attribute> attributes, const Where& where) {
    if (where.place == Place::subject) return;
    for (const Attribute& attribute : attributes) {
      if (attribute.type != x509::oids::domain_component) continue;
      outcome = std::max(outcome, Outcome::pass);
      if (const std::string_view what = fault(attribute); !what.empty())
        outcome = fire_at_component(report, node_path(parsed(subject), where), attribute,
                                    fmt::format(" in {}", to_string(where.place)), what);
    }
  });
  return outcome;
}

// RFC 5280 7.3, as RFC 9549 2.4 has it too: "As with the dNSName in the GeneralName type, the value of this
// attribute is defined as an IA5String." Bytes above ASCII in one are found by the parser. In other names
// rfc5280.names.wrong_string_type reports it.
std::string_view not_ia5_string(const Attribute& attribute) {
  if (attribute.string_tag == der::tag::ia5_string) return {};
  return x509::is_ascii(attribute.value)
             ? "is not an IA5String"
             : "is not an IA5String, and has non-ASCII characters instead of an A-label";
}

// The same: "Each domainComponent attribute represents a single label."
std::string_view not_single_label(const Attribute& attribute) {
  const std::string_view value = as_text(attribute.value);
  if (value.empty()) return "is empty";
  if (value.find('.') != std::string_view::npos) return "has several labels";
  return value.size() > max_label ? "has more than 63 bytes" : std::string_view();
}

// The same, for internationalized names: the label is converted to an A-label ("the implementation MUST
// perform the "ToASCII" label conversion" in RFC 5280, U-labels to A-labels since RFC 8399).
std::string_view invalid_a_label(const Attribute& attribute) {
  const std::string_view value = as_text(attribute.value);
  // What is too long is reported above.
  return is_xn_label(value) && value.size() <= max_label ? to_string(a_label_fault(value))
                                                         : std::string_view();
}

/// A row on the names that are not the subject of a certificate.
template <ComponentFault fault>
constexpr Lint row_elsewhere(const Check& check, std::string_view example, const Date& effective) {
  return {.check = check,
          .example = example,
          .effective = effective,
          .certificate = check_elsewhere<fault, CertificateFacts>,
          .crl = check_elsewhere<fault, x509::Crl>,
          .ocsp = check_elsewhere<fault, x509::OcspResponse>,
          .ocsp_request = check_elsewhere<fault, x509::OcspRequest>};
}

constexpr Lint domain_components_lints[] = {
    {.check = {.id = "rfc9549.domain_components.not_ia5_string",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "domainComponent MUST be an IA5String.",
               .citation = "RFC 5280 7.3, A.1; RFC 9549 2.4",
               .hint = "Write each label as an IA5String, non-ASCII labels as A-labels."},
     .example = "a domainComponent as a UTF8String",
     .effective = dates::rfc5280,
     .certificate = check_subject<not_ia5_string>},
    {.check = {.id = "rfc9549.domain_components.not_single_label",
               .severity = Severity::notice,
               .counts = Counts::never,
               .requirement = "domainComponent SHOULD contain a single label of a domain name.",
               .citation = "RFC 5280 7.3; RFC 9549 2.4",
               .hint = "Write example.com as DC=com, DC=example."},
     .example = "the domainComponent example.com",
     .effective = dates::rfc5280,
     .certificate = check_subject<not_single_label>},
    row_elsewhere<not_single_label>(
        {.id = "rfc9549.domain_components.not_single_label_elsewhere",
         .severity = Severity::notice,
         .counts = Counts::never,
         .requirement = "domainComponent SHOULD contain a single label of a domain name in any name.",
         .citation = "RFC 5280 7.3, 4.1.2.4; RFC 9549 2.4",
         .hint = "Write example.com as DC=com, DC=example; the certificate that the name is from has to be "
                 "issued again first."},
        "an issuer's domainComponent example.com", dates::rfc5280),
    {.check = {.id = "rfc9549.domain_components.invalid_a_label",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement =
                   "A domainComponent that begins with \"xn--\" MUST be a valid A-label of IDNA2008.",
               .citation = "RFC 9549 2.4; RFC 5280 7.3; RFC 5891 4.2",
               .hint = "Convert the intended label to an A-label again."},
     .example = "a domainComponent that begins with xn-- and stands for plain ASCII",
     .effective = dates::rfc8399,
     .certificate = check_subject<invalid_a_label>},
    row_elsewhere<invalid_a_label>(
        {.id = "rfc9549.domain_components.invalid_a_label_elsewhere",
         .severity = Severity::error,
         .counts = Counts::never,
         .requirement = "A domainComponent that begins with \"xn--\" MUST be a valid A-label of IDNA2008 "
                        "in any name.",
         .citation = "RFC 9549 2.4; RFC 5280 7.3, 4.1.2.4; RFC 5891 4.2",
         .hint = "Convert the intended label to an A-label again; the certificate that the name is from has "
                 "to be issued again first."},
        "an issuer's domainComponent that begins with xn-- and stands for plain ASCII", dates::rfc8399),
};

}  // namespace

constinit const Rows domain_components_rows = domain_components_lints;

}  // namespace certcheck::lint::rfc9549
