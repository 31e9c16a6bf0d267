#pragma once

#include "certcheck/lint/lint.h"

/// CA/Browser Forum Baseline Requirements: one function for each file of this folder. Two lines a theme, in
/// order of name.
namespace certcheck::lint::cabf_br {

std::span<const Lint> basic_constraints();

inline constexpr Theme themes[] = {
    {"basic_constraints", basic_constraints},
};

}  // namespace certcheck::lint::cabf_br
