#include "certcheck/base/ascii.h"
#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/rfc5280/themes.h"
#include "certcheck/lint/support/attribute_limits.h"
#include "certcheck/lint/support/unread.h"
#include "certcheck/names/dns_name.h"
#include "certcheck/names/email_address.h"
#include "certcheck/x509/oids.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace certcheck::lint::rfc5280 {
namespace {

namespace oids = x509::oids;

// RFC 5280 A.1 takes the attributes from X.520, whose values are text to be read: control characters have no
// place in it. zlint looks at the bytes of every value as if they were UTF-8, so that it finds some in every
// BMPString of ASCII characters.
Outcome control_characters(const CertificateFacts& facts, const Reporter& report) {
  Outcome outcome = Outcome::pass;
  for (const x509::Attribute& attribute : facts.certificate.subject.attributes) {
    if (has_control_character(attribute)) {
      outcome = report.fire("tbsCertificate.subject", attribute.offset,
                            "an attribute of the subject has a control character");
    }
  }
  return outcome;
}

// RFC 5280 4.1.2.6: "If subject naming information is present only in the subjectAltName extension (...),
// then the subject name MUST be an empty sequence and the subjectAltName extension MUST be critical": one of
// the two is there. Since RFC 2459.
Outcome empty_without_alternative(const CertificateFacts& facts, const Reporter& report) {
  const x509::Certificate& certificate = facts.certificate;
  return certificate.subject.empty() && certificate.find(oids::subject_alternative_name) == nullptr &&
                 !is_unread(certificate, oids::subject_alternative_name)
             ? report.fire("tbsCertificate.subject", certificate.subject.offset,
                           "the subject is empty and there is no subjectAltName")
             : Outcome::pass;
}

/// RFC 5280 7.5: local parts are compared byte by byte, domains without regard to case.
std::string comparable(std::string_view address) {
  const auto parts = names::split_email_address(address);
  return parts ? fmt::format("{}@{}", parts->local_part, to_lower(parts->domain)) : std::string(address);
}

/// The mailboxes of subjectAltName. Sorted, since certificates may have many, and as many addresses to find.
std::vector<std::string> alternative_mailboxes(const x509::Certificate& certificate) {
  std::vector<std::string> mailboxes;
  if (!certificate.subject_alternative_names) return mailboxes;
  for (const x509::GeneralName& name : *certificate.subject_alternative_names)
    if (name.kind == x509::GeneralName::Kind::rfc822_name)
      mailboxes.push_back(comparable(name.text()));
    else if (const auto mailbox = names::smtp_utf8_mailbox(name))
      mailboxes.push_back(comparable(*mailbox));
  std::sort(mailboxes.begin(), mailboxes.end());
  return mailboxes;
}

// RFC 5280 4.1.2.6: "Conforming implementations generating new certificates with electronic mail addresses
// MUST use the rfc822Name in the subject alternative name extension". Since RFC 2459. RFC 9598 has
// SmtpUTF8Mailbox for addresses beyond ASCII. zlint compares the bytes of rfc822Names alone.
Outcome email_not_alternative(const CertificateFacts& facts, const Reporter& report) {
  Outcome outcome = Outcome::not_applicable;
  std::optional<std::vector<std::string>> alternatives;
  for (const x509::Attribute& attribute : facts.certificate.subject.attributes) {
    if (attribute.type != oids::email_address) continue;
    if (!alternatives) alternatives = alternative_mailboxes(facts.certificate);
    if (!std::binary_search(alternatives->begin(), alternatives->end(),
                            comparable(as_text(attribute.value)))) {
      if (is_unread(facts.certificate, oids::subject_alternative_name)) return Outcome::not_applicable;
      outcome = report.fire("tbsCertificate.subject", attribute.offset,
                            "the emailAddress is not in subjectAltName");
    } else if (outcome == Outcome::not_applicable) {
      outcome = Outcome::pass;
    }
  }
  return outcome;
}

constexpr Lint subject_attributes_lints[] = {
    {.check = {.id = "rfc5280.subject.control_characters",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "Attributes of the subject MUST NOT contain control characters.",
               .citation = "RFC 5280 A.1; ITU-T X.520",
               .hint = "Issue the certificate again without the control characters.",
               .zlint = "e_subject_dn_not_printable_characters"},
     .example = "a NUL in an organization",
     .finds_in = Unusual::text,
     .certificate = control_characters},
    {.check = {.id = "rfc5280.subject.empty_without_alternative_name",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement =
                   "A certificate MUST identify its subject in the subject field or in subjectAltName.",
               .citation = "RFC 5280 4.1.2.6, 4.2.1.6",
               .hint = "Issue the certificate again with its names in subjectAltName.",
               .zlint = "e_subject_empty_without_san"},
     .example = "an empty subject without subjectAltName",
     .effective = dates::rfc2459,
     .certificate = empty_without_alternative},
    {.check = {.id = "rfc5280.subject.email_not_in_alternative_name",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "An email address in the subject MUST also be in subjectAltName.",
               .citation = "RFC 5280 4.1.2.6",
               .hint = "Issue the certificate again with the address as rfc822Name.",
               .zlint = "e_subj_email_not_in_san"},
     .example = "an emailAddress without a subjectAltName that has it",
     .effective = dates::rfc2459,
     .certificate = email_not_alternative},
};

}  // namespace

constinit const Rows subject_attributes_rows = subject_attributes_lints;

}  // namespace certcheck::lint::rfc5280
