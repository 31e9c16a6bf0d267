#pragma once

#include <string>
#include <vector>

namespace certcheck::report {

/// A line of RFC 4180 with its end. Cells are shown inertly, and none is a formula to a spreadsheet.
std::string csv_row(const std::vector<std::string>& cells);

}  // namespace certcheck::report
