#pragma once

#include "certcheck/lint/lint.h"

/// RFC 6818, updates to RFC 5280: one function for each file of this folder. Two lines a theme, in order of
/// name.
namespace certcheck::lint::rfc6818 {

std::span<const Lint> explicit_text();

inline constexpr Theme themes[] = {
    {"explicit_text", explicit_text},
};

}  // namespace certcheck::lint::rfc6818
