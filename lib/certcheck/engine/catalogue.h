#pragma once

#include "certcheck/base/check.h"
#include "certcheck/lint/selection.h"

#include <span>
#include <vector>

namespace certcheck::engine {

/// Every check of every module: what a report may name.
std::span<const Check* const> every_check();

/// Those that the rules let pass, in order of id.
std::vector<const Check*> selected_checks(const lint::Rules& rules);

}  // namespace certcheck::engine
