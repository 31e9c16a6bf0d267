#pragma once

#include "certcheck/engine/linting.h"
#include "certcheck/report/item.h"

#include "certlint/input.h"

namespace certcheck::certlint {

/// Parses and lints. What is wrong with how it was given comes before what is wrong with it.
report::LintedThing lint_item(Item item, const engine::LintSetting& setting);

}  // namespace certcheck::certlint
