#pragma once

#include "certcheck/lint/lint.h"

/// Chrome Root Program Policy: one function for each file of this folder. Two lines a theme, in order of
/// name.
namespace certcheck::lint::chrome {

std::span<const Lint> purposes();

inline constexpr Theme themes[] = {
    {"purposes", purposes},
};

}  // namespace certcheck::lint::chrome
