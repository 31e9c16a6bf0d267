#pragma once

#include "certcheck/lint/lint.h"

/// RFC 4055: one list for each file of this folder. Two lines a theme, in order of name.
namespace certcheck::lint::rfc4055 {

extern const Rows key_usage_rows;
extern const Rows parameters_rows;

inline constexpr Theme themes[] = {
    {"key_usage", &key_usage_rows},
    {"parameters", &parameters_rows},
};

}  // namespace certcheck::lint::rfc4055
