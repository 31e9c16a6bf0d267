#pragma once

#include "certcheck/lint/lint.h"

/// Good practice that no standard asks for: one function for each file of this folder. Two lines a theme, in
/// order of name.
namespace certcheck::lint::hygiene {

std::span<const Lint> crls();
std::span<const Lint> distinguished_names();
std::span<const Lint> ocsp_responses();
std::span<const Lint> sct_lists();
std::span<const Lint> validity();

inline constexpr Theme themes[] = {
    {"crls", crls},
    {"distinguished_names", distinguished_names},
    {"ocsp_responses", ocsp_responses},
    {"sct_lists", sct_lists},
    {"validity", validity},
};

}  // namespace certcheck::lint::hygiene
