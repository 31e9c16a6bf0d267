#include "certcheck/report/tally.h"

#include <fmt/format.h>

#include <string_view>

namespace certcheck::report {

void Tally::add(const Item& item) {
  // What is said of a policy file is about none of the targets.
  if (item.report() != nullptr || item.linted()->other_kind.empty()) ++items;
  if (item.report() != nullptr) ++verdicts[static_cast<size_t>(item.report()->verdict)];
  for (const Finding& finding : item.findings()) {
    const size_t count = finding.more != 0 ? finding.more : 1;
    findings[static_cast<size_t>(finding.severity())] += count;
    by_check[finding.check] += count;
  }
}

void Tally::add(const Tally& other) {
  items += other.items;
  for (size_t i = 0; i < findings.size(); ++i) findings[i] += other.findings[i];
  for (size_t i = 0; i < verdicts.size(); ++i) verdicts[i] += other.verdicts[i];
  for (const auto& [check, count] : other.by_check) by_check[check] += count;
}

std::string in_words(const Tally& tally, Content content) {
  const auto amount = [&](Severity severity) {
    const size_t count = tally.of(severity);
    return fmt::format("{} {}{}", count, to_string(severity), count == 1 ? "" : "s");
  };
  std::string out = fmt::format("{} {}: ", tally.items, content == Content::linted ? "linted" : "checked");
  if (content == Content::reports) {
    std::string_view separator;
    for (const auto verdict :
         {engine::Verdict::trusted, engine::Verdict::untrusted, engine::Verdict::unchecked}) {
      out +=
          fmt::format("{}{} {}", separator, tally.verdicts[static_cast<size_t>(verdict)], to_string(verdict));
      separator = ", ";
    }
    out += "; ";
  }
  return out + fmt::format("{}, {}, {}", amount(Severity::error), amount(Severity::warning),
                           amount(Severity::notice));
}

}  // namespace certcheck::report
