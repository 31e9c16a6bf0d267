#pragma once

#include "certcheck/engine/linting.h"
#include "certcheck/report/format.h"

#include <optional>
#include <string>

namespace certcheck::serve {

/// Lints what a body holds, in its order, as certlint does what is in a file. With `chain` its certificates,
/// in that order, as a chain, too. The document about it; nullopt: it holds nothing that there are lints for.
std::optional<std::string> lint_body(const std::string& body, bool chain, const report::FormatRow& row,
                                     const report::Origin& origin, const engine::LintSetting& setting);

}  // namespace certcheck::serve
