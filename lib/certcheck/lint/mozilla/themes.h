#pragma once

#include "certcheck/lint/lint.h"

/// Mozilla Root Store Policy: one list for each file of this folder. Two lines a theme, in order of name.
namespace certcheck::lint::mozilla {

extern const Rows extensions_rows;
extern const Rows keys_rows;
extern const Rows signatures_rows;

inline constexpr Theme themes[] = {
    {"extensions", &extensions_rows},
    {"keys", &keys_rows},
    {"signatures", &signatures_rows},
};

}  // namespace certcheck::lint::mozilla
