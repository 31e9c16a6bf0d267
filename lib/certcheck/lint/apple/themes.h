#pragma once

#include "certcheck/lint/lint.h"

/// Apple's policies for certificates below the roots of its program: one function for each file of this
/// folder. Two lines a theme, in order of name.
namespace certcheck::lint::apple {

std::span<const Lint> certificate_transparency();
std::span<const Lint> validity();

inline constexpr Theme themes[] = {
    {"certificate_transparency", certificate_transparency},
    {"validity", validity},
};

}  // namespace certcheck::lint::apple
