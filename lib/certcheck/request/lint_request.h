#pragma once

#include "certcheck/base/result.h"
#include "certcheck/lint/certificate_profile.h"
#include "certcheck/lint/selection.h"

#include <string>
#include <string_view>

namespace certcheck::request {

/// How the bytes of a file are to be linted.
struct LintRequest {
  std::string name = "-";  ///< what the report calls the file
  bool chain = false;      ///< also how its certificates fit together
  lint::Rules rules;
  lint::Assumptions assumed;
};

/// Reads the options of the bindings for other languages (docs/c-api.md), a JSON object whose keys are
/// options of certlint; of an empty text, none. The error names the key, or a pattern that no check matches.
Result<LintRequest> read_lint_request(std::string_view text);

}  // namespace certcheck::request
