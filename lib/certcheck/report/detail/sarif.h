#pragma once

#include "certcheck/report/format.h"

namespace certcheck::report {

/// SARIF 2.1.0 (OASIS): one run; rules are those of the checks that fired.
std::unique_ptr<Format> make_sarif(const FormatOptions& options);

}  // namespace certcheck::report
