#pragma once

#include "certcheck/lint/lint.h"

/// CA/Browser Forum S/MIME Baseline Requirements: one function for each file of this folder. Two lines a
/// theme, in order of name.
namespace certcheck::lint::cabf_smime {

std::span<const Lint> algorithms();
std::span<const Lint> alternative_names();
std::span<const Lint> attributes();
std::span<const Lint> extended_key_usage();
std::span<const Lint> extensions();
std::span<const Lint> key_usage();
std::span<const Lint> locations();
std::span<const Lint> organization_identifier();
std::span<const Lint> policies();
std::span<const Lint> subject();
std::span<const Lint> validity();

inline constexpr Theme themes[] = {
    {"algorithms", algorithms}, {"alternative_names", alternative_names},
    {"attributes", attributes}, {"extended_key_usage", extended_key_usage},
    {"extensions", extensions}, {"key_usage", key_usage},
    {"locations", locations},   {"organization_identifier", organization_identifier},
    {"policies", policies},     {"subject", subject},
    {"validity", validity},
};

}  // namespace certcheck::lint::cabf_smime
