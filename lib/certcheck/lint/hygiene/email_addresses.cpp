#include "certcheck/lint/facts.h"
#include "certcheck/lint/hygiene/themes.h"
#include "certcheck/lint/support/mailbox.h"
#include "certcheck/lint/support/values.h"
#include "certcheck/x509/strings.h"

#include <fmt/format.h>

#include <algorithm>

/// The attribute emailAddress of any distinguished name. What an rfc822Name is, RFC 5280 says; see
/// rfc5280/alternative_name_emails.cpp and general_names.cpp.
namespace certcheck::lint::hygiene {
namespace {

// RFC 2985 5.2.1 has the attribute hold "the electronic-mail address or addresses" of somebody as an
// unstructured string. Who goes by it takes it for a mailbox: RFC 5280 4.2.1.10 applies the constraints on
// mailboxes to it, which one of another form escapes. The empty value is reported elsewhere.
template <typename Subject>
Outcome not_mailbox(const Subject& subject, const Reporter& report) {
  Outcome outcome = Outcome::not_applicable;
  visit_names(parsed(subject), [&](std::span<const x509::Attribute> attributes, const Where& where) {
    for (const x509::Attribute& attribute : attributes) {
      if (attribute.type != x509::oids::email_address || attribute.value.empty()) continue;
      outcome = std::max(outcome, Outcome::pass);
      const std::string_view text = as_text(attribute.value);
      if (const std::string_view what = mailbox_fault(text); !what.empty()) {
        const std::string shown = x509::printable(text);
        outcome = report.fire(node_path(parsed(subject), where), attribute.offset,
                              fmt::format("emailAddress {} in {} {}", shown, to_string(where.place), what),
                              {{"value", shown}});
      }
    }
  });
  return outcome;
}

constexpr Lint email_addresses_lints[] = {
    {.check = {.id = "hygiene.email_addresses.not_mailbox",
               .severity = Severity::warning,
               .counts = Counts::never,
               .requirement = "emailAddress in any name SHOULD be a mailbox address.",
               .citation = "RFC 5280 4.2.1.10; RFC 2985 5.2.1; RFC 5321 4.1.2",
               .hint = "Issue it again with the bare address, local-part@domain."},
     .example = "an emailAddress \"Jane <jane@example.com>\"",
     .certificate = not_mailbox<CertificateFacts>,
     .crl = not_mailbox<x509::Crl>,
     .ocsp = not_mailbox<x509::OcspResponse>,
     .ocsp_request = not_mailbox<x509::OcspRequest>},
};

}  // namespace

constinit const Rows email_addresses_rows = email_addresses_lints;

}  // namespace certcheck::lint::hygiene
