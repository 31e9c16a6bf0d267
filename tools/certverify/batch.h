#pragma once

#include "certcheck/base/time.h"

#include <iosfwd>

namespace certcheck::tools {

/// Answers one request a line, in order, on all cores, each as soon as it is ready. Memory does not grow with
/// the input. Returns false if the output could not be written.
bool run_batch(std::istream& in, std::ostream& out, Time now);

}  // namespace certcheck::tools
