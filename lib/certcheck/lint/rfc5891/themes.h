#pragma once

#include "certcheck/lint/lint.h"

/// RFC 5890 and 5891, internationalized domain names of 2008: one function for each file of this folder. Two
/// lines a theme, in order of name.
namespace certcheck::lint::rfc5891 {

std::span<const Lint> dns_labels();

inline constexpr Theme themes[] = {
    {"dns_labels", dns_labels},
};

}  // namespace certcheck::lint::rfc5891
