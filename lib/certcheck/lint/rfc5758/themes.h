#pragma once

#include "certcheck/lint/lint.h"

/// RFC 5758: one list for each file of this folder. Two lines a theme, in order of name.
namespace certcheck::lint::rfc5758 {

extern const Rows signatures_rows;

inline constexpr Theme themes[] = {
    {"signatures", &signatures_rows},
};

}  // namespace certcheck::lint::rfc5758
