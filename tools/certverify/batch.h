#pragma once

#include "certcheck/base/result.h"
#include "certcheck/base/time.h"

#include <cstddef>
#include <iosfwd>
#include <optional>

namespace certcheck::tools {

/// Longest request, octets. The largest public CRLs have some tens of MB.
inline constexpr size_t request_size_max = size_t{64} << 20;

/// Answers every line of a file descriptor on all cores, in order, each as soon as it and all before it are
/// ready. Lines of white space are passed over. An error if the input could not be read or the output not
/// written.
std::optional<Error> run_batch(int in, std::ostream& out, Time now);

}  // namespace certcheck::tools
