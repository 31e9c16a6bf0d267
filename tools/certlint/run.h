#pragma once

#include "certlint/options.h"

namespace certcheck::certlint {

/// Lints the inputs to standard output and gives the exit status: 0, 1 (a finding at or above fail_on) or 2
/// (an input that cannot be read). Output stands in the order of the input whatever the number of threads; no
/// more than some batches of items are in memory at a time.
int run(const Options& options);

}  // namespace certcheck::certlint
