#pragma once

#include "certcheck/lint/lint.h"

/// What widespread clients refuse in the chains of private CAs, beyond what this program's own profiles hold
/// against them: so that "works here, not there" is explained. None counts against trust. One function for
/// each file of this folder. Two lines a theme, in order of name.
namespace certcheck::lint::clients {

std::span<const Lint> apple();
std::span<const Lint> openssl_strict();

inline constexpr Theme themes[] = {
    {.name = "apple", .lints = apple, .of_servers = true},
    {"openssl_strict", openssl_strict},
};

}  // namespace certcheck::lint::clients
