#pragma once

#include "certcheck/lint/lint.h"

/// RFC 9654, nonces of OCSP: one function for each file of this folder. Two lines a theme, in order of name.
namespace certcheck::lint::rfc9654 {

std::span<const Lint> nonce();

inline constexpr Theme themes[] = {
    {"nonce", nonce},
};

}  // namespace certcheck::lint::rfc9654
