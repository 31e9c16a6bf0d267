#pragma once

#include "certcheck/lint/lint.h"

/// RFC 3490, internationalized domain names of 2003: one function for each file of this folder. Two lines a
/// theme, in order of name.
namespace certcheck::lint::rfc3490 {

std::span<const Lint> a_labels();

inline constexpr Theme themes[] = {
    {"a_labels", a_labels},
};

}  // namespace certcheck::lint::rfc3490
