#pragma once

#include "certcheck/base/check.h"

/// What is wrong with the waivers of a policy file. None decides the verdict.
namespace certcheck::engine::checks {

inline constexpr Check waiver_ended{
    .id = "policy.waiver_ended",
    .severity = Severity::warning,
    .counts = Counts::never,
    .requirement = "A waiver SHOULD be renewed or deleted when its last day is over.",
    .citation = "certcheck",
    .hint = "Fix what was waived and delete the waiver, or have its owner set another day."};
inline constexpr Check waiver_unused{
    .id = "policy.waiver_unused",
    .severity = Severity::warning,
    .counts = Counts::never,
    .requirement = "A waiver SHOULD waive a finding that is there.",
    .citation = "certcheck",
    .hint = "Delete the waiver; if it was meant for something else, correct its finding and target."};

}  // namespace certcheck::engine::checks
