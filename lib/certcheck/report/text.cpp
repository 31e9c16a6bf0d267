#include "certcheck/report/text.h"

#include "certcheck/base/time.h"
#include "certcheck/engine/waivers.h"
#include "certcheck/report/detail/citation.h"
#include "certcheck/report/detail/handshake_steps.h"
#include "certcheck/report/detail/names_of.h"
#include "certcheck/report/detail/statuses.h"
#include "certcheck/report/detail/transparency.h"
#include "certcheck/report/detail/words.h"
#include "certcheck/tls/names.h"
#include "certcheck/x509/strings.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace certcheck::report {
namespace {

constexpr std::string_view red = "\x1b[31m", green = "\x1b[32m", yellow = "\x1b[33m", bold = "\x1b[1m",
                           dim = "\x1b[2m", reset = "\x1b[0m";

class Writer {
 public:
  explicit Writer(const TextOptions& options) : options_(options) {}

  std::string_view style(std::string_view code) const { return options_.color ? code : std::string_view(); }

  template <typename... Args>
  void line(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(out_), format, std::forward<Args>(args)...);
    out_.push_back('\n');
  }

  std::string take() { return std::move(out_); }

 private:
  const TextOptions& options_;
  std::string out_;
};

std::string_view severity_color(Severity severity) {
  switch (severity) {
    case Severity::error:
      return red;
    case Severity::warning:
      return yellow;
    case Severity::notice:
      return dim;
  }
  return dim;
}

void write_verdict(Writer& out, const engine::Report& report) {
  const std::string_view color = report.verdict == engine::Verdict::trusted     ? green
                                 : report.verdict == engine::Verdict::untrusted ? red
                                                                                : yellow;
  const std::string name = report.target ? printable(report.target->input) + ": " : std::string();
  out.line("{}{}{}{}{} (profile {}{}, at {})", out.style(bold), name, out.style(color),
           to_string(report.verdict), out.style(reset), to_string(report.profile),
           report.strict ? " --strict" : "", format_rfc3339(report.validation_time));
  for (const auto& [word, fact] : verdict_facts(report)) out.line("  {:<8} {}", word, fact);
}

void write_evidence(Writer& out, const Finding& finding) {
  const ShownEvidence shown = shown_evidence(finding);
  for (const auto& [key, value] : shown.values)
    out.line("    {}{}: {}{}", out.style(dim), key, value, out.style(reset));
  if (shown.more != 0) out.line("    {}and {} other values{}", out.style(dim), shown.more, out.style(reset));
}

void write_findings(Writer& out, const engine::Report& report) {
  const std::vector<const Finding*> sorted = shown_findings(report);
  if (const size_t known = report.findings.size() - sorted.size(); known != 0)
    out.line("\n{} known problem{} not shown, which the baseline has, too", known,
             known == 1 ? " is" : "s are");
  if (sorted.empty()) return;
  // An error alongside "trusted" puzzles whoever does not know that some rules bind CAs or servers alone.
  out.line("\n{}Problems{}{}", out.style(bold), out.style(reset),
           report.verdict == engine::Verdict::trusted ? " (none of them decides against trust)" : "");
  for (const Finding* finding : sorted) {
    const std::string subject = describe_subject(finding->subject, report);
    out.line("  {}{}{} {}{}{}", out.style(severity_color(finding->severity())),
             to_string(finding->severity()), out.style(reset), finding->id(), subject.empty() ? "" : " in ",
             subject);
    out.line("    {}", printable(finding->message));
    if (!finding->node_path.empty() || finding->offset)
      out.line("    {}at {}{}", out.style(dim), place_text(*finding), out.style(reset));
    write_evidence(out, *finding);
    if (const engine::Waived* const waiver = report.waiver_of(*finding))
      out.line("    waived until {} by {} ({}): {}", waiver->until, printable(waiver->owner),
               printable(waiver->place), printable(waiver->reason));
    if (!finding->check->hint.empty()) out.line("    fix: {}", finding->check->hint);
    out.line("    {}see: {}{}", out.style(dim), dated_citation(*finding->check), out.style(reset));
  }
}

