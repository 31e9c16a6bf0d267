#pragma once

#include "certcheck/lint/lint.h"

/// Good practice that no standard asks for: one function for each file of this folder. Two lines a theme, in
/// order of name.
namespace certcheck::lint::hygiene {

std::span<const Lint> alternative_names();
std::span<const Lint> internationalization();
std::span<const Lint> policy_mappings();
std::span<const Lint> redaction();

inline constexpr Theme themes[] = {
    {"alternative_names", alternative_names},
    {"internationalization", internationalization},
    {"policy_mappings", policy_mappings},
    {"redaction", redaction},
};

}  // namespace certcheck::lint::hygiene
