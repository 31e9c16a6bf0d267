#pragma once

#include "certcheck/lint/lint.h"

/// CA/Browser Forum EV Guidelines: one list for each file of this folder. Two lines a theme, in order of
/// name.
namespace certcheck::lint::cabf_ev {

extern const Rows names_rows;
extern const Rows organization_identifier_rows;
extern const Rows subject_rows;
extern const Rows validity_rows;

inline constexpr Theme themes[] = {
    {"names", &names_rows},
    {"organization_identifier", &organization_identifier_rows},
    {"subject", &subject_rows},
    {"validity", &validity_rows},
};

}  // namespace certcheck::lint::cabf_ev
