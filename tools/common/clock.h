#pragma once

#include "certcheck/base/time.h"

#include <chrono>
#include <ctime>

namespace certcheck::tools {

/// The wall clock, read in tools only.
inline Time now() { return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()); }

/// Processor time that this thread has used so far.
inline std::chrono::duration<double> thread_time() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

}  // namespace certcheck::tools
