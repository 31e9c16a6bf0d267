#pragma once

#include "certcheck/base/check.h"
#include "certcheck/lint/lint.h"

#include <optional>
#include <string>
#include <string_view>

/// Since when a rule binds, and what says so, for people.
namespace certcheck::lint {

/// "2024-03-15"; empty if there is no date, or if the rule has no beginning.
std::string day_of(DateReference date);

/// The document that put a rule into force, and its day there ("2024-03-15"). A rule without a beginning
/// binds what was issued on any day: then the day is "always", and the document empty unless it says so
/// itself.
struct InForce {
  std::string day;
  std::string_view document;
};

/// nullopt of checks that are not lints.
std::optional<InForce> in_force_of(const Check& check);

}  // namespace certcheck::lint
