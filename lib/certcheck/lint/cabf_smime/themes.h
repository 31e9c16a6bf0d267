#pragma once

#include "certcheck/lint/lint.h"

/// CA/Browser Forum S/MIME Baseline Requirements: one list for each file of this folder. Two lines a
/// theme, in order of name.
namespace certcheck::lint::cabf_smime {

extern const Rows algorithms_rows;
extern const Rows alternative_names_rows;
extern const Rows attributes_rows;
extern const Rows extended_key_usage_rows;
extern const Rows extensions_rows;
extern const Rows key_usage_rows;
extern const Rows locations_rows;
extern const Rows organization_identifier_rows;
extern const Rows policies_rows;
extern const Rows subject_rows;
extern const Rows validity_rows;

inline constexpr Theme themes[] = {
    {"algorithms", &algorithms_rows}, {"alternative_names", &alternative_names_rows},
    {"attributes", &attributes_rows}, {"extended_key_usage", &extended_key_usage_rows},
    {"extensions", &extensions_rows}, {"key_usage", &key_usage_rows},
    {"locations", &locations_rows},   {"organization_identifier", &organization_identifier_rows},
    {"policies", &policies_rows},     {"subject", &subject_rows},
    {"validity", &validity_rows},
};

}  // namespace certcheck::lint::cabf_smime
