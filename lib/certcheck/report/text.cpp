#include "certcheck/report/text.h"

#include "certcheck/base/shorten.h"
#include "certcheck/base/time.h"
#include "certcheck/crypto/signature_facts.h"
#include "certcheck/engine/verdict.h"
#include "certcheck/engine/waivers.h"
#include "certcheck/report/detail/handshake_steps.h"
#include "certcheck/report/detail/names_of.h"
#include "certcheck/report/detail/statuses.h"
#include "certcheck/report/detail/transparency.h"
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

std::string describe_subject(const Subject& subject, const engine::Report& report) {
  const auto& presented = report.chain.presented;
  if (subject.kind == Subject::Kind::certificate && subject.index && *subject.index < presented.size()) {
    constexpr size_t shown = 256;  // of a name that is alongside each finding; the chain has it in full
    const std::string name = shortened(presented[*subject.index]->subject.to_string(), shown);
    return fmt::format("certificate {}{}", *subject.index + 1, name.empty() ? "" : ", " + printable(name));
  }
  if (subject.kind == Subject::Kind::sct && subject.index) return fmt::format("SCT {}", *subject.index + 1);
  if (subject.kind == Subject::Kind::none) return {};
  return std::string(to_string(subject.kind));
}

/// "in 90 days", "3 days ago": whole days, counted down, so that -1 means less than a day ago.
std::string days_text(int64_t days) {
  if (days < 0) return days == -1 ? "less than a day ago" : fmt::format("{} days ago", -days - 1);
  if (days == 0) return "in less than a day";
  return fmt::format("in {} day{}", days, days == 1 ? "" : "s");
}

/// What the verdict rests on, each once.
std::vector<std::string_view> deciding(const Findings& findings, const engine::Report& report) {
  std::vector<std::string_view> ids;
  for (const Finding& finding : findings)
    if (engine::decides(finding, report) && std::find(ids.begin(), ids.end(), finding.id()) == ids.end())
      ids.push_back(finding.id());
  return ids;
}

void write_verdict(Writer& out, const engine::Report& report) {
  const std::string_view color = report.verdict == engine::Verdict::trusted     ? green
                                 : report.verdict == engine::Verdict::untrusted ? red
                                                                                : yellow;
  const std::string name = report.target ? printable(report.target->input) + ": " : std::string();
  out.line("{}{}{}{}{} (profile {}{}, at {})", out.style(bold), name, out.style(color),
           to_string(report.verdict), out.style(reset), to_string(report.profile),
           report.strict ? " --strict" : "", format_rfc3339(report.validation_time));
  const auto reasons = deciding(report.findings, report);
  if (report.verdict == engine::Verdict::untrusted && !reasons.empty())
    out.line("  because  {}", fmt::join(reasons, ", "));
  if (report.verdict == engine::Verdict::unchecked)
    out.line("  because  the server did not prove that it holds the key of its certificate");
  if (!report.asked_for.empty()) out.line("  asked    for another certificate: {}", report.asked_for);
  for (const auto& each : report.all_certificates)
    out.line("  shows    {}: {}, until {}, {}", each.asked_for.empty() ? "ordinary clients" : each.asked_for,
             each.key, each.not_after ? format_rfc3339(*each.not_after) : "an unreadable date",
             to_string(each.verdict));
  if (report.verdict != engine::Verdict::trusted && engine::is_verdict_accepted(report))
    out.line("  accepted what the verdict rests on is waived or known; the exit status does not count it");
  for (const auto& wanted : report.names)
    out.line("  name     {} matches {}", printable(wanted.name),
             wanted.matched ? printable(wanted.by) : "nothing in the certificate");
  if (report.names.empty() && !report.chain.presented.empty()) out.line("  name     not checked");
  if (report.expires.path)
    out.line("  expires  {} ({}), limited by {}", format_rfc3339(*report.expires.path),
             days_text(report.expires.days_left.value_or(0)),
             report.expires.limited_by ? describe_subject(*report.expires.limited_by, report) : "the path");
  if (report.chain.stores.size() > 1)
    for (const auto& store : report.chain.stores)
      out.line("  store    {}: {}", printable(store.store), store.trusted ? "trusted" : "not trusted");
}

/// "tbsCertificate.subject (byte 91)", "byte 91".
std::string place_text(const Finding& finding) {
  if (!finding.offset) return finding.node_path;
  return finding.node_path.empty() ? fmt::format("byte {}", *finding.offset)
                                   : fmt::format("{} (byte {})", finding.node_path, *finding.offset);
}

/// What the message does not say already: as much as a reader wants to see, the JSON report has all of it.
void write_evidence(Writer& out, const Finding& finding) {
  constexpr size_t values_shown = 8, bytes_shown = 120;
  size_t count = 0;
  for (const auto& [key, value] : finding.evidence) {
    if (value.empty() || finding.message.find(value) != std::string::npos) continue;
    if (++count > values_shown) continue;
    out.line("    {}{}: {}{}{}", out.style(dim), key, printable(value.substr(0, bytes_shown)),
             value.size() > bytes_shown ? "..." : "", out.style(reset));
  }
  if (count > values_shown)
    out.line("    {}and {} other values{}", out.style(dim), count - values_shown, out.style(reset));
}

