#pragma once

#include "certcheck/base/check.h"
#include "certcheck/engine/linting.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

/// Requests and answers of `certlint --pre-issuance` (docs/certlint.md), one line of JSON each: what a CA is
/// about to sign is linted before (BR 4.3.1.2).
namespace certcheck::request {

/// Longest line that is read. The largest certificates have some hundred kilobytes.
inline constexpr size_t pre_issuance_line_max = size_t{1} << 20;

struct PreIssuanceAnswer {
  std::string line;                    ///< of JSON, without a newline
  bool is_error = false;               ///< the request could not be read
  std::optional<Severity> worst = {};  ///< of what was found
};

/// The answer to one request: what was found, or {"id", "error"}. `setting` has what holds where the request
/// says nothing else. The answer's "pass" is true if nothing of `fail_on` or worse was found; nullopt:
/// always. Thread-safe; keeps nothing.
PreIssuanceAnswer pre_issuance_answer(std::string_view line, const engine::LintSetting& setting,
                                      std::optional<Severity> fail_on = Severity::error);

/// The answer to a line that cannot even be read.
PreIssuanceAnswer pre_issuance_error(const std::string& message);

/// The keys of requests as a table in Markdown.
std::string table_of_pre_issuance_keys();

}  // namespace certcheck::request
