#pragma once

#include "certcheck/lint/lint.h"

/// Chrome Root Program Policy: one list for each file of this folder. Two lines a theme, in order of
/// name.
namespace certcheck::lint::chrome {

extern const Rows purposes_rows;

inline constexpr Theme themes[] = {
    {"purposes", &purposes_rows},
};

}  // namespace certcheck::lint::chrome