void write_findings(Writer& out, const engine::Report& report) {
  std::vector<const Finding*> sorted;
  for (const Finding& finding : report.findings)
    if (!report.is_known(finding)) sorted.push_back(&finding);
  if (const size_t known = report.findings.size() - sorted.size(); known != 0)
    out.line("\n{} known problem{} not shown, which the baseline has, too", known,
             known == 1 ? " is" : "s are");
  if (sorted.empty()) return;
  // What decides the verdict first, then by severity.
  std::stable_sort(sorted.begin(), sorted.end(), [&](const Finding* a, const Finding* b) {
    const bool a_counts = engine::decides(*a, report), b_counts = engine::decides(*b, report);
    return a_counts != b_counts ? a_counts : a->severity() > b->severity();
  });
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
    out.line("    {}see: {}{}", out.style(dim), finding->check->citation, out.style(reset));
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
    out.line("  {:{}}{}{}, {}, until {}{}", "", depth * 3 + (depth == 0 ? 0 : 3), out.style(dim),
             report.chain.details_of(certificate).key,
             crypto::signature_facts(certificate.signature_algorithm).name,
             certificate.not_after.time ? format_rfc3339(*certificate.not_after.time) : "an unreadable date",
             out.style(reset));
  };
  if (!report.chain.paths.empty()) {
    const path::Path& best = report.chain.paths.front();
    for (size_t i = 0; i < best.certificates.size(); ++i) {
      const bool is_last = i + 1 == best.certificates.size();
      const x509::Certificate& certificate = *best.certificates[i];
      write_certificate(certificate, i,
                        !is_last                    ? ""
                        : best.anchor               ? fmt::format("  [{}, from \"{}\"]",
                                                    trust::is_root(certificate) ? "trusted root"
                                                                                              : "trust anchor, not a root",
                                                                  printable(best.anchor->store))
                        : certificate.self_issued() ? "  [not among the trusted roots]"
                                                    : "");
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

std::string value_text(const StepValue& value) {
  struct Visitor {
    std::string operator()(const std::string& text) const { return text.empty() ? "none" : printable(text); }
    std::string operator()(const std::vector<std::string>& list) const {
      // What a client offers fills screens; the JSON report has all of it.
      if (list.empty()) return "none";
      constexpr size_t shown = 6;
      if (list.size() <= shown + 2) return printable(fmt::format("{}", fmt::join(list, ", ")));
      return printable(fmt::format("{} ... ({} in all)", fmt::join(list.begin(), list.begin() + shown, ", "),
                                   list.size()));
    }
    std::string operator()(int64_t number) const { return std::to_string(number); }
    std::string operator()(bool flag) const { return flag ? "yes" : "no"; }
  };
  return std::visit(Visitor{}, value);
}

void write_handshake(Writer& out, const engine::Report& report) {
  if (!report.handshake) return;
  const tls::HandshakeRecord& record = *report.handshake;
  std::vector<std::string> summary;
  if (record.proxy) summary.push_back(fmt::format("by {} ({})", record.proxy->url, record.proxy->named_by));
  if (record.starttls) summary.push_back("STARTTLS of " + record.starttls->protocol);
  if (record.version != 0) summary.push_back(tls::tls_version_name(record.version));
  if (record.cipher_suite) summary.push_back(tls::cipher_suite_name(*record.cipher_suite));
  if (!record.completed)
    summary.push_back(record.stopped_at.empty() ? "not completed" : "stopped at " + record.stopped_at);
  out.line("\n{}Handshake{} {}", out.style(bold), out.style(reset), fmt::join(summary, ", "));
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
    const std::string_view order = !version.server_order   ? ""
                                   : *version.server_order ? ", in the server's order"
                                                           : ", in the client's order";
    out.line("  {}{}", tls::tls_version_name(version.version), order);
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
  out.line("\n{}DANE{} {}: {}{}", out.style(bold), out.style(reset), printable(dane.name),
           to_string(dane.outcome),
           dane.ignores_pkix && report.verdict != engine::Verdict::trusted
               ? "; clients that use it ignore the verdict"
               : "");
  if (!dane.associations.empty())
    out.line("  {}{}{}", out.style(dim),
             dane.authenticated ? "authenticated by DNSSEC, by the resolver's word"
                                : "not authenticated by DNSSEC",
             out.style(reset));
  constexpr size_t bytes_shown = 16;
  for (const dane::Association& each : dane.associations) {
    const std::string came_of =
        !each.unusable.empty() ? "unusable, " + each.unusable
        : !each.matched        ? "matches nothing"
        : each.authenticates   ? "matches " + describe_subject(*each.matched, report)
                             : "matches " + describe_subject(*each.matched, report) + ", but " + each.refused;
    out.line("  {} {}: {}", dane::describe(each.record), shortened_hex(each.record.data, bytes_shown),
             printable(came_of));
  }
}

void write_caa(Writer& out, const engine::Report& report) {
  if (!report.caa) return;
  out.line("\n{}CAA{} which CAs may issue", out.style(bold), out.style(reset));
  for (const dns::CaaPolicy& policy : report.caa->policies) {
    const dns::CaaLookup& lookup = policy.lookup;
    const std::string allowed = !lookup.problem.empty()  ? "unknown, " + lookup.problem
                                : !policy.restricted     ? "any CA"
                                : policy.issuers.empty() ? "none"
                                                         : fmt::format("{}", fmt::join(policy.issuers, ", "));
    out.line("  {}: {}{}{}", printable(lookup.name), printable(allowed),
             lookup.found_at.empty() ? "" : " (records of " + printable(lookup.found_at) + ")",
             lookup.authenticated ? ", authenticated by DNSSEC" : "");
  }
  if (report.caa->names_left_out != 0)
    out.line("  {}and {} other names of the certificate, not asked for{}", out.style(dim),
             report.caa->names_left_out, out.style(reset));
}

}  // namespace

std::string printable(std::string_view text) { return x509::printable(text); }

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
    out += fmt::format(": {} ({})", printable(finding.message), finding.check->citation);
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

std::unique_ptr<Format> make_text(const FormatOptions& options) { return std::make_unique<Text>(options); }

}  // namespace certcheck::report
