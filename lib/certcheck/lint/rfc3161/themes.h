#pragma once

#include "certcheck/lint/lint.h"

/// RFC 3161: one list for each file of this folder. Two lines a theme, in order of name.
namespace certcheck::lint::rfc3161 {

extern const Rows extended_key_usage_rows;

inline constexpr Theme themes[] = {
    {"extended_key_usage", &extended_key_usage_rows},
};

}  // namespace certcheck::lint::rfc3161
