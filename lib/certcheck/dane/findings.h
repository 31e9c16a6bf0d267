#pragma once

#include "certcheck/base/finding.h"
#include "certcheck/dane/dane.h"

namespace certcheck::dane {

/// What is wrong with a server's records. Whether the ordinary verdict is the same is said where it matters.
Findings findings(const Report& report, const Question& question);

/// True if a finding says that clients that use DANE do not accept the server, as --dane expects them to.
bool is_refusal(const Check* check);

}  // namespace certcheck::dane
