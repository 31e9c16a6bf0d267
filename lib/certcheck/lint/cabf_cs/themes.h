#pragma once

#include "certcheck/lint/lint.h"

/// CA/Browser Forum Code Signing Baseline Requirements: one list for each file of this folder. Two lines
/// a theme, in order of name.
namespace certcheck::lint::cabf_cs {

extern const Rows algorithms_rows;
extern const Rows extensions_rows;
extern const Rows subject_rows;
extern const Rows usages_rows;
extern const Rows validity_rows;

inline constexpr Theme themes[] = {
    {"algorithms", &algorithms_rows}, {"extensions", &extensions_rows}, {"subject", &subject_rows},
    {"usages", &usages_rows},         {"validity", &validity_rows},
};

}  // namespace certcheck::lint::cabf_cs
