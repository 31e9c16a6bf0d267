#pragma once

#include "certcheck/lint/lint.h"

/// RFC 5890 and 5891, internationalized domain names of 2008: one list for each file of this folder. Two
/// lines a theme, in order of name.
namespace certcheck::lint::rfc5891 {

extern const Rows dns_labels_rows;

inline constexpr Theme themes[] = {
    {"dns_labels", &dns_labels_rows},
};

}  // namespace certcheck::lint::rfc5891
