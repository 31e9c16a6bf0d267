#pragma once

#include "certcheck/lint/lint.h"

/// RFC 8813: one function for each file of this folder. Two lines a theme, in order of name.
namespace certcheck::lint::rfc8813 {

std::span<const Lint> key_usage();

inline constexpr Theme themes[] = {
    {"key_usage", key_usage},
};

}  // namespace certcheck::lint::rfc8813
