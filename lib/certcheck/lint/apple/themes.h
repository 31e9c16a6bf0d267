#pragma once

#include "certcheck/lint/lint.h"

/// Apple's policies for certificates below the roots of its program: one list for each file of this
/// folder. Two lines a theme, in order of name.
namespace certcheck::lint::apple {

extern const Rows certificate_transparency_rows;
extern const Rows validity_rows;

inline constexpr Theme themes[] = {
    {"certificate_transparency", &certificate_transparency_rows},
    {"validity", &validity_rows},
};

}  // namespace certcheck::lint::apple
