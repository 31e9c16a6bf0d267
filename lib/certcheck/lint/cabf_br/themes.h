#pragma once

#include "certcheck/lint/lint.h"

/// CA/Browser Forum Baseline Requirements: one function for each file of this folder. Two lines a theme, in
/// order of name.
namespace certcheck::lint::cabf_br {

std::span<const Lint> basic_constraints();
std::span<const Lint> common_name();
std::span<const Lint> extended_key_usage();
std::span<const Lint> key_identifiers();
std::span<const Lint> key_usage();
std::span<const Lint> signatures();
std::span<const Lint> subject_alternative_name();

inline constexpr Theme themes[] = {
    {"basic_constraints", basic_constraints},
    {"common_name", common_name},
    {"extended_key_usage", extended_key_usage},
    {"key_identifiers", key_identifiers},
    {"key_usage", key_usage},
    {"signatures", signatures},
    {"subject_alternative_name", subject_alternative_name},
};

}  // namespace certcheck::lint::cabf_br
