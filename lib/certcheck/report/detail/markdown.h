#pragma once

#include "certcheck/report/format.h"

namespace certcheck::report {

/// CommonMark with tables (GitHub's, GitLab's) for a comment on a change.
std::unique_ptr<Format> make_markdown(const FormatOptions& options);

}  // namespace certcheck::report
