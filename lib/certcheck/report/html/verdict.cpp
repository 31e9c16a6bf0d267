#include "certcheck/report/detail/words.h"
#include "certcheck/report/html/detail/sections.h"
#include "certcheck/tls/names.h"

#include <fmt/format.h>

namespace certcheck::report::html {
namespace {

std::string_view sign_of(engine::Verdict verdict) {
  switch (verdict) {
    case engine::Verdict::trusted:
      return "✓";
    case engine::Verdict::untrusted:
      return "✕";
    case engine::Verdict::unchecked:
      break;
  }
  return "?";
}

std::string meaning(const engine::Report& report) {
  switch (report.verdict) {
    case engine::Verdict::trusted:
      return "Clients of the trust stores that were given accept this certificate.";
    case engine::Verdict::untrusted:
      return "Clients refuse this certificate.";
    case engine::Verdict::unchecked:
      break;
  }
  return "Nothing can be said about the certificate.";
}

std::string of_report(const engine::Report& report) {
  const std::string_view word = to_string(report.verdict);
  std::string out = fmt::format(
      "<p class=\"verdict {0}\"><span class=\"word\"><span aria-hidden=\"true\">{1}</span> {0}</span> "
      "{2}</p>\n"
      "<dl class=\"facts\">\n",
      word, sign_of(report.verdict), meaning(report));
  for (const auto& [name, text] : verdict_facts(report)) out += fact(name, text);
  if (report.handshake) {
    const std::string summary = handshake_summary(*report.handshake);
    if (!summary.empty()) out += fact("handshake", summary);
    if (!report.handshake->error.empty()) out += fact("failure", report.handshake->error);
    if (!report.handshake->address.empty()) out += fact("address", report.handshake->address);
  }
  out += fact("rules", fmt::format("profile {}{}, at {}", to_string(report.profile),
                                   report.strict ? " --strict" : "", format_rfc3339(report.validation_time)));
  return out + "</dl>\n";
}

std::string of_linted(const LintedThing& thing) {
  size_t errors = 0;
  for (const Finding& finding : thing.linted.findings)
    errors += finding.severity() == Severity::error ? 1 : 0;
  std::string out = fmt::format(
      "<p class=\"verdict {}\"><span class=\"word\"><span aria-hidden=\"true\">{}</span> {}</span> {}</p>\n",
      errors == 0 ? "trusted" : "untrusted", errors == 0 ? "✓" : "✕", errors == 0 ? "no errors" : "errors",
      apart(title_of(thing)));
  out += "<dl class=\"facts\">\n" + fact("kind", kind_of(thing)) + fact("place", place_of(thing));
  if (const auto expiry = expiry_of(thing)) out += fact("until", format_rfc3339(*expiry));
  return out + "</dl>\n";
}

}  // namespace

std::string verdict(const Item& item) {
  return item.report() != nullptr ? of_report(*item.report()) : of_linted(*item.linted());
}

}  // namespace certcheck::report::html
