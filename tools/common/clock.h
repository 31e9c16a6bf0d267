#pragma once

#include "certcheck/base/time.h"

#include <chrono>

namespace certcheck::tools {

/// The wall clock, read in tools only.
inline Time now() { return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()); }

}  // namespace certcheck::tools
