#include "certcheck/lint/dates.h"
#include "certcheck/lint/rfc9598/idna_domain.h"
#include "certcheck/lint/rfc9598/themes.h"
#include "certcheck/lint/support/constraint_bases.h"
#include "certcheck/lint/support/general_name_faults.h"

/// Constraints on email addresses. RFC 9598 6 has those on rfc822Names hold for SmtpUTF8Mailbox names too, by
/// their domains alone. RFC 8398 6 said the same.
namespace certcheck::lint::rfc9598 {
namespace {

using x509::GeneralName;
using Kind = GeneralName::Kind;

bool is_email(const GeneralName& base) {
  return base.kind == Kind::rfc822_name ||
         (base.kind == Kind::other_name && base.type_id == x509::oids::smtp_utf8_mailbox);
}

// RFC 9598 6: "Certificate Authorities that wish to issue CA certificates with email address name constraints
// MUST use rfc822Name subject alternative names only."
std::string_view other_form(const GeneralName& base) {
  return base.kind == Kind::other_name ? "is an SmtpUTF8Mailbox, not an rfc822Name" : std::string_view();
}

/// What is none has a check of RFC 5280.
bool is_rfc822_constraint(const GeneralName& base) {
  return base.kind == Kind::rfc822_name && !base.value.empty() && rfc822_constraint_fault(base).empty();
}

// RFC 9598 6: "rfc822Name constraints with a Local-part SHOULD NOT be used." Validators that follow it
// compare the domain alone, so that a constraint on one mailbox is one on all of its host.
std::string_view local_part(const GeneralName& base) {
  return base.text().find('@') != std::string_view::npos ? "names a single mailbox" : std::string_view();
}

// RFC 9598 6: "These MUST be IDNA2008-conformant names with no mappings and with non-ASCII domains encoded in
// A-labels only."
std::string_view not_idna2008(const GeneralName& base) {
  const std::string_view text = base.text();
  return conforms_to_idna2008(text.substr(text.rfind('@') + 1))
             ? std::string_view()
             : "has a label in its domain that IDNA2008 does not allow";
}

constexpr Lint name_constraints_lints[] = {
    {.check = {.id = "rfc9598.name_constraints.not_rfc822_name",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "A constraint on email addresses MUST be an rfc822Name.",
               .citation = "RFC 9598 6",
               .hint = "State the constraint as an rfc822Name, which holds for SmtpUTF8Mailbox names too."},
     .example = "a permitted SmtpUTF8Mailbox b.example",
     .effective = dates::rfc8399,
     .certificate = check_constraint_bases<is_email, other_form>},
    {.check = {.id = "rfc9598.name_constraints.local_part",
               .severity = Severity::warning,
               .counts = Counts::never,
               .requirement = "A constraint on email addresses SHOULD have no local part.",
               .citation = "RFC 9598 6",
               .hint = "State the constraint as a host or domain."},
     .example = "a permitted rfc822Name a@b.example",
     .effective = dates::rfc8399,
     .certificate = check_constraint_bases<is_rfc822_constraint, local_part>},
    {.check = {.id = "rfc9598.name_constraints.not_idna2008",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "The domain of a constraint on email addresses MUST conform to IDNA2008.",
               .citation = "RFC 9598 6; RFC 5890 2.3",
               .hint = "Write the domain with A-labels that IDNA2008 allows."},
     .example = "a permitted rfc822Name xn--bcher.example",
     .effective = dates::rfc8399,
     .certificate = check_constraint_bases<is_rfc822_constraint, not_idna2008>},
};

}  // namespace

constinit const Rows name_constraints_rows = name_constraints_lints;

}  // namespace certcheck::lint::rfc9598
