#pragma once

#include "certcheck/lint/lint.h"

/// RFC 3161: one function for each file of this folder. Two lines a theme, in order of name.
namespace certcheck::lint::rfc3161 {

std::span<const Lint> extended_key_usage();

inline constexpr Theme themes[] = {
    {"extended_key_usage", extended_key_usage},
};

}  // namespace certcheck::lint::rfc3161
