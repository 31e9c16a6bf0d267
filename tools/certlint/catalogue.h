#pragma once

#include "certcheck/base/result.h"

#include "certlint/options.h"

#include <string>

namespace certcheck::certlint {

/// Every check of every module, narrowed by the rules, as text (one a line), JSON (an array) or Markdown
/// (docs/checks.md).
std::string list_checks(Format format, const lint::Rules& rules);

/// What the check of an id or of zlint's name is about.
Result<std::string> explain(const std::string& name);

}  // namespace certcheck::certlint
