#pragma once

#include "certcheck/lint/lint.h"

/// RFC 6962: one function for each file of this folder. Two lines a theme, in order of name.
namespace certcheck::lint::rfc6962 {

std::span<const Lint> precertificates();
std::span<const Lint> sct_list();

inline constexpr Theme themes[] = {
    {"precertificates", precertificates},
    {"sct_list", sct_list},
};

}  // namespace certcheck::lint::rfc6962
