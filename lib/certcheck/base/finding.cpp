#include "certcheck/base/finding.h"

#include "certcheck/base/shorten.h"

#include <algorithm>

namespace certcheck {

std::string_view to_string(Subject::Kind kind) {
  switch (kind) {
    case Subject::Kind::none:
      return "none";
    case Subject::Kind::certificate:
      return "certificate";
    case Subject::Kind::path:
      return "path";
    case Subject::Kind::chain:
      return "chain";
    case Subject::Kind::crl:
      return "crl";
    case Subject::Kind::ocsp:
      return "ocsp";
    case Subject::Kind::sct:
      return "sct";
    case Subject::Kind::handshake:
      return "handshake";
    case Subject::Kind::host:
      return "host";
    case Subject::Kind::anchor:
      return "anchor";
    case Subject::Kind::input:
      return "input";
  }
  return "none";
}

Finding more_findings(const Check& check, const Subject& subject, size_t count) {
  return {.check = &check,
          .subject = subject,
          .message = "and " + std::to_string(count) + " more of this kind",
          .evidence = {{"more", std::to_string(count)}},
          .more = count};
}

void shorten(Finding& finding) {
  shorten(finding.message, OutputBudget::text_bytes);
  if (finding.evidence.size() > OutputBudget::evidence_values) {
    const size_t more = finding.evidence.size() - OutputBudget::evidence_values;
    finding.evidence.resize(OutputBudget::evidence_values);
    finding.evidence.emplace_back("more", std::to_string(more));
  }
  for (auto& [name, value] : finding.evidence) shorten(value, OutputBudget::text_bytes);
}

void FindingList::add(Finding finding) {
  shorten(finding);
  const Subject& subject = finding.subject;
  Group& of_check = checks_[finding.check];
  of_check.ranked = finding.ranked;
  const bool is_new = of_check.listed == 0 && finding.more == 0;
  if (!is_new && listed_ >= most_) {
    of_check.left_out += std::max<size_t>(finding.more, 1);
    return;
  }
  Group& group = groups_[{finding.check, subject.kind, subject.index, subject.sha256}];
  group.ranked = finding.ranked;
  if (finding.more != 0) {
    group.left_out += finding.more;
  } else if (!is_new && group.listed >= OutputBudget::findings_of_a_kind) {
    ++group.left_out;
  } else {
    ++group.listed;
    ++of_check.listed;
    ++listed_;
    findings_.push_back(std::move(finding));
  }
}

void FindingList::finish() {
  for (const auto& [key, group] : groups_) {
    if (group.left_out == 0) continue;
    const auto& [check, kind, index, sha256] = key;
    findings_.push_back(more_findings(*check, {kind, index, sha256}, group.left_out));
    findings_.back().ranked = group.ranked;
  }
  for (const auto& [check, group] : checks_) {
    if (group.left_out == 0) continue;
    findings_.push_back(more_findings(*check, {}, group.left_out));
    findings_.back().ranked = group.ranked;
  }
}

void limit(Findings& findings, size_t most) {
  if (findings.empty()) return;
  Findings kept;
  FindingList list(kept, most);
  for (Finding& finding : findings) list.add(std::move(finding));
  list.finish();
  findings = std::move(kept);
}

bool any_counts(const Findings& findings, Profile profile, bool strict) {
  return std::any_of(findings.begin(), findings.end(),
                     [&](const Finding& f) { return counts(f.check->counts, profile, strict); });
}

}  // namespace certcheck
