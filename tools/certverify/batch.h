#pragma once

#include "certcheck/base/result.h"
#include "certcheck/base/time.h"
#include "certcheck/request/request.h"

#include <cstddef>
#include <iosfwd>
#include <optional>

namespace certcheck::tools {

/// Longest request, bytes. The largest public CRLs have some tens of MB.
inline constexpr size_t request_size_max = size_t{64} << 20;

/// Answers every line of a file descriptor on all cores, in order, each as soon as it and all before it are
/// ready. Lines of white space are skipped. An error if the input could not be read or the output not
/// written. `fetching` is for requests that want something fetched.
std::optional<Error> run_batch(int in, std::ostream& out, Time now, const request::InspectFetching& fetching);

}  // namespace certcheck::tools
