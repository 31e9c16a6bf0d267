#pragma once

#include "certcheck/lint/lint.h"

/// RFC 5758: one function for each file of this folder. Two lines a theme, in order of name.
namespace certcheck::lint::rfc5758 {

std::span<const Lint> signatures();

inline constexpr Theme themes[] = {
    {"signatures", signatures},
};

}  // namespace certcheck::lint::rfc5758
