#pragma once

#include "certcheck/lint/lint.h"

/// Good practice that no standard asks for: one function for each file of this folder. Two lines a theme, in
/// order of name.
namespace certcheck::lint::hygiene {

std::span<const Lint> alternative_names();

inline constexpr Theme themes[] = {
    {"alternative_names", alternative_names},
};

}  // namespace certcheck::lint::hygiene
