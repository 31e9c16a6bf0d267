#pragma once

#include "certcheck/lint/lint.h"

/// CA/Browser Forum EV Guidelines: one function for each file of this folder. Two lines a theme, in order of
/// name.
namespace certcheck::lint::cabf_ev {

std::span<const Lint> names();
std::span<const Lint> organization_identifier();
std::span<const Lint> subject();
std::span<const Lint> validity();

inline constexpr Theme themes[] = {
    {"names", names},
    {"organization_identifier", organization_identifier},
    {"subject", subject},
    {"validity", validity},
};

}  // namespace certcheck::lint::cabf_ev
