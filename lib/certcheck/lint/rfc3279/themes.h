#pragma once

#include "certcheck/lint/lint.h"

/// RFC 3279: one function for each file of this folder. Two lines a theme, in order of name.
namespace certcheck::lint::rfc3279 {

std::span<const Lint> key_usage();
std::span<const Lint> signatures();

inline constexpr Theme themes[] = {
    {"key_usage", key_usage},
    {"signatures", signatures},
};

}  // namespace certcheck::lint::rfc3279
