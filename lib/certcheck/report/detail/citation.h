#pragma once

#include "certcheck/base/check.h"
#include "certcheck/lint/lint.h"

#include <optional>
#include <string>
#include <string_view>

/// What gives a rule, and since when.
namespace certcheck::report {

/// "2024-03-15"; empty if there is no date, or if the rule has no beginning.
std::string day_of(lint::DateReference date);

/// The document that put a rule into force, and its day there ("2024-03-15").
struct InForce {
  std::string day;
  std::string_view document;
};

/// nullopt of checks that are not lints, and of rules without a beginning.
std::optional<InForce> in_force_of(const Check& check);

/// "CA/B BR 7.2, since 2024-03-15 (Ballot SC-63)"; the citation alone of a rule without a beginning, and the
/// day alone where the citation names the document.
std::string dated_citation(const Check& check);

}  // namespace certcheck::report
