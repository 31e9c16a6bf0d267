#include "certcheck/lint/dates.h"
#include "certcheck/lint/rfc9598/themes.h"
#include "certcheck/lint/support/mailbox.h"
#include "certcheck/lint/support/names_anywhere.h"
#include "certcheck/names/email_address.h"
#include "certcheck/x509/strings.h"

#include <algorithm>

/// otherNames of type SmtpUTF8Mailbox, wherever they stand but in nameConstraints, see name_constraints.cpp.
/// RFC 9598 took the place of RFC 8398, which had other rules for domains only.
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
  return names::smtp_utf8_mailbox(name) ? std::string_view() : "is not a UTF8String";
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
  return is_ascii(domain_of(mailbox)) ? std::string_view() : "has non-ASCII characters in its domain";
}

// RFC 9598 3: "all NR-LDH and A-label labels which constitute the domain part SHALL only be encoded with
// lowercase letters". New in RFC 9598.
std::string_view upper_case(std::string_view mailbox) {
  const std::string_view domain = domain_of(mailbox);
  const bool literal = domain.starts_with('[');
  return !literal && std::any_of(domain.begin(), domain.end(), [](char c) { return c >= 'A' && c <= 'Z'; })
             ? "has upper-case letters in its domain"
             : std::string_view();
}

template <MailboxFault fault>
std::string_view text_fault(const GeneralName& name) {
  const auto text = names::smtp_utf8_mailbox(name);
  return text ? fault(*text) : std::string_view();
}

template <NameFault fault>
constexpr Lint row(std::string_view id, std::string_view requirement, std::string_view hint,
                   std::string_view example, DateReference effective) {
  return for_names_anywhere<is_smtp_utf8_mailbox, fault>(
      {.check = {id, Severity::error, Counts::never, requirement, "RFC 9598 3", hint},
       .example = example,
       .effective = effective});
}

constexpr Lint smtp_utf8_mailbox_lints[] = {
    row<type_fault>("rfc9598.smtp_utf8_mailbox.not_utf8_string", "SmtpUTF8Mailbox MUST be a UTF8String.",
                    "Encode the address as a UTF8String.", "an SmtpUTF8Mailbox as an IA5String",
                    dates::rfc8399),
    row<text_fault<byte_order_mark>>(
        "rfc9598.smtp_utf8_mailbox.byte_order_mark", "SmtpUTF8Mailbox MUST NOT contain a byte order mark.",
        "Remove the byte order mark.", "an SmtpUTF8Mailbox that begins with EF BB BF", dates::rfc8399),
    row<text_fault<form>>("rfc9598.smtp_utf8_mailbox.not_mailbox",
                          "SmtpUTF8Mailbox MUST be a Mailbox without a phrase, a comment or angle brackets.",
                          "Write the bare address, without name, brackets or comment.",
                          "the SmtpUTF8Mailbox <\u00fc@b.example>", dates::rfc8399),
    row<text_fault<ascii_local_part>>("rfc9598.smtp_utf8_mailbox.ascii_local_part",
                                      "SmtpUTF8Mailbox MUST NOT be used for addresses with an ASCII local "
                                      "part, for which rfc822Name MUST be used.",
                                      "Write the address as rfc822Name, its domain with A-labels.",
                                      "the SmtpUTF8Mailbox a@b.example", dates::rfc8399),
    row<text_fault<u_label>>("rfc9598.smtp_utf8_mailbox.u_label",
                             "The domain of an SmtpUTF8Mailbox MUST use A-labels instead of U-labels.",
                             "Convert the domain to A-labels.",
                             "the SmtpUTF8Mailbox \u00fc@b\u00fccher.example", dates::rfc9598),
    row<text_fault<upper_case>>(
        "rfc9598.smtp_utf8_mailbox.upper_case", "The domain of an SmtpUTF8Mailbox MUST be in lower case.",
        "Write the domain in lower case.", "the SmtpUTF8Mailbox \u00fc@B.example", dates::rfc9598),

};

}  // namespace

constinit const Rows smtp_utf8_mailbox_rows = smtp_utf8_mailbox_lints;

}  // namespace certcheck::lint::rfc9598
