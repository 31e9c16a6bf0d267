#pragma once

#include "certcheck/lint/lint.h"

/// RFC 4262: one list for each file of this folder. Two lines a theme, in order of name.
namespace certcheck::lint::rfc4262 {

extern const Rows smime_capabilities_rows;

inline constexpr Theme themes[] = {
    {"smime_capabilities", &smime_capabilities_rows},
};

}  // namespace certcheck::lint::rfc4262
