#pragma once

#include "certcheck/lint/lint.h"
#include "certcheck/x509/oids.h"

/// RFC 9598, internationalized email addresses: one function for each file of this folder. Two lines a theme,
/// in order of name.
namespace certcheck::lint::rfc9598 {

std::span<const Lint> email_domain();
std::span<const Lint> name_constraints();
std::span<const Lint> smtp_utf8_mailbox();

inline constexpr Theme themes[] = {
    {"email_domain", email_domain},
    {"name_constraints", name_constraints, {x509::oids::name_constraints}},
    {"smtp_utf8_mailbox", smtp_utf8_mailbox, x509::GeneralName::Kind::other_name},
};

}  // namespace certcheck::lint::rfc9598
