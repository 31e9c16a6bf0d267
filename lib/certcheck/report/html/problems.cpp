#include "certcheck/engine/verdict.h"
#include "certcheck/report/detail/words.h"
#include "certcheck/report/html/detail/sections.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace certcheck::report::html {
namespace {

std::string counted(const std::vector<const Finding*>& findings) {
  std::array<size_t, 3> counts{};
  for (const Finding* const finding : findings)
    counts[static_cast<size_t>(finding->severity())] += std::max<size_t>(finding->more, 1);
  std::string out;
  for (const Severity severity : {Severity::error, Severity::warning, Severity::notice}) {
    const size_t count = counts[static_cast<size_t>(severity)];
    out +=
        fmt::format("{}{} {}{}", out.empty() ? "" : ", ", count, to_string(severity), count == 1 ? "" : "s");
  }
  return out;
}

std::string about(const Finding& finding, const Item& item) {
  if (item.report() != nullptr) return describe_subject(finding.subject, *item.report());
  if (item.linted()->linted.chain.empty() || !finding.subject.index) return {};
  return fmt::format("certificate {}", *finding.subject.index + 1);
}

std::string where(const Finding& finding, const std::vector<ShownThing>& things, const Place& place) {
  const std::string text = place_text(finding);
  if (text.empty()) return {};
  const auto thing = place_of(finding, things);
  if (!thing || !finding.offset || *finding.offset >= things[*thing].der.size())
    return fmt::format("<dt>where</dt><dd><code>{}</code></dd>\n", escaped(text));
  return fmt::format("<dt>where</dt><dd><a href=\"#{}{}\"><code>{}</code></a></dd>\n",
                     bytes_id(place, *thing), *finding.offset, escaped(text));
}

std::string problem(const Finding& finding, const Item& item, const std::vector<ShownThing>& things,
                    const Place& place) {
  const engine::Report* const report = item.report();
  const bool decides = report != nullptr && engine::decides(finding, *report);
  std::string out =
      fmt::format("<li class=\"problem {}{}\">\n", to_string(finding.severity()), decides ? " decides" : "");
  out += fmt::format("<p class=\"what\">{} {}{}</p>\n<dl>\n", severity_mark(finding.severity()),
                     apart(finding.message),
                     decides ? " <strong class=\"decides\">the verdict rests on this</strong>" : "");
  out += fmt::format("<dt>check</dt><dd><code>{}</code></dd>\n", escaped(finding.id()));
  if (const std::string subject = about(finding, item); !subject.empty()) out += fact("in", subject);
  out += where(finding, things, place);
  const ShownEvidence evidence = shown_evidence(finding);
  for (const auto& [key, value] : evidence.values) out += fact(key, value);
  if (evidence.more != 0) out += fact("and", fmt::format("{} other values", evidence.more));
  if (finding.more != 0) out += fact("count", fmt::format("{} of this kind", finding.more));
  if (const engine::Waived* const waiver = report == nullptr ? nullptr : report->waiver_of(finding))
    out += fact("waived", fmt::format("until {} by {} ({}): {}", waiver->until, waiver->owner, waiver->place,
                                      waiver->reason));
  if (!finding.check->hint.empty()) out += fact("fix", finding.check->hint);
  out += fact("rule", finding.check->requirement);
  out += fact("see", finding.check->citation);
  return out + "</dl>\n</li>\n";
}

}  // namespace

std::string problems(const Item& item, const std::vector<ShownThing>& things, const Place& place) {
  const auto findings = shown_findings(item);
  const size_t known = item.findings().size() - findings.size();
  std::string out;
  if (findings.empty())
    out += fmt::format("<p>{}</p>\n", known == 0 ? "Nothing was found." : "Nothing new was found.");
  else
    out += fmt::format("<p>{}{}.</p>\n", counted(findings),
                       item.report() != nullptr && item.report()->verdict == engine::Verdict::trusted
                           ? "; none of them decides against trust"
                           : "");
  if (known != 0)
    out += fmt::format("<p>{} known problem{} not shown, which the baseline has, too.</p>\n", known,
                       known == 1 ? " is" : "s are");
  // Notices bind nobody: they are there for who asks.
  std::string urgent, notices;
  size_t notice_count = 0;
  for (const Finding* const finding : findings) {
    const bool is_notice = finding->severity() == Severity::notice &&
                           (item.report() == nullptr || !engine::decides(*finding, *item.report()));
    notice_count += is_notice ? 1 : 0;
    (is_notice ? notices : urgent) += problem(*finding, item, things, place);
  }
  if (!urgent.empty()) out += "<ol class=\"problems\">\n" + urgent + "</ol>\n";
  if (!notices.empty())
    out += folded(fmt::format("{} notice{}", notice_count, notice_count == 1 ? "" : "s"),
                  "<ol class=\"problems\">\n" + notices + "</ol>\n", urgent.empty());
  return section(place, "problems", "Problems", out);
}

}  // namespace certcheck::report::html
