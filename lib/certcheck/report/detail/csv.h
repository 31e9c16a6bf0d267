#pragma once

#include "certcheck/report/format.h"

namespace certcheck::report {

/// RFC 4180: a header and a row for each item. No cell is a formula to a spreadsheet.
std::unique_ptr<Format> make_csv(const FormatOptions& options);

}  // namespace certcheck::report
