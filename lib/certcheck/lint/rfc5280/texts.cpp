#include "certcheck/lint/support/texts.h"

#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/rfc5280/themes.h"
#include "certcheck/x509/strings.h"

#include <fmt/format.h>

#include <algorithm>

/// Texts that are not attributes of names, whose bytes the parser looks at.
namespace certcheck::lint::rfc5280 {
namespace {

namespace tag = der::tag;

bool has_rule_of_its_type(const Text& text, Place place) {
  // Those of user notices are policy_qualifiers.malformed's.
  if (place == Place::policy_notice) return true;
  if (text.kind == Text::Kind::attribute) return place != Place::directory_attribute;
  return text.id == x509::oids::smtp_utf8_mailbox || text.id == x509::oids::dns_srv;
}

std::string_view encoding_fault_of(const Text& text) {
  if (x509::string_text(text.type, text.value)) return {};
  switch (text.type) {
    case tag::utf8_string:
      return "is not well-formed UTF-8";
    case tag::bmp_string:
    case tag::universal_string:
      return "does not consist of complete, existing characters";
    default:
      return "has bytes that its string type does not allow";
  }
}

// RFC 5280 4.2.1.6 and A.1, A.2: the values of otherNames, ediPartyNames and directory attributes
// are strings of ASN.1, a UTF8String one by RFC 3629 (4.1.2.4 of names). Since RFC 2459.
template <typename Subject>
Outcome malformed_text(const Subject& subject, const Reporter& report) {
  Outcome outcome = Outcome::not_applicable;
  visit_texts(parsed(subject), [&](const Text& text, const Where& where) {
    if (has_rule_of_its_type(text, where.place)) return;
    outcome = std::max(outcome, Outcome::pass);
    if (const std::string_view fault = encoding_fault_of(text); !fault.empty())
      outcome = report.fire(node_path(parsed(subject), where), text.offset,
                            fmt::format("{} in {} {}", name_of(text), to_string(where.place), fault));
  });
  return outcome;
}

constexpr Lint texts_lints[] = {
    {.check = {.id = "rfc5280.texts.malformed",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "A string in an otherName, ediPartyName or directory attribute MUST be "
                              "encoded as its type says, a UTF8String as well-formed UTF-8.",
               .citation = "RFC 5280 4.2.1.6, A.1, A.2; RFC 3629 3; X.680 41",
               .hint = "Encode the string again; it may be Latin-1."},
     .example = "a user principal name whose UTF8String is in Latin-1",
     .finds_in = Unusual::text,
     .effective = dates::rfc2459,
     .certificate = malformed_text<CertificateFacts>,
     .crl = malformed_text<x509::Crl>,
     .ocsp = malformed_text<x509::OcspResponse>,
     .ocsp_request = malformed_text<x509::OcspRequest>},
};

}  // namespace

constinit const Rows texts_rows = texts_lints;

}  // namespace certcheck::lint::rfc5280
