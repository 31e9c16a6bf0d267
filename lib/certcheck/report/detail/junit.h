#pragma once

#include "certcheck/report/format.h"

namespace certcheck::report {

/// JUnit's XML as CI systems read it: a suite for each item, a case for the verdict and one for each error.
std::unique_ptr<Format> make_junit(const FormatOptions& options);

}  // namespace certcheck::report
