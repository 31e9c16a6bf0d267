#pragma once

#include "certcheck/lint/lint.h"

/// RFC 8017: one function for each file of this folder. Two lines a theme, in order of name.
namespace certcheck::lint::rfc8017 {

std::span<const Lint> public_key();

inline constexpr Theme themes[] = {
    {"public_key", public_key},
};

}  // namespace certcheck::lint::rfc8017
