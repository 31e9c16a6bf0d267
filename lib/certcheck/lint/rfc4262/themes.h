#pragma once

#include "certcheck/lint/lint.h"

/// RFC 4262: one function for each file of this folder. Two lines a theme, in order of name.
namespace certcheck::lint::rfc4262 {

std::span<const Lint> smime_capabilities();

inline constexpr Theme themes[] = {
    {"smime_capabilities", smime_capabilities},
};

}  // namespace certcheck::lint::rfc4262
