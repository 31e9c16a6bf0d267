#pragma once

#include "certcheck/engine/report.h"

#include "common/exit_status.h"

#include <string>

namespace CLI {
class App;
}

namespace certcheck::tools {

/// --fail-on SEVERITY: also findings at or above it are a problem, whatever the verdict.
void add_fail_on(CLI::App& app, std::string& severity);

/// problem if any finding is at or above `severity` (empty: never), or an expectation is not met.
ExitStatus status_of_findings(const engine::Report& report, const std::string& severity);

}  // namespace certcheck::tools