/// Where the paths after the best one end, and what counts against each.
void write_other_paths(Writer& out, const engine::Report& report) {
  const auto& paths = report.chain.paths;
  constexpr size_t shown = 5;  // the JSON report has all of them
  for (size_t i = 1; i < std::min(paths.size(), shown + 1); ++i) {
    const path::Path& path = paths[i];
    const std::string end = path.certificates.back()->subject.to_string();
    out.line("  {}other path, of {} certificates up to {}: {}{}", out.style(dim), path.certificates.size(),
             end.empty() ? "(no subject name)" : printable(end),
             path.trusted ? "trusted"
                          : fmt::format("not trusted ({})", fmt::join(deciding(path.findings, report), ", ")),
             out.style(reset));
  }
  if (paths.size() > shown + 1)
    out.line("  {}and {} other paths{}", out.style(dim), paths.size() - shown - 1, out.style(reset));
}

void write_chain(Writer& out, const engine::Report& report) {
  if (report.chain.presented.empty()) return;
  out.line("\n{}Chain{}", out.style(bold), out.style(reset));
  const auto write_certificate = [&](const x509::Certificate& certificate, size_t depth,
                                     std::string_view note) {
    const auto name = certificate.subject.to_string();
    out.line("  {:{}}{}{}{}", "", depth * 3, depth == 0 ? "" : "└─ ",
             name.empty() ? "(no subject name)" : printable(name), note);
    out.line("  {:{}}{}{}{}", "", depth * 3 + (depth == 0 ? 0 : 3), out.style(dim),
             certificate_facts(certificate, report.chain), out.style(reset));
  };
  if (!report.chain.paths.empty()) {
    const path::Path& best = report.chain.paths.front();
    for (size_t i = 0; i < best.certificates.size(); ++i) {
      const bool is_last = i + 1 == best.certificates.size();
      const x509::Certificate& certificate = *best.certificates[i];
      const std::string note = is_last ? end_note(best) : std::string();
      write_certificate(certificate, i, note.empty() ? note : "  " + note);
    }
    if (!best.anchor && !best.certificates.back()->self_issued()) {
      const std::string issuer = best.certificates.back()->issuer.to_string();
      out.line("  {:{}}└─ {}  [not found]", "", best.certificates.size() * 3,
               issuer.empty() ? "(no issuer name)" : printable(issuer));
    }
  }
  for (const size_t i : report.chain.unused)
    out.line("  {}not used: certificate {}, {}{}", out.style(dim), i + 1,
             printable(report.chain.presented[i]->subject.to_string()), out.style(reset));
  write_other_paths(out, report);
}

void write_section(Writer& out, std::string_view title, const std::vector<std::string>& lines) {
  if (lines.empty()) return;
  out.line("\n{}{}{}", out.style(bold), title, out.style(reset));
  for (const std::string& line : lines) out.line("  {}", line);
}

void write_handshake(Writer& out, const engine::Report& report) {
  if (!report.handshake) return;
  const tls::HandshakeRecord& record = *report.handshake;
  out.line("\n{}Handshake{} {}", out.style(bold), out.style(reset), handshake_summary(record));
  for (const tls::HandshakeStep& step : record.steps) {
    out.line("  {:>8.2f} ms  {}{:<6}{} {}", step.at_ms, out.style(dim), to_string(step.from),
             out.style(reset), step_name(step));
    for (const auto& [key, value] : step_details(step))
      if (key == "meaning")
        out.line("               {}", value_text(value));
      else
        out.line("               {}{}: {}{}", out.style(dim), key, value_text(value), out.style(reset));
  }
}

