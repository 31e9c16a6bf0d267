#include "certcheck/lint/dates.h"
#include "certcheck/lint/rfc9598/idna_domain.h"
#include "certcheck/lint/rfc9598/themes.h"
#include "certcheck/lint/support/mailbox.h"
#include "certcheck/lint/support/names_anywhere.h"
#include "certcheck/names/email_address.h"
#include "certcheck/x509/strings.h"

#include <optional>
#include <string_view>

namespace certcheck::lint::rfc9598 {
namespace {

using x509::GeneralName;

/// The domain of an rfc822Name or SmtpUTF8Mailbox, as far as it is a mailbox and the domain in ASCII: what is
/// not has other checks. Empty if the name is none.
std::string_view domain_of(const GeneralName& name) {
  const auto email =
      name.kind == GeneralName::Kind::rfc822_name ? name.text() : names::smtp_utf8_mailbox(name);
  if (!email || !mailbox_fault(*email).empty()) return {};
  const std::string_view domain = names::split_email_address(*email)->domain;
  return x509::is_ascii(as_bytes(domain)) ? domain : std::string_view();
}

bool has_domain(const GeneralName& name) { return !domain_of(name).empty(); }

// RFC 9598 4: "all email address domains in X.509 certificates MUST conform to IDNA2008 (...). This applies
// to SmtpUTF8Mailbox and rfc822Name in subjectAltName, issuerAltName, and anywhere else that these are used."
// So did RFC 8398 4.
std::string_view idna_fault(const GeneralName& name) {
  return conforms_to_idna2008(domain_of(name)) ? std::string_view()
                                               : "has a label in its domain that IDNA2008 does not allow";
}

constexpr Lint email_domain_lints[] = {
    for_names_anywhere<has_domain, idna_fault>(
        {.check = {.id = "rfc9598.email_domain.not_idna2008",
                   .severity = Severity::error,
                   .counts = Counts::never,
                   .requirement = "The domain of an email address MUST conform to IDNA2008: what looks like "
                                  "an A-label MUST be one.",
                   .citation = "RFC 9598 4; RFC 5890 2.3",
                   .hint = "Issue the certificate for a domain that can be registered."},
         .example = "the rfc822Name a@xn--bcher.example, or a@ab--c.example",
         .finds_in = Parts(GeneralName::Kind::rfc822_name) | GeneralName::Kind::other_name,
         .effective = dates::rfc8399}),
};

}  // namespace

constinit const Rows email_domain_rows = email_domain_lints;

}  // namespace certcheck::lint::rfc9598
