#pragma once

#include "certcheck/lint/lint.h"
#include "certcheck/x509/oids.h"

/// RFC 9598, internationalized email addresses: one list for each file of this folder. Two lines a theme,
/// in order of name.
namespace certcheck::lint::rfc9598 {

extern const Rows email_domain_rows;
extern const Rows name_constraints_rows;
extern const Rows smtp_utf8_mailbox_rows;

inline constexpr Theme themes[] = {
    {"email_domain", &email_domain_rows},
    {"name_constraints", &name_constraints_rows, {x509::oids::name_constraints}},
    {"smtp_utf8_mailbox", &smtp_utf8_mailbox_rows, x509::GeneralName::Kind::other_name},
};

}  // namespace certcheck::lint::rfc9598
