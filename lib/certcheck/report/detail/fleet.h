#pragma once

#include "certcheck/report/format.h"

namespace certcheck::report {

/// One JSON object about all targets together: keys and certificates that several have, what expires on the
/// same day, and the targets with the worst findings. See docs/scale.md.
std::unique_ptr<Format> make_fleet(const FormatOptions& options);

}  // namespace certcheck::report
