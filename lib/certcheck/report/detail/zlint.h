#pragma once

#include "certcheck/report/format.h"

namespace certcheck::report {

/// What zlint prints: one object per line, {"<zlint's lint>": {"result": "pass"}, ...} for every selected
/// lint that names one of zlint's, with "NA" for not applicable, "NE" for not effective, and info, warn or
/// error for what fired, then with "details". Where several of our lints name the same one of zlint's, the
/// worst result stands. Chains have no line: zlint knows none.
std::unique_ptr<Format> make_zlint(const FormatOptions& options);

}  // namespace certcheck::report
