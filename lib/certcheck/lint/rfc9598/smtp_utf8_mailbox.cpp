#include "certcheck/lint/dates.h"
#include "certcheck/lint/extension_place.h"
#include "certcheck/lint/general_name_faults.h"
#include "certcheck/lint/mailbox.h"
#include "certcheck/lint/names_anywhere.h"
#include "certcheck/lint/rfc9598/themes.h"
#include "certcheck/names/email_address.h"
#include "certcheck/x509/strings.h"

#include <algorithm>

/// otherNames of type SmtpUTF8Mailbox, wherever they stand. RFC 9598 took the place of RFC 8398, which had
/// other rules for domains only.
namespace certcheck::lint::rfc9598 {
namespace {

using x509::GeneralName;

bool is_ascii(std::string_view text) { return x509::is_ascii(as_bytes(text)); }

/// What is wrong with the text of one, as the end of a sentence; empty if nothing is.
using MailboxFault = std::string_view (*)(std::string_view);

bool is_smtp_utf8_mailbox(const GeneralName& name) {
  return name.kind == GeneralName::Kind::other_name && name.type_id == x509::oids::smtp_utf8_mailbox;
}

// RFC 9598 3: "SmtpUTF8Mailbox is encoded as UTF8String." So did RFC 8398 3.
std::string_view type_fault(const GeneralName& name) {
  return names::smtp_utf8_mailbox(name) ? std::string_view() : "is no UTF8String";
}

/// The domain as far as the text is a mailbox at all.
std::string_view domain_of(std::string_view mailbox) {
  const auto address = names::split_email_address(mailbox);
  return address ? address->domain : std::string_view();
}

// RFC 9598 3: "The UTF8String encoding MUST NOT contain a Byte-Order-Mark (BOM)". So did RFC 8398 3.
std::string_view byte_order_mark(std::string_view mailbox) {
  return mailbox.starts_with("\xef\xbb\xbf") ? "begins with a byte order mark" : std::string_view();
}

// RFC 9598 3: "The format of SmtpUTF8Mailbox is (...) a modified version of the internationalized Mailbox
// that was defined in Section 3.3 of [RFC6531]"; it "has no phrase (such as a common name) before it, has no
// comment (text surrounded in parentheses) after it, and is not surrounded by '<' and '>' characters". So did
// RFC 8398 3. An empty one is an empty name (RFC 5280 4.2.1.6).
std::string_view form(std::string_view mailbox) {
  return mailbox.empty() ? std::string_view() : mailbox_fault(mailbox);
}

// RFC 9598 3: "SmtpUTF8Mailbox subjectAltName MUST NOT be used unless the Local-part of the email address
// contains non-ASCII characters. When the Local-part is ASCII, rfc822Name subjectAltName MUST be used". So
// did RFC 8398 3.
std::string_view ascii_local_part(std::string_view mailbox) {
  const auto address = names::split_email_address(mailbox);
  return address && is_ascii(address->local_part) ? "has a local part in ASCII" : std::string_view();
}

// RFC 9598 3: "labels that include non-ASCII characters MUST be stored in A-label (rather than U-label)
// form". RFC 8398 3 asked for U-labels instead.
std::string_view u_label(std::string_view mailbox) {
  return is_ascii(domain_of(mailbox)) ? std::string_view() : "has characters beyond ASCII in its domain";
}

// RFC 9598 3: "all NR-LDH and A-label labels which constitute the domain part SHALL only be encoded with
// lowercase letters". New in RFC 9598.
std::string_view upper_case(std::string_view mailbox) {
  const std::string_view domain = domain_of(mailbox);
  const bool literal = domain.starts_with('[');
  return !literal && std::any_of(domain.begin(), domain.end(), [](char c) { return c >= 'A' && c <= 'Z'; })
             ? "has capital letters in its domain"
             : std::string_view();
}

template <MailboxFault fault>
std::string_view text_fault(const GeneralName& name) {
  const auto text = names::smtp_utf8_mailbox(name);
  return text ? fault(*text) : std::string_view();
}

// RFC 9598 6 applies constraints of rfc822Names to SmtpUTF8Mailbox names too, so that a constraint needs no
// form of its own. One that is there all the same has those of an rfc822Name (RFC 5280 4.2.1.10): a mailbox,
// a host, or a period and a domain.
Outcome constraint_malformed(const CertificateFacts& facts, const Reporter& report) {
  Outcome outcome = Outcome::not_applicable;
  visit_general_names(facts.certificate, [&](const GeneralName& base, const Where& where) {
    if (where.place != Place::name_constraint || !is_smtp_utf8_mailbox(base)) {
      return;
    }
    outcome = std::max(outcome, Outcome::pass);
    const auto text = names::smtp_utf8_mailbox(base);
    const std::string_view what = text ? mailbox_constraint_fault(*text) : type_fault(base);
    if (!what.empty()) {
      outcome = report.fire(node_path(facts.certificate, where), base.offset,
                            words("the constraint ", shown(base), " ", what), {{"constraint", shown(base)}});
    }
  });
  return outcome;
}

template <NameFault fault>
constexpr Lint row(std::string_view id, std::string_view requirement, std::string_view hint,
                   std::string_view example, Date effective) {
  return for_names_anywhere<is_smtp_utf8_mailbox, fault>(
      {.check = {id, Severity::error, Counts::never, requirement, "RFC 9598 3", hint},
       .example = example,
       .effective = effective});
}

constexpr Lint smtp_utf8_mailbox_lints[] = {
    row<type_fault>("rfc9598.smtp_utf8_mailbox.not_utf8_string", "An SmtpUTF8Mailbox is a UTF8String.",
                    "Encode the address as a UTF8String.", "an SmtpUTF8Mailbox as an IA5String",
                    dates::rfc8399),
    row<text_fault<byte_order_mark>>("rfc9598.smtp_utf8_mailbox.byte_order_mark",
                                     "An SmtpUTF8Mailbox has no byte order mark.", "Leave the mark out.",
                                     "an SmtpUTF8Mailbox that begins with EF BB BF", dates::rfc8399),
    row<text_fault<form>>("rfc9598.smtp_utf8_mailbox.not_mailbox",
                          "An SmtpUTF8Mailbox is a mailbox address and nothing more.",
                          "Write the bare address, without name, brackets or comment.",
                          "the SmtpUTF8Mailbox <\u00fc@b.example>", dates::rfc8399),
    row<text_fault<ascii_local_part>>(
        "rfc9598.smtp_utf8_mailbox.ascii_local_part",
        "An SmtpUTF8Mailbox is for addresses whose local part goes beyond ASCII; others are rfc822Names.",
        "Write the address as rfc822Name, its domain with A-labels.", "the SmtpUTF8Mailbox a@b.example",
        dates::rfc8399),
    row<text_fault<u_label>>(
        "rfc9598.smtp_utf8_mailbox.u_label", "The domain of an SmtpUTF8Mailbox is written with A-labels.",
        "Convert the domain to A-labels.", "the SmtpUTF8Mailbox \u00fc@b\u00fccher.example", dates::rfc9598),
    row<text_fault<upper_case>>(
        "rfc9598.smtp_utf8_mailbox.upper_case", "The domain of an SmtpUTF8Mailbox is in lower case.",
        "Write the domain in lower case.", "the SmtpUTF8Mailbox \u00fc@B.example", dates::rfc9598),
    {.check =
         {.id = "rfc9598.smtp_utf8_mailbox.constraint_malformed",
          .severity = Severity::error,
          .counts = Counts::never,
          .requirement =
              "A constraint on SmtpUTF8Mailbox names MUST be a mailbox, a host, or a period and a domain.",
          .citation = "RFC 9598 6; RFC 5280 4.2.1.10",
          .hint = "State the constraint as an rfc822Name, which holds for these names too."},
     .example = "a permitted SmtpUTF8Mailbox @b.example",
     .effective = dates::rfc8399,
     .certificate = constraint_malformed},
};

}  // namespace

std::span<const Lint> smtp_utf8_mailbox() { return smtp_utf8_mailbox_lints; }

}  // namespace certcheck::lint::rfc9598
