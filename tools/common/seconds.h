#pragma once

#include "certcheck/base/result.h"

#include <chrono>
#include <cstdint>
#include <string_view>

namespace certcheck::tools {

/// Seconds, perhaps with a fraction, from a thousandth to `most`. The error is "takes from ... to ...".
Result<std::chrono::milliseconds> parse_seconds(std::string_view text, uint32_t most);

}  // namespace certcheck::tools
