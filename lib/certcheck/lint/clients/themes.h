#pragma once

#include "certcheck/lint/lint.h"

/// What widespread clients refuse in the chains of private CAs, beyond what this program's own profiles hold
/// against them: so that "works here, not there" is explained. None counts against trust. One list for
/// each file of this folder. Two lines a theme, in order of name.
namespace certcheck::lint::clients {

extern const Rows apple_rows;
extern const Rows openssl_strict_rows;

inline constexpr Theme themes[] = {
    {.name = "apple", .rows = &apple_rows, .of_servers = true},
    {"openssl_strict", &openssl_strict_rows},
};

}  // namespace certcheck::lint::clients
