#pragma once

#include "certcheck/base/result.h"
#include "certcheck/policy/policy.h"

#include <string>
#include <string_view>

namespace certcheck::policy {

/// Reads TOML 1.0. `file` is its name, for messages and for the paths in it. The error names file, line and
/// key, and says what is allowed. What values mean is checked by whoever uses the settings.
Result<Policy> parse_policy(std::string_view text, const std::string& file);

}  // namespace certcheck::policy
