#pragma once

#include "certcheck/lint/lint.h"

/// RFC 9549, internationalization updates to RFC 5280: one function for each file of this folder. Two lines a
/// theme, in order of name.
namespace certcheck::lint::rfc9549 {

std::span<const Lint> a_labels();
std::span<const Lint> domain_components();

inline constexpr Theme themes[] = {
    {"a_labels", a_labels},
    {"domain_components", domain_components},
};

}  // namespace certcheck::lint::rfc9549
