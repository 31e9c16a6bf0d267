#include "certcheck/engine/waivers.h"

#include "certcheck/engine/detail/expectation_checks.h"
#include "certcheck/engine/detail/waiver_checks.h"
#include "certcheck/engine/expectations.h"
#include "certcheck/engine/verdict.h"
#include "certcheck/lint/selection.h"

#include <algorithm>

namespace certcheck::engine {
namespace {

/// What is said of waivers themselves is not waived.
bool is_about_waivers(const Finding& finding) {
  return finding.check == &checks::waiver_ended || finding.check == &checks::waiver_unused;
}

bool means(const Waiver& waiver, const Finding& finding) {
  return !is_about_waivers(finding) &&
         std::any_of(waiver.findings.begin(), waiver.findings.end(),
                     [&](const std::string& pattern) { return lint::matches_glob(pattern, finding.id()); });
}

std::string findings_of(const Waiver& waiver) {
  std::string out;
  for (const std::string& pattern : waiver.findings) out.append(out.empty() ? "" : ", ").append(pattern);
  return out;
}

Finding about(const Waiver& waiver, const Check& check, std::string message) {
  return {.check = &check,
          .subject = {Subject::Kind::input},
          .message = std::move(message),
          .evidence = {{"waiver", waiver.place},
                       {"finding", findings_of(waiver)},
                       {"until", waiver.until},
                       {"owner", waiver.owner},
                       {"reason", waiver.reason}}};
}

std::string ended_message(const Waiver& waiver) {
  return "the waiver of " + findings_of(waiver) + " at " + waiver.place + " (owner " + waiver.owner +
         ") ended on " + waiver.until;
}

bool accepted(const Report& report, const Finding& finding) {
  return report.waiver_of(finding) != nullptr || report.is_known(finding);
}

}  // namespace

bool means(const Waiver& waiver, const Target& target) {
  return std::any_of(waiver.targets.begin(), waiver.targets.end(),
                     [&](const TargetPattern& pattern) { return pattern.matches(target); });
}

void apply_waivers(std::span<const Waiver> waivers, Report& report, std::span<WaiverUse> uses) {
  if (!report.target) return;
  Findings ended;
  for (size_t i = 0; i < waivers.size(); ++i) {
    const Waiver& waiver = waivers[i];
    if (!means(waiver, *report.target)) continue;
    if (report.verdict != Verdict::unchecked) uses[i].concerned = true;
    bool any = false;
    for (size_t place = 0; place < report.findings.size(); ++place) {
      if (!means(waiver, report.findings[place])) continue;
      any = true;
      if (report.validation_time < waiver.end)
        report.waived.try_emplace(place, Waived{waiver.until, waiver.owner, waiver.reason, waiver.place});
    }
    uses[i].used = uses[i].used || any;
    if (any && report.validation_time >= waiver.end)
      ended.push_back(about(waiver, checks::waiver_ended, ended_message(waiver)));
  }
  report.findings.insert(report.findings.end(), ended.begin(), ended.end());
}

std::optional<Finding> leftover(const Waiver& waiver, const WaiverUse& use, Time now) {
  if (use.used || !use.concerned) return std::nullopt;
  if (now >= waiver.end)
    return about(waiver, checks::waiver_ended, ended_message(waiver) + ", and no target has what it waived");
  return about(waiver, checks::waiver_unused,
               "no target has what the waiver of " + findings_of(waiver) + " at " + waiver.place +
                   " (owner " + waiver.owner + ") waives");
}

bool is_verdict_accepted(const Report& report) {
  if (report.verdict == Verdict::trusted) return true;
  bool any = false;
  for (const Finding& finding : report.findings) {
    if (!decides(finding, report)) continue;
    any = true;
    if (!accepted(report, finding)) return false;
  }
  return any;
}

bool has_unaccepted_findings(const Report& report, std::optional<Severity> fail_on) {
  return std::any_of(report.findings.begin(), report.findings.end(), [&](const Finding& finding) {
    const bool forbidden = is_unmet_expectation(finding) || (fail_on && finding.severity() >= *fail_on);
    return forbidden && !accepted(report, finding);
  });
}

bool has_unaccepted_warnings(const Report& report) {
  return std::any_of(report.findings.begin(), report.findings.end(), [&](const Finding& finding) {
    return finding.check == &checks::expires_soon && !accepted(report, finding);
  });
}

}  // namespace certcheck::engine
