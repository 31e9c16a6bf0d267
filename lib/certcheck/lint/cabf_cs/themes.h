#pragma once

#include "certcheck/lint/lint.h"

/// CA/Browser Forum Code Signing Baseline Requirements: one function for each file of this folder. Two lines
/// a theme, in order of name.
namespace certcheck::lint::cabf_cs {

std::span<const Lint> algorithms();
std::span<const Lint> extensions();
std::span<const Lint> subject();
std::span<const Lint> usages();
std::span<const Lint> validity();

inline constexpr Theme themes[] = {
    {"algorithms", algorithms}, {"extensions", extensions}, {"subject", subject},
    {"usages", usages},         {"validity", validity},
};

}  // namespace certcheck::lint::cabf_cs
