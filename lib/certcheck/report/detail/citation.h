#pragma once

#include "certcheck/base/check.h"

#include <string>

namespace certcheck::report {

/// What gives a rule, and since when: "CA/B BR 7.2, since 2024-03-15 (Ballot SC-63)", without the document
/// where the citation names it; "RFC 5280 6.1.3, always"; of checks that are not lints the citation alone.
std::string dated_citation(const Check& check);

}  // namespace certcheck::report
