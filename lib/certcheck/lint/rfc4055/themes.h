#pragma once

#include "certcheck/lint/lint.h"

/// RFC 4055: one function for each file of this folder. Two lines a theme, in order of name.
namespace certcheck::lint::rfc4055 {

std::span<const Lint> key_usage();
std::span<const Lint> parameters();

inline constexpr Theme themes[] = {
    {"key_usage", key_usage},
    {"parameters", parameters},
};

}  // namespace certcheck::lint::rfc4055
