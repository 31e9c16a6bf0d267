#include "certcheck/lint/alternative_names.h"
#include "certcheck/lint/dates.h"
#include "certcheck/lint/mailbox.h"
#include "certcheck/lint/rfc9598/themes.h"
#include "certcheck/names/dns_name.h"
#include "certcheck/names/email_address.h"
#include "certcheck/names/idna.h"
#include "certcheck/x509/strings.h"

#include <algorithm>

namespace certcheck::lint::rfc9598 {
namespace {

using x509::GeneralName;

/// The text of an rfc822Name or a SmtpUTF8Mailbox.
std::optional<std::string_view> email_of(const GeneralName& name) {
  return name.kind == GeneralName::Kind::rfc822_name ? name.text() : names::smtp_utf8_mailbox(name);
}

/// RFC 5890 2.3.1: labels with "--" as third and fourth character are reserved. Of these IDNA2008 knows
/// A-labels alone.
bool is_reserved(std::string_view label) { return label.size() >= 4 && label.substr(2, 2) == "--"; }

bool conforms(std::string_view domain) {
  for (size_t begin = 0; begin <= domain.size();) {
    const size_t end = std::min(domain.find('.', begin), domain.size());
    const std::string_view label = domain.substr(begin, end - begin);
    if (is_reserved(label) && !names::is_a_label(label)) {
      return false;
    }
    begin = end + 1;
  }
  return true;
}

// RFC 9598 4: "all email address domains in X.509 certificates MUST conform to IDNA2008 (...). This applies
// to SmtpUTF8Mailbox and rfc822Name in subjectAltName, issuerAltName, and anywhere else that these are used."
// So did RFC 8398 4. Addresses that are no mailboxes, and domains beyond ASCII, have other checks.
Outcome not_idna2008(const CertificateFacts& facts, const Reporter& report) {
  Outcome outcome = Outcome::not_applicable;
  for (const AlternativeNames* where : {&subject_names, &issuer_names}) {
    const auto& names = facts.certificate.*where->names;
    if (!names) {
      continue;
    }
    for (const GeneralName& name : *names) {
      const auto email = email_of(name);
      if (!email || !mailbox_fault(*email).empty()) {
        continue;
      }
      const std::string_view domain = names::split_email_address(*email)->domain;
      if (!x509::is_ascii(as_bytes(domain))) {
        continue;
      }
      if (!conforms(domain)) {
        outcome =
            fire_name(facts, report, *where, name, "has a label in its domain that IDNA2008 does not allow");
      } else if (outcome == Outcome::not_applicable) {
        outcome = Outcome::pass;
      }
    }
  }
  return outcome;
}

constexpr Lint table[] = {
    {.check = {.id = "rfc9598.email_domain.not_idna2008",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement =
                   "The domain of an email address conforms to IDNA2008: what looks like an A-label "
                   "is one.",
               .citation = "RFC 9598 4; RFC 5890 2.3",
               .hint = "Issue the certificate for a domain that can be registered."},
     .example = "the rfc822Name a@xn--bcher.example, or a@ab--c.example",
     .effective = dates::rfc8399,
     .certificate = not_idna2008},
};

}  // namespace

std::span<const Lint> email_domain() { return table; }

}  // namespace certcheck::lint::rfc9598
