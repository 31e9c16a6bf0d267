#pragma once

#include "certcheck/report/format.h"

namespace certcheck::report {

/// How much there was, and how often each check fired, the most frequent first.
std::unique_ptr<Format> make_summary(const FormatOptions& options);

}  // namespace certcheck::report
