#pragma once

#include "certcheck/report/format.h"

namespace certcheck::report {

/// One file for people, which needs neither network nor scripts: of one item everything that is known of it;
/// of several a table, a calendar, what they share, and the worst in full (report/html).
std::unique_ptr<Format> make_html(const FormatOptions& options);

}  // namespace certcheck::report
