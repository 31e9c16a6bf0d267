#pragma once

#include "certcheck/lint/lint.h"

/// RFC 3739, qualified certificates: one function for each file of this folder. Two lines a theme, in order
/// of name.
namespace certcheck::lint::rfc3739 {

std::span<const Lint> biometric_info();

inline constexpr Theme themes[] = {
    {"biometric_info", biometric_info},
};

}  // namespace certcheck::lint::rfc3739
