#pragma once

#include "certcheck/lint/lint.h"

/// RFC 6818, updates to RFC 5280: one list for each file of this folder. Two lines a theme, in order of
/// name.
namespace certcheck::lint::rfc6818 {

extern const Rows explicit_text_rows;

inline constexpr Theme themes[] = {
    {"explicit_text", &explicit_text_rows},
};

}  // namespace certcheck::lint::rfc6818
