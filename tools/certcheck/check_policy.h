#pragma once

#include "certcheck/base/result.h"
#include "certcheck/base/time.h"
#include "certcheck/plan.h"
#include "certcheck/policy/policy.h"

#include <string>
#include <vector>

namespace certcheck::tools {

/// What --check-policy prints: how much is in the file, and for each target which groups mean it, which
/// options hold, where each stands, and what is waived. The error is that of the file, or of a target.
Result<std::string> describe_policy(const policy::Policy& policy, const std::string& file, Plans& plans,
                                    const std::vector<std::string>& targets, Time now);

}  // namespace certcheck::tools
