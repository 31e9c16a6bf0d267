#pragma once

#include "certcheck/base/time.h"
#include "certcheck/engine/report.h"
#include "certcheck/engine/target_pattern.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

/// What a user lets pass: findings that are known and have an owner, until a day. A finding that is waived
/// stays where it is, and the verdict stays what it is; only the exit status of tools obeys.
namespace certcheck::engine {

struct Waiver {
  std::vector<std::string> findings;   ///< ids, or patterns in which * stands for any text
  std::vector<TargetPattern> targets;  ///< one suffices
  Time end{};                          ///< the first moment at which it holds no more
  std::string until;                   ///< the day before, as people write it
  std::string owner, reason;
  std::string place;  ///< for messages: "policy.toml:12"
};

/// What came of a waiver in the reports of one run.
struct WaiverUse {
  bool concerned = false;  ///< a target that it means could be checked
  bool used = false;       ///< a finding that it means was there
};

bool means(const Waiver& waiver, const Target& target);

/// Marks the findings of the report that the waivers cover at its validation time, and adds a finding for
/// each waiver that has ended and would cover some. `uses` has an entry for each waiver.
void apply_waivers(std::span<const Waiver> waivers, Report& report, std::span<WaiverUse> uses);

/// What is to be said of a waiver after the run: that it ended, or that nothing is there which it means.
/// Unset if it was used, or if none of its targets was checked.
std::optional<Finding> leftover(const Waiver& waiver, const WaiverUse& use, Time now);

/// True if the verdict is trusted, or each finding that it rests on is waived or known.
bool is_verdict_accepted(const Report& report);

/// True if an expectation is not met, or a finding is of a severity that must not be, and it is neither
/// waived nor known.
bool has_unaccepted_findings(const Report& report, std::optional<Severity> fail_on);

/// True if an expectation will soon not be met, and that is neither waived nor known.
bool has_unaccepted_warnings(const Report& report);

}  // namespace certcheck::engine
