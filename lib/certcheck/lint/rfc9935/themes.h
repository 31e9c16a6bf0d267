#pragma once

#include "certcheck/lint/lint.h"

/// RFC 9935: one function for each file of this folder. Two lines a theme, in order of name.
namespace certcheck::lint::rfc9935 {

std::span<const Lint> key_usage();
std::span<const Lint> keys();

inline constexpr Theme themes[] = {
    {"key_usage", key_usage},
    {"keys", keys},
};

}  // namespace certcheck::lint::rfc9935
