#pragma once

#include "certcheck/base/time.h"
#include "certcheck/ct/log_list.h"

#include <cstdint>

namespace certcheck::ct {

/// What SCTs of a log are good for at a time of check.
enum class Standing : uint8_t {
  none,      ///< nothing: pending, rejected, or in no state at all
  formerly,  ///< SCTs from before it was retired count in addition to those of current logs
  current,   ///< qualified, usable or read-only
};

/// The list says only what state a log is in now and since when. A log that was retired after `time` was
/// current at `time`, for only such logs are retired (CT Log Lifecycle).
Standing standing_of(const Log& log, Time time);

}  // namespace certcheck::ct
