#pragma once

#include "certcheck/lint/lint.h"

/// RFC 9935: one list for each file of this folder. Two lines a theme, in order of name.
namespace certcheck::lint::rfc9935 {

extern const Rows key_usage_rows;
extern const Rows keys_rows;

inline constexpr Theme themes[] = {
    {"key_usage", &key_usage_rows},
    {"keys", &keys_rows},
};

}  // namespace certcheck::lint::rfc9935
