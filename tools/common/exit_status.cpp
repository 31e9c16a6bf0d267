#include "common/exit_status.h"

#include "certcheck/engine/waivers.h"

#include <array>

namespace certcheck::tools {

ExitStatus worse(ExitStatus a, ExitStatus b) {
  // By how urgent it is for the user: usage > problem > not_checked > fine.
  constexpr std::array<int, 4> rank{0, 2, 3, 1};
  return rank[static_cast<size_t>(a)] >= rank[static_cast<size_t>(b)] ? a : b;
}

ExitStatus status_of(const engine::Report& report, std::optional<Severity> fail_on) {
  const ExitStatus of_verdict = engine::is_verdict_accepted(report)            ? ExitStatus::fine
                                : report.verdict == engine::Verdict::untrusted ? ExitStatus::problem
                                                                               : ExitStatus::not_checked;
  const bool found = engine::has_unaccepted_findings(report, fail_on);
  return worse(of_verdict, found ? ExitStatus::problem : ExitStatus::fine);
}

int to_int(const Ending& ending) {
  if (!ending.said) return static_cast<int>(ending.status);
  const bool failed = ending.status == ExitStatus::usage;
  return static_cast<int>(failed ? report::worse(*ending.said, report::State::unknown) : *ending.said);
}

}  // namespace certcheck::tools
