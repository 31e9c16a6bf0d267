#pragma once

#include "certlint/options.h"
#include "common/exit_status.h"

namespace certcheck::certlint {

/// Lints the inputs to standard output and gives the exit status: fine, problem (a finding at or above
/// fail_on) or usage (an input that cannot be read). Output is in the order of the input whatever the
/// number of threads; no more than some batches of items are in memory at a time.
tools::Ending run(const Options& options);

}  // namespace certcheck::certlint
