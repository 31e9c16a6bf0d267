#include "certcheck/report/item.h"

#include "certcheck/engine/checks.h"

#include <fmt/format.h>

namespace certcheck::report {

std::string place_of(const LintedThing& thing) {
  if (thing.line != 0) return fmt::format("{}:{}", thing.file, thing.line);
  return thing.index != 0 ? fmt::format("{}, number {}", thing.file, thing.index + 1) : thing.file;
}

std::string_view kind_of(const LintedThing& thing) {
  if (!thing.other_kind.empty()) return thing.other_kind;
  return thing.linted.kind ? lint::to_string(*thing.linted.kind) : "unreadable";
}

std::string title_of(const LintedThing& thing) {
  if (!thing.other_kind.empty()) return std::string(thing.other_kind);
  const engine::Linted& linted = thing.linted;
  if (!linted.chain.empty()) return fmt::format("chain of {} certificates", linted.chain.size());
  if (linted.certificate) {
    const std::string subject = linted.certificate->subject.to_string();
    return "certificate " + (subject.empty() ? "without a subject name" : subject);
  }
  if (linted.crl) return "CRL of " + linted.crl->issuer.to_string();
  return linted.ocsp ? "OCSP response" : linted.ocsp_request ? "OCSP request" : "unreadable";
}

std::string name_of(const LintedThing& thing) {
  const engine::Linted& linted = thing.linted;
  if (linted.certificate) return linted.certificate->subject.to_string();
  return linted.crl ? linted.crl->issuer.to_string() : std::string();
}

std::optional<Time> expiry_of(const LintedThing& thing) {
  const engine::Linted& linted = thing.linted;
  if (linted.certificate) return linted.certificate->not_after.time;
  return linted.crl && linted.crl->next_update ? linted.crl->next_update->time : std::nullopt;
}

engine::Report error_report(const Error& error, std::string_view input, const Origin& origin) {
  engine::Report report;
  report.validation_time = origin.checked_at;
  report.target = Target{.input = std::string(input)};
  report.findings.push_back(Finding{
      .check = &engine::checks::input_unusable, .subject = {Subject::Kind::input}, .message = error.message});
  return report;
}

}  // namespace certcheck::report
