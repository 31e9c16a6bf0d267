#pragma once

#include "certcheck/lint/lint.h"

/// RFC 8017: one list for each file of this folder. Two lines a theme, in order of name.
namespace certcheck::lint::rfc8017 {

extern const Rows public_key_rows;

inline constexpr Theme themes[] = {
    {"public_key", &public_key_rows},
};

}  // namespace certcheck::lint::rfc8017
