#pragma once

#include "certcheck/lint/lint.h"

/// RFC 5280: one function for each file of this folder. Two lines a theme, in order of name.
namespace certcheck::lint::rfc5280 {

std::span<const Lint> basic_constraints();

inline constexpr Theme themes[] = {
    {"basic_constraints", basic_constraints},
};

}  // namespace certcheck::lint::rfc5280
