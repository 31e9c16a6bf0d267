#pragma once

#include "certcheck/lint/lint.h"

/// Mozilla Root Store Policy: one function for each file of this folder. Two lines a theme, in order of name.
namespace certcheck::lint::mozilla {

std::span<const Lint> extensions();
std::span<const Lint> keys();
std::span<const Lint> signatures();

inline constexpr Theme themes[] = {
    {"extensions", extensions},
    {"keys", keys},
    {"signatures", signatures},
};

}  // namespace certcheck::lint::mozilla
