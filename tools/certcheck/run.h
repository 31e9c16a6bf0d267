#pragma once

#include "certcheck/base/result.h"
#include "certcheck/options.h"
#include "certcheck/policy/policy.h"

#include "common/exit_status.h"

#include <string>
#include <string_view>

namespace certcheck::tools {

/// The file of --policy-file or --check-policy; an empty policy without one. The error names the option.
Result<policy::Policy> read_policy(std::string_view option, const std::string& path);

/// Checks all targets and writes the reports. What keeps it from that is said.
Ending run(Arguments arguments);

}  // namespace certcheck::tools
