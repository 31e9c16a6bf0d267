#pragma once

#include "certcheck/lint/lint.h"

/// RFC 6120: one function for each file of this folder. Two lines a theme, in order of name.
namespace certcheck::lint::rfc6120 {

std::span<const Lint> xmpp_addresses();

inline constexpr Theme themes[] = {
    {"xmpp_addresses", xmpp_addresses, x509::GeneralName::Kind::other_name},
};

}  // namespace certcheck::lint::rfc6120
