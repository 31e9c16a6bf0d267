#include "certcheck/lint/support/alternative_names.h"

#include "certcheck/base/ascii.h"
#include "certcheck/lint/cabf_smime/profile.h"
#include "certcheck/lint/cabf_smime/themes.h"
#include "certcheck/lint/dates.h"
#include "certcheck/lint/support/extension_place.h"
#include "certcheck/lint/support/mailbox.h"
#include "certcheck/lint/support/rules_of_issuing.h"
#include "certcheck/lint/support/subject.h"
#include "certcheck/x509/strings.h"

#include <fmt/format.h>

#include <algorithm>

/// S/MIME BR 7.1.2.3 (h), 7.1.4.2.1: subjectAltName, and the mailboxes that are to be in it.
namespace certcheck::lint::cabf_smime {
namespace {

namespace oids = x509::oids;
using Kind = x509::GeneralName::Kind;

// "subjectAlternativeName (SHALL be present)"
Outcome names_missing(const CertificateFacts& facts, const Reporter& report) {
  return facts.certificate.find(oids::subject_alternative_name) != nullptr
             ? Outcome::pass
             : report.fire("tbsCertificate.extensions", {}, "the S/MIME certificate has no subjectAltName");
}

// "This extension SHOULD NOT be marked critical unless the subject field is an empty sequence."
Outcome names_critical(const CertificateFacts& facts, const Reporter& report) {
  const x509::Extension* extension = facts.certificate.find(oids::subject_alternative_name);
  if (extension == nullptr) return Outcome::not_applicable;
  return !extension->critical || facts.certificate.subject.empty()
             ? Outcome::pass
             : report.fire(place_of(facts.certificate, *extension), extension->offset,
                           "subjectAltName is marked critical though the certificate has a subject");
}

bool is_utf8_mailbox(const x509::GeneralName& name) {
  return name.kind == Kind::other_name && name.type_id == oids::smtp_utf8_mailbox;
}

// 7.1.4.2.1: "at least one GeneralName entry of the following types: Rfc822Name and/or otherName of type
// id-on-SmtpUTF8Mailbox".
Outcome no_mailbox(const CertificateFacts& facts, const Reporter& report) {
  if (!facts.certificate.subject_alternative_names) return Outcome::not_applicable;
  const auto& names = *facts.certificate.subject_alternative_names;
  if (std::any_of(names.begin(), names.end(), [](const x509::GeneralName& name) {
        return name.kind == Kind::rfc822_name || is_utf8_mailbox(name);
      }))
    return Outcome::pass;
  const x509::Extension& extension = *facts.certificate.find(oids::subject_alternative_name);
  return report.fire(place_in(facts.certificate, extension), extension.value_offset,
                     "subjectAltName has no mailbox");
}

// 7.1.4.2.1 allows mailboxes, directory names and, but for the strict generation, otherNames: "The CA SHALL
// NOT include GeneralName entries that do not conform".
Outcome kind_not_allowed(const CertificateFacts& facts, const Reporter& report) {
  if (!facts.certificate.subject_alternative_names) return Outcome::not_applicable;
  const x509::Extension& extension = *facts.certificate.find(oids::subject_alternative_name);
  const bool is_strict = facts.smime.generations == strict;
  Outcome outcome = Outcome::pass;
  for (const x509::GeneralName& name : *facts.certificate.subject_alternative_names) {
    const bool allowed = name.kind == Kind::rfc822_name || name.kind == Kind::directory_name ||
                         (name.kind == Kind::other_name && (!is_strict || is_utf8_mailbox(name)));
    if (!allowed) outcome = fire_name(facts, report, extension, name, "is not a name for S/MIME");
  }
  return outcome;
}

// 7.1.4.2.1: an rfc822Name is a Mailbox Address.
Outcome mailbox_malformed(const CertificateFacts& facts, const Reporter& report) {
  if (!facts.certificate.subject_alternative_names) return Outcome::not_applicable;
  const x509::Extension& extension = *facts.certificate.find(oids::subject_alternative_name);
  Outcome outcome = Outcome::not_applicable;
  for (const x509::GeneralName& name : *facts.certificate.subject_alternative_names) {
    if (name.kind != Kind::rfc822_name) continue;
    const std::string_view fault = mailbox_fault(name.text());
    outcome =
        std::max(outcome, fault.empty() ? Outcome::pass : fire_name(facts, report, extension, name, fault));
  }
  return outcome;
}

/// RFC 5321 2.4: the local part is what it is, the domain the same in any case.
bool same_mailbox(std::string_view a, std::string_view b) {
  const size_t at = a.rfind('@');
  return at != std::string_view::npos && at == b.rfind('@') && a.substr(0, at) == b.substr(0, at) &&
         equal_ignoring_case(a.substr(at), b.substr(at));
}

bool is_repeated(const x509::Certificate& certificate, std::string_view mailbox) {
  if (!certificate.subject_alternative_names) return false;
  const auto& names = *certificate.subject_alternative_names;
  return std::any_of(names.begin(), names.end(), [mailbox](const x509::GeneralName& name) {
    if (name.kind == Kind::rfc822_name) return same_mailbox(name.text(), mailbox);
    const auto text = name.other_text(oids::smtp_utf8_mailbox, der::tag::utf8_string);
    return text && same_mailbox(*text, mailbox);
  });
}

/// Of the mailboxes in a name; not_applicable if there is none.
Outcome repeats(const CertificateFacts& facts, const Reporter& report, const x509::Name& name,
                std::string_view place) {
  Outcome outcome = Outcome::not_applicable;
  std::string buffer;
  for (const x509::Attribute& attribute : name.attributes) {
    if (attribute.type != oids::email_address && attribute.type != oids::common_name) continue;
    const std::string_view text = text_of(attribute, buffer);
    if (text.find('@') == std::string_view::npos || !mailbox_fault(text).empty()) continue;
    outcome = std::max(outcome, is_repeated(facts.certificate, text)
                                    ? Outcome::pass
                                    : report.fire(place, attribute.offset,
                                                  fmt::format("the mailbox {} is not in subjectAltName",
                                                              x509::printable(text))));
  }
  return outcome;
}

// 7.1.4.2.1: "All Mailbox Addresses in the subject field or entries of type directoryName of this extension
// SHALL be repeated as rfc822Name or otherName values of type id-on-SmtpUTF8Mailbox". zlint looks at
// commonName in certificates of mailboxes alone.
Outcome mailbox_not_repeated(const CertificateFacts& facts, const Reporter& report) {
  Outcome outcome = repeats(facts, report, facts.certificate.subject, subject_place);
  if (!facts.certificate.subject_alternative_names) return outcome;
  for (const x509::GeneralName& name : *facts.certificate.subject_alternative_names) {
    if (name.kind != Kind::directory_name) continue;
    const x509::Extension& extension = *facts.certificate.find(oids::subject_alternative_name);
    outcome = std::max(outcome,
                       repeats(facts, report, name.directory_name, place_in(facts.certificate, extension)));
  }
  return outcome;
}

constexpr Lint alternative_names_lints[] = {
    {.check = must("cabf_smime.alternative_names.missing", "S/MIME certificates MUST have subjectAltName.",
                   "CA/B S/MIME BR 7.1.2.3 (h)", "Add the mailboxes.", "e_san_shall_be_present"),
     .example = "a mailbox in the subject alone",
     .applies = Role::subscriber,
     .effective = dates::smime_1_0,
     .certificate = of_smime<names_missing>},
    {.check = should("cabf_smime.alternative_names.critical",
                     "subjectAltName of S/MIME certificates with a subject SHOULD NOT be critical.",
                     "CA/B S/MIME BR 7.1.2.3 (h)", "Mark the extension not critical.",
                     "w_san_should_not_be_critical"),
     .example = "a critical subjectAltName next to a commonName",
     .applies = Role::subscriber,
     .effective = dates::smime_1_0,
     .certificate = of_smime<names_critical>},
    {.check = must("cabf_smime.alternative_names.no_mailbox",
                   "subjectAltName of S/MIME certificates MUST have a mailbox.", "CA/B S/MIME BR 7.1.4.2.1",
                   "Add the mailbox as rfc822Name or SmtpUTF8Mailbox."),
     .example = "a directoryName alone",
     .applies = Role::subscriber,
     .effective = dates::smime_1_0,
     .certificate = of_smime<no_mailbox>},
    {.check = must(
         "cabf_smime.alternative_names.kind_not_allowed",
         "subjectAltName of S/MIME certificates MUST NOT have names other than mailboxes, directory names "
         "and, but for the strict generation, otherNames.",
         "CA/B S/MIME BR 7.1.4.2.1", "Omit the name."),
     .example = "a dNSName",
     .applies = Role::subscriber,
     .effective = dates::smime_1_0,
     .certificate = of_smime<kind_not_allowed>},
    {.check = must("cabf_smime.alternative_names.mailbox_malformed",
                   "rfc822Names of S/MIME certificates MUST be single mailboxes.", "CA/B S/MIME BR 7.1.4.2.1",
                   "Write each mailbox as a name of its own.", "e_single_email_if_present"),
     .example = "the rfc822Name \"a@example.com, b@example.com\"",
     .applies = Role::subscriber,
     .effective = dates::smime_1_0,
     .certificate = of_smime<mailbox_malformed>},
    {.check = must("cabf_smime.alternative_names.mailbox_not_repeated",
                   "Mailboxes in the subject and in directory names MUST be in subjectAltName too.",
                   "CA/B S/MIME BR 7.1.4.2.1", "Add the mailbox to subjectAltName.",
                   "e_mailbox_address_shall_contain_an_rfc822_name"),
     .example = "an emailAddress in the subject that subjectAltName does not have",
     .applies = Role::subscriber,
     .effective = dates::smime_1_0,
     .certificate = of_smime<mailbox_not_repeated>},
};

}  // namespace

constinit const Rows alternative_names_rows = alternative_names_lints;

}  // namespace certcheck::lint::cabf_smime
