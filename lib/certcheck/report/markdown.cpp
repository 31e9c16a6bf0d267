#include "certcheck/engine/waivers.h"
#include "certcheck/report/detail/statuses.h"
#include "certcheck/report/detail/words.h"
#include "certcheck/report/format.h"
#include "certcheck/report/text.h"
#include "certcheck/tls/names.h"

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <vector>

namespace certcheck::report {
namespace {

/// Text of unknown origin within a paragraph or a cell of a table: every ASCII punctuation character that can
/// mean something is escaped (CommonMark 2.4), so that it is neither markup nor a link nor a mention.
std::string inert(std::string_view text) {
  std::string out;
  for (const char c : printable(text)) {
    if (c == '@') {  // GitHub and GitLab notify whom a mention names, whether escaped or not.
      out += "&#64;";
      continue;
    }
    if (std::string_view("\\`*_{}[]()<>#+-!|~&$:.").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

/// In backquotes; such text is ours and has none.
std::string code(std::string_view text) { return fmt::format("`{}`", text); }

std::string place_of(const Finding& finding) {
  if (finding.subject.kind == Subject::Kind::none) return {};
  std::string out(to_string(finding.subject.kind));
  if (finding.subject.index) out += fmt::format(" {}", *finding.subject.index + 1);
  if (!finding.node_path.empty()) out += ", " + inert(finding.node_path);
  return out;
}

/// Those that decide first, then by severity; a comment that nobody reads to its end shows the worst first.
std::string table(const std::vector<const Finding*>& findings, const engine::Report* report) {
  std::string out = "| | finding | where | what | fix |\n|---|---|---|---|---|\n";
  for (const Finding* const finding : findings) {
    const engine::Waived* const waiver = report == nullptr ? nullptr : report->waiver_of(*finding);
    const std::string fix = waiver == nullptr ? std::string(finding->check->hint)
                                              : fmt::format("waived until {} by {}: {}", waiver->until,
                                                            waiver->owner, waiver->reason);
    out += fmt::format("| {} | {} | {} | {} | {} |\n", to_string(finding->severity()), code(finding->id()),
                       place_of(*finding), inert(finding->message), inert(fix));
  }
  return out;
}

std::string list(std::string_view title, const std::vector<std::string>& lines) {
  if (lines.empty()) return {};
  std::string out = fmt::format("\n{}:\n\n", title);
  for (const std::string& line : lines) out += "- " + inert(line) + "\n";
  return out;
}

class Markdown final : public Format {
 public:
  std::string render(const Item& item) const override {
    const engine::Report* const report = item.report();
    std::string out = fmt::format("### {}\n\n", inert(item.label));
    const std::vector<const Finding*> sorted = shown_findings(item);
    if (report != nullptr) {
      out += fmt::format("**{}** (profile {}{})", to_string(report->verdict), to_string(report->profile),
                         report->strict ? ", strict" : "");
      if (report->verdict != engine::Verdict::trusted && engine::is_verdict_accepted(*report))
        out += ", accepted: what the verdict rests on is waived or known";
      if (report->expires.path)
        out += fmt::format(
            ", {} {} ({})", report->expires.days_left.value_or(0) < 0 ? "expired" : "valid until",
            inert(format_rfc3339(*report->expires.path)), days_text(report->expires.days_left.value_or(0)));
      if (report->handshake && report->handshake->completed)
        out += ", " + inert(tls::tls_version_name(report->handshake->version));
    } else {
      out += inert(title_of(*item.linted()));
    }
    out += "\n\n";
    const size_t known = item.findings().size() - sorted.size();
    if (known != 0) out += fmt::format("Known, and not shown: {}\n\n", known);
    out += sorted.empty() ? known == 0 ? "Nothing found.\n" : "Nothing new.\n" : table(sorted, report);
    if (report != nullptr)
      out += list("Revocation", status_lines(*report)) + list("Fetched", fetch_lines(*report));
    return out + "\n";
  }
};

}  // namespace

/// CommonMark with tables (GitHub's, GitLab's) for a comment on a change.
std::unique_ptr<Format> make_markdown(const FormatOptions& /*options*/) {
  return std::make_unique<Markdown>();
}

}  // namespace certcheck::report
