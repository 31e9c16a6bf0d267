#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/rfc9549/themes.h"
#include "certcheck/lint/support/a_label_fault.h"
#include "certcheck/lint/support/domain_names.h"
#include "certcheck/x509/oids.h"
#include "certcheck/x509/strings.h"

#include <fmt/format.h>

namespace certcheck::lint::rfc9549 {
namespace {

using x509::Attribute;

/// Fires for each domainComponent of the subject of which `complain` says something.
template <typename Complain>
Outcome check(const CertificateFacts& facts, const Reporter& report, Complain complain) {
  Outcome outcome = Outcome::not_applicable;
  for (const Attribute& attribute : facts.certificate.subject.attributes) {
    if (attribute.type != x509::oids::domain_component) continue;
    if (const std::string_view complaint = complain(attribute); !complaint.empty()) {
      std::string value;
      x509::append_printable(value, as_text(attribute.value));
      outcome =
          report.fire("tbsCertificate.subject", attribute.offset,
                      fmt::format("the domainComponent \"{}\" {}", value, complaint), {{"value", value}});
    } else if (outcome == Outcome::not_applicable) {
      outcome = Outcome::pass;
    }
  }
  return outcome;
}

// RFC 5280 7.3, as RFC 9549 2.4 has it too: "As with the dNSName in the GeneralName type, the value of this
// attribute is defined as an IA5String." Bytes above ASCII in one are found by the parser.
Outcome not_ia5_string(const CertificateFacts& facts, const Reporter& report) {
  return check(facts, report, [](const Attribute& attribute) -> std::string_view {
    if (attribute.string_tag == der::tag::ia5_string) return {};
    return x509::is_ascii(attribute.value)
               ? "is not an IA5String"
               : "is not an IA5String, and has non-ASCII characters instead of an A-label";
  });
}

// The same: "Each domainComponent attribute represents a single label."
Outcome not_single_label(const CertificateFacts& facts, const Reporter& report) {
  return check(facts, report, [](const Attribute& attribute) -> std::string_view {
    const std::string_view value = as_text(attribute.value);
    if (value.empty()) return "is empty";
    if (value.find('.') != std::string_view::npos) return "has several labels";
    return value.size() > max_label ? "has more than 63 bytes" : std::string_view();
  });
}

// The same, for internationalized names: the label is converted to an A-label ("the implementation MUST
// perform the "ToASCII" label conversion" in RFC 5280, U-labels to A-labels since RFC 8399).
Outcome invalid_a_label(const CertificateFacts& facts, const Reporter& report) {
  return check(facts, report, [](const Attribute& attribute) -> std::string_view {
    const std::string_view value = as_text(attribute.value);
    // What is too long is reported above.
    return is_xn_label(value) && value.size() <= max_label ? to_string(a_label_fault(value))
                                                           : std::string_view();
  });
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
     .certificate = not_ia5_string},
    {.check = {.id = "rfc9549.domain_components.not_single_label",
               .severity = Severity::notice,
               .counts = Counts::never,
               .requirement = "domainComponent SHOULD contain a single label of a domain name.",
               .citation = "RFC 5280 7.3; RFC 9549 2.4",
               .hint = "Write example.com as DC=com, DC=example."},
     .example = "the domainComponent example.com",
     .effective = dates::rfc5280,
     .certificate = not_single_label},
    {.check = {.id = "rfc9549.domain_components.invalid_a_label",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement =
                   "A domainComponent that begins with \"xn--\" MUST be a valid A-label of IDNA2008.",
               .citation = "RFC 9549 2.4; RFC 5280 7.3; RFC 5891 4.2",
               .hint = "Convert the intended label to an A-label again."},
     .example = "a domainComponent that begins with xn-- and stands for plain ASCII",
     .effective = dates::rfc8399,
     .certificate = invalid_a_label},
};

}  // namespace

constinit const Rows domain_components_rows = domain_components_lints;

}  // namespace certcheck::lint::rfc9549
