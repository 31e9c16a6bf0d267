#pragma once

#include "certcheck/lint/lint.h"

/// RFC 6120: one list for each file of this folder. Two lines a theme, in order of name.
namespace certcheck::lint::rfc6120 {

extern const Rows xmpp_addresses_rows;

inline constexpr Theme themes[] = {
    {"xmpp_addresses", &xmpp_addresses_rows, x509::GeneralName::Kind::other_name},
};

}  // namespace certcheck::lint::rfc6120
