#pragma once

#include "certcheck/lint/lint.h"

/// RFC 9654, nonces of OCSP: one list for each file of this folder. Two lines a theme, in order of name.
namespace certcheck::lint::rfc9654 {

extern const Rows nonce_rows;

inline constexpr Theme themes[] = {
    {"nonce", &nonce_rows},
};

}  // namespace certcheck::lint::rfc9654
