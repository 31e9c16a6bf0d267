#include "certcheck/report/state.h"

#include "certcheck/engine/checks.h"
#include "certcheck/engine/waivers.h"

#include <algorithm>
#include <array>

namespace certcheck::report {
namespace {

/// A handshake that this machine or the input kept from being made.
bool is_own_failure(const engine::Report& report) {
  if (!report.handshake)
    return std::any_of(report.findings.begin(), report.findings.end(), [](const Finding& finding) {
      return finding.check == &engine::checks::input_unusable;
    });
  switch (report.handshake->failure) {
    case tls::HandshakeFailure::usage:
    case tls::HandshakeFailure::local:
    case tls::HandshakeFailure::internal:
      return true;
    default:
      return false;
  }
}

State state_of_report(const engine::Report& report, std::optional<Severity> fail_on) {
  if (report.verdict == engine::Verdict::unchecked && is_own_failure(report)) return State::unknown;
  if (!engine::is_verdict_accepted(report) || engine::has_unaccepted_findings(report, fail_on))
    return State::critical;
  return engine::has_unaccepted_warnings(report) ? State::warning : State::ok;
}

/// What is found of `fail_on` or worse is critical; of what is not, warnings and worse warn.
State state_of_linted(const LintedThing& thing, std::optional<Severity> fail_on) {
  State state = State::ok;
  for (const Finding& finding : thing.linted.findings) {
    if (fail_on && finding.severity() >= *fail_on) return State::critical;
    if (finding.severity() >= Severity::warning) state = State::warning;
  }
  return state;
}

}  // namespace

std::string_view to_string(State state) {
  constexpr std::array<std::string_view, 4> words{"OK", "WARNING", "CRITICAL", "UNKNOWN"};
  return words[static_cast<size_t>(state)];
}

State state_of(const Item& item) {
  return item.report() != nullptr ? state_of_report(*item.report(), item.fail_on)
                                  : state_of_linted(*item.linted(), item.fail_on);
}

State worse(State a, State b) {
  constexpr std::array<int, 4> rank{0, 1, 3, 2};
  return rank[static_cast<size_t>(a)] >= rank[static_cast<size_t>(b)] ? a : b;
}

}  // namespace certcheck::report
