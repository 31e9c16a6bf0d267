#pragma once

#include "certcheck/base/check.h"

#include <span>

namespace certcheck::certlint {

/// Checks of the tool's own, about all of its inputs together.
std::span<const Check* const> all_checks();

/// Every check that certcheck has, those of all modules included.
std::span<const Check* const> every_check();

}  // namespace certcheck::certlint
