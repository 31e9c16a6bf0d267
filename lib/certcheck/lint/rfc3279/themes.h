#pragma once

#include "certcheck/lint/lint.h"

/// RFC 3279: one list for each file of this folder. Two lines a theme, in order of name.
namespace certcheck::lint::rfc3279 {

extern const Rows key_usage_rows;
extern const Rows keys_rows;
extern const Rows signatures_rows;

inline constexpr Theme themes[] = {
    {"key_usage", &key_usage_rows},
    {"keys", &keys_rows},
    {"signatures", &signatures_rows},
};

}  // namespace certcheck::lint::rfc3279
