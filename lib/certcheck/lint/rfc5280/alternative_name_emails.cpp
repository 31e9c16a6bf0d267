#include "certcheck/lint/dates.h"
#include "certcheck/lint/rfc5280/themes.h"
#include "certcheck/lint/support/alternative_names.h"

namespace certcheck::lint::rfc5280 {
namespace {

// RFC 5280 4.2.1.6: "The format of an rfc822Name is a 'Mailbox' as defined in Section 4.1.2 of [RFC2821]. A
// Mailbox has the form 'Local-part@Domain'. Note that a Mailbox has no phrase (such as a common name) before
// it, has no comment (text surrounded in parentheses) after it, and is not surrounded by '<' and '>'." Since
// RFC 2459. zlint knows of a space anywhere, "<" and ")" alone: here quoted strings may have spaces, and
// everything else that is not a Mailbox is reported too. What is empty has another check. So have characters
// beyond ASCII (x509.general_name.not_ascii): besides them only what surrounds the address is reported.
constexpr NameFault fault = rfc822_name_fault;

template <const AlternativeNames& where>
constexpr Lint not_mailbox(std::string_view id, std::string_view zlint) {
  return {.check = {.id = id,
                    .severity = Severity::error,
                    .counts = Counts::never,
                    .requirement =
                        "An rfc822Name MUST be a Mailbox without a phrase, a comment or angle brackets.",
                    .citation = "RFC 5280 4.2.1.6; RFC 5321 4.1.2",
                    .hint = "Write the bare address, without name, brackets or comment.",
                    .zlint = zlint},
          .example = "the rfc822Name <a@b.example>",
          .only_with = {where.extension},
          .finds_in = x509::GeneralName::Kind::rfc822_name,
          .effective = dates::rfc2459,
          .certificate = any_name<where, fault>};
}

constexpr Lint alternative_name_emails_lints[] = {
    not_mailbox<subject_names>("rfc5280.subject_alternative_name.rfc822_name_not_mailbox",
                               "e_ext_san_rfc822_format_invalid"),
    not_mailbox<issuer_names>("rfc5280.issuer_alternative_name.rfc822_name_not_mailbox",
                              "e_ext_ian_rfc822_format_invalid"),
};

}  // namespace

constinit const Rows alternative_name_emails_rows = alternative_name_emails_lints;

}  // namespace certcheck::lint::rfc5280
