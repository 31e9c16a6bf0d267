#pragma once

#include "certcheck/lint/lint.h"

/// RFC 3490, internationalized domain names of 2003: one list for each file of this folder. Two lines a
/// theme, in order of name.
namespace certcheck::lint::rfc3490 {

extern const Rows a_labels_rows;

inline constexpr Theme themes[] = {
    {"a_labels", &a_labels_rows},
};

}  // namespace certcheck::lint::rfc3490
