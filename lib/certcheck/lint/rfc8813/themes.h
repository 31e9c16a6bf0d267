#pragma once

#include "certcheck/lint/lint.h"

/// RFC 8813: one list for each file of this folder. Two lines a theme, in order of name.
namespace certcheck::lint::rfc8813 {

extern const Rows key_usage_rows;

inline constexpr Theme themes[] = {
    {"key_usage", &key_usage_rows},
};

}  // namespace certcheck::lint::rfc8813
