#pragma once

#include "certcheck/base/finding.h"
#include "certcheck/base/result.h"
#include "certcheck/base/time.h"
#include "certcheck/engine/report.h"
#include "certcheck/report/format.h"

#include <optional>
#include <string>
#include <string_view>

/// The JSON report, schema version 1: docs/report.schema.json. Every key is always there; what is unknown is
/// null. Strings that are no UTF-8 have the offending bytes replaced, so the output is always valid JSON.
namespace certcheck::report {

/// indent < 0: one line without a final newline.
std::string to_json(const engine::Report& report, const Origin& origin, int indent = -1);

/// A report about a target that could not even be tried: the same object with one finding that says why.
std::string error_to_json(const Error& error, std::string_view input, const Origin& origin, int indent = -1);

/// Something that was linted, on one line without a final newline.
std::string to_json(const LintedThing& thing);

}  // namespace certcheck::report
