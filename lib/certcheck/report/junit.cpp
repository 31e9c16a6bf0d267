#include "certcheck/base/time.h"
#include "certcheck/engine/verdict.h"
#include "certcheck/engine/waivers.h"
#include "certcheck/report/detail/citation.h"
#include "certcheck/report/detail/markup.h"
#include "certcheck/report/format.h"

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <vector>

namespace certcheck::report {
namespace {

struct Case {
  std::string name;
  std::string_view outcome = {};  ///< "failure", "error", "skipped"; empty: passed
  std::string type = {}, message = {}, text = {};
};

std::string about(const Finding& finding) {
  std::string out = finding.message;
  if (!finding.node_path.empty()) out += fmt::format("\nat {}", finding.node_path);
  if (finding.offset) out += fmt::format("\nat byte {}", *finding.offset);
  if (!finding.check->hint.empty()) out += fmt::format("\nfix: {}", finding.check->hint);
  return out + fmt::format("\nsee: {}", dated_citation(*finding.check));
}

Case case_of(const Finding& finding) {
  std::string name(finding.id());
  if (finding.subject.index)
    name += fmt::format(" in {} {}", to_string(finding.subject.kind), *finding.subject.index + 1);
  return {std::move(name), "failure", std::string(finding.id()), finding.message, about(finding)};
}

/// A finding that the user lets pass is not a failure.
Case case_of(const Finding& finding, const engine::Report& report) {
  const engine::Waived* const waiver = report.waiver_of(finding);
  if (waiver == nullptr && !report.is_known(finding)) return case_of(finding);
  Case made = case_of(finding);
  made.outcome = "skipped";
  made.message = waiver == nullptr
                     ? "the baseline has it, too"
                     : fmt::format("waived until {} by {}: {}", waiver->until, waiver->owner, waiver->reason);
  return made;
}

Case case_of(const engine::Report& report) {
  Case verdict{"verdict"};
  if (report.verdict == engine::Verdict::trusted) return verdict;
  const bool unchecked = report.verdict == engine::Verdict::unchecked;
  verdict.outcome = unchecked ? "error" : "failure";
  verdict.type = to_string(report.verdict);
  verdict.message = unchecked ? "could not be checked" : "not trusted";
  for (const Finding& finding : report.findings)
    if (engine::decides(finding, report))
      verdict.text += fmt::format("{}: {}\n", finding.id(), finding.message);
  if (engine::is_verdict_accepted(report)) {
    verdict.outcome = "skipped";
    verdict.message += "; what it rests on is waived or known";
  }
  return verdict;
}

class Junit final : public Format {
 public:
  std::string begin(const Origin& origin) override {
    return fmt::format("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"{}\">\n",
                       escaped(origin.tool));
  }

  std::string render(const Item& item) const override {
    std::vector<Case> cases;
    if (item.report() != nullptr) cases.push_back(case_of(*item.report()));
    for (const Finding& finding : item.findings())
      if (finding.severity() == Severity::error)
        cases.push_back(item.report() != nullptr ? case_of(finding, *item.report()) : case_of(finding));
    if (const LintedThing* const thing = item.linted(); thing != nullptr && cases.empty())
      cases.push_back({"no errors"});
    size_t failures = 0, errors = 0, skipped = 0;
    for (const Case& each : cases) {
      failures += each.outcome == "failure" ? 1 : 0;
      errors += each.outcome == "error" ? 1 : 0;
      skipped += each.outcome == "skipped" ? 1 : 0;
    }
    const std::string suite = escaped(item.label);
    std::string checked_at = format_rfc3339(item.origin.checked_at);
    checked_at.resize(checked_at.find('Z'));  // the schemas want local time without a zone
    std::string out = fmt::format(
        "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"{}\" time=\"0\" "
        "timestamp=\"{}\">\n",
        suite, cases.size(), failures, errors, skipped, checked_at);
    for (const Case& each : cases) {
      out += fmt::format("    <testcase name=\"{}\" classname=\"{}\" time=\"0\"", escaped(each.name), suite);
      if (each.outcome.empty()) {
        out += "/>\n";
        continue;
      }
      // An element "skipped" has nothing but its message.
      if (each.outcome == "skipped") {
        out += fmt::format(">\n      <skipped message=\"{}\"/>\n    </testcase>\n", escaped(each.message));
        continue;
      }
      out += fmt::format(">\n      <{0} type=\"{1}\" message=\"{2}\">", each.outcome, escaped(each.type),
                         escaped(each.message));
      out += lines(each.text);
      out += fmt::format("</{}>\n    </testcase>\n", each.outcome);
    }
    return out + "  </testsuite>\n";
  }

  std::string end(const Tally& /*total*/) override { return "</testsuites>\n"; }

 private:
  /// Escaped line by line, so that the breaks which we made stay.
  static std::string lines(std::string_view text) {
    std::string out;
    while (!text.empty()) {
      const std::string_view line = text.substr(0, text.find('\n'));
      out += escaped(line);
      text.remove_prefix(line.size());
      if (!text.empty()) {
        out += '\n';
        text.remove_prefix(1);
      }
    }
    return out;
  }
};

}  // namespace

/// JUnit's XML as CI systems read it: a suite for each item, a case for the verdict and one for each error.
std::unique_ptr<Format> make_junit(const FormatOptions& /*options*/) { return std::make_unique<Junit>(); }

}  // namespace certcheck::report
