#pragma once

#include "certcheck/lint/lint.h"

/// RFC 6960: one function for each file of this folder. Two lines a theme, in order of name.
namespace certcheck::lint::rfc6960 {

std::span<const Lint> responses();

inline constexpr Theme themes[] = {
    {"responses", responses},
};

}  // namespace certcheck::lint::rfc6960
