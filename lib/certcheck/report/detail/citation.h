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

/// The document that put a rule into force, and its day there ("2024-03-15"). A rule without a beginning
/// binds what was issued on any day: then the day is "always", and the document empty unless it says so
/// itself.
struct InForce {
  std::string day;
  std::string_view document;
};

/// nullopt of checks that are not lints.
std::optional<InForce> in_force_of(const Check& check);

/// "CA/B BR 7.2, since 2024-03-15 (Ballot SC-63)", without the document where the citation names it;
/// "RFC 5280 6.1.3, always"; of checks that are not lints the citation alone.
std::string dated_citation(const Check& check);

}  // namespace certcheck::report
