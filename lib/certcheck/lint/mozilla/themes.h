#pragma once

#include "certcheck/lint/lint.h"

/// Mozilla Root Store Policy: one function for each file of this folder. Two lines a theme, in order of name.
namespace certcheck::lint::mozilla {

std::span<const Lint> keys();

inline constexpr Theme themes[] = {
    {"keys", keys},
};

}  // namespace certcheck::lint::mozilla
