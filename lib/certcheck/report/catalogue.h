#pragma once

#include "certcheck/base/result.h"
#include "certcheck/lint/selection.h"

#include <string>
#include <string_view>

/// What is known of each check, for people and for programs.
namespace certcheck::report {

/// Every check that the rules let pass: in the form "json" (or "ndjson") an array with all that is known of
/// each, in "markdown" a document, in "zlint" an object of zlint's names with the ids that mean each, in any
/// other one per line.
std::string list_checks(std::string_view form, const lint::Rules& rules);

/// What the checks of an id or of zlint's name are about.
Result<std::string> explain(const std::string& name);

}  // namespace certcheck::report
