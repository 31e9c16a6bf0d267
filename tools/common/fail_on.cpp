#include "common/fail_on.h"

#include "certcheck/engine/expectations.h"

#include <CLI/CLI.hpp>

#include <algorithm>

namespace certcheck::tools {

void add_fail_on(CLI::App& app, std::string& severity) {
  app.add_option("--fail-on", severity,
                 "Exit 1 on any finding of this severity or worse: notice, warning, error")
      ->type_name("SEVERITY")
      ->check(CLI::IsMember({"notice", "warning", "error"}));
}

ExitStatus status_of_findings(const engine::Report& report, const std::string& severity) {
  if (std::any_of(report.findings.begin(), report.findings.end(), engine::is_unmet_expectation))
    return ExitStatus::problem;
  if (severity.empty()) return ExitStatus::fine;
  const Severity limit = severity == "error"     ? Severity::error
                         : severity == "warning" ? Severity::warning
                                                 : Severity::notice;
  const bool any = std::any_of(report.findings.begin(), report.findings.end(),
                               [&](const Finding& finding) { return finding.severity() >= limit; });
  return any ? ExitStatus::problem : ExitStatus::fine;
}

}  // namespace certcheck::tools