void write_protocols(Writer& out, const engine::Report& report) {
  if (!report.protocols) return;
  out.line("\n{}Protocols{} found by {} handshakes", out.style(bold), out.style(reset),
           report.protocols->handshakes);
  for (const auto& version : report.protocols->versions) {
    out.line("  {}", version_line(version));
    for (const std::string& suite : names_of(version.cipher_suites, tls::cipher_suite_name))
      out.line("    {}", suite);
    if (!version.groups.empty())
      out.line("    {}groups: {}{}", out.style(dim),
               fmt::join(names_of(version.groups, tls::named_group_name), ", "), out.style(reset));
  }
}

void write_dane(Writer& out, const engine::Report& report) {
  if (!report.dane) return;
  const dane::Report& dane = *report.dane;
  out.line("\n{}DANE{} {}", out.style(bold), out.style(reset), dane_summary(dane, report));
  if (!dane.associations.empty())
    out.line("  {}{}{}", out.style(dim),
             dane.authenticated ? "authenticated by DNSSEC, by the resolver's word"
                                : "not authenticated by DNSSEC",
             out.style(reset));
  for (const dane::Association& each : dane.associations) out.line("  {}", association_line(each, report));
}

void write_caa(Writer& out, const engine::Report& report) {
  if (!report.caa) return;
  out.line("\n{}CAA{} which CAs may issue", out.style(bold), out.style(reset));
  for (const dns::CaaPolicy& policy : report.caa->policies) out.line("  {}", caa_line(policy));
  if (report.caa->names_left_out != 0)
    out.line("  {}and {} other names of the certificate, not asked for{}", out.style(dim),
             report.caa->names_left_out, out.style(reset));
}

}  // namespace

std::string printable(std::string_view text) { return x509::printable(text); }

std::string days_text(int64_t days) {
  if (days < 0) return days == -1 ? "less than a day ago" : fmt::format("{} days ago", -days - 1);
  if (days == 0) return "in less than a day";
  return fmt::format("in {} day{}", days, days == 1 ? "" : "s");
}

std::string to_text(const engine::Report& report, const TextOptions& options) {
  Writer out(options);
  write_verdict(out, report);
  write_findings(out, report);
  write_chain(out, report);
  write_section(out, "Revocation", status_lines(report));
  write_section(out, "Fetched", fetch_lines(report));
  write_section(out, "Transparency", transparency_lines(report.transparency));
  write_protocols(out, report);
  write_dane(out, report);
  write_caa(out, report);
  if (options.handshake) write_handshake(out, report);
  return out.take();
}

std::string to_text(const LintedThing& thing) {
  const engine::Linted& linted = thing.linted;
  std::string out = fmt::format("{}: {}{}\n", printable(place_of(thing)), title_of(thing),
                                linted.findings.empty() ? ": nothing found" : "");
  for (const Finding& finding : linted.findings) {
    out += fmt::format("  {} {}", to_string(finding.severity()), finding.id());
    if (!linted.chain.empty() && finding.subject.index)
      out += fmt::format(" in certificate {}", *finding.subject.index + 1);
    out += fmt::format(": {} ({})", printable(finding.message), dated_citation(*finding.check));
    if (!finding.node_path.empty()) out += fmt::format(", at {}", finding.node_path);
    if (finding.offset) out += fmt::format(", byte {}", *finding.offset);
    out += '\n';
  }
  return out;
}

namespace {

class Text final : public Format {
 public:
  explicit Text(const FormatOptions& options) : options_(options) {}
  std::string render(const Item& item) const override {
    return item.report() != nullptr ? to_text(*item.report(), {.color = options_.color})
                                    : to_text(*item.linted());
  }
  std::string end(const Tally& total) override {
    return options_.content == Content::linted && options_.totals ? in_words(total, options_.content) + '\n'
                                                                  : std::string();
  }

 private:
  FormatOptions options_;
};

}  // namespace

/// For people, one after the other; after things that were linted, how much there was.
std::unique_ptr<Format> make_text(const FormatOptions& options) { return std::make_unique<Text>(options); }

}  // namespace certcheck::report
