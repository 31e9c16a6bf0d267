#include "certcheck/lint/abridge.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace certcheck::lint {
namespace {

/// Keys, punctuation and a fingerprint.
constexpr size_t around_each = 240;
/// What the finding that stands for the rest takes without the identifiers of checks, and these at most.
constexpr size_t rest_bytes = 420, names_bytes_max = 500;

/// In JSON a control or a character beyond ASCII may take six bytes.
size_t text_bytes(std::string_view text) {
  const auto escaped = std::count_if(text.begin(), text.end(),
                                     [](char c) { return c < ' ' || c == '"' || c == '\\' || c == '\x7f'; });
  return text.size() + 5 * static_cast<size_t>(escaped);
}

size_t bytes_of_finding(const Finding& finding) {
  const Check& check = *finding.check;
  size_t bytes = around_each + check.id.size() + check.citation.size() + check.hint.size() +
                 check.zlint.size() + finding.node_path.size() + text_bytes(finding.message);
  for (const auto& [name, value] : finding.evidence) bytes += name.size() + text_bytes(value) + 6;
  return bytes;
}

/// The places of the findings, those that matter more first.
std::vector<size_t> by_weight(const Findings& findings) {
  struct Weighed {
    Severity severity;
    size_t repeats;  ///< of the same check before it
    size_t place;
  };
  std::map<const Check*, size_t> seen;
  std::vector<Weighed> order;
  order.reserve(findings.size());
  for (size_t i = 0; i < findings.size(); ++i)
    order.push_back({findings[i].severity(), seen[findings[i].check]++, i});
  std::stable_sort(order.begin(), order.end(), [](const Weighed& a, const Weighed& b) {
    return a.severity != b.severity ? a.severity > b.severity : a.repeats < b.repeats;
  });
  std::vector<size_t> places;
  places.reserve(order.size());
  for (const Weighed& each : order) places.push_back(each.place);
  return places;
}

/// How many a finding stands for.
size_t count_of(const Finding& finding) { return std::max<size_t>(finding.more, 1); }

/// One finding for those at the places, of which there is one at least, the worst first. It names as many of
/// their checks as so many bytes hold.
Finding rest_of(const Findings& findings, const std::vector<size_t>& places, size_t bytes_of_names) {
  const Finding& worst = findings[places.front()];
  size_t count = 0;
  std::vector<std::string_view> ids;
  std::set<std::string_view> known;
  for (const size_t place : places) {
    count += count_of(findings[place]);
    if (known.insert(findings[place].id()).second) ids.push_back(findings[place].id());
  }
  Finding rest = more_findings(*worst.check, worst.subject, count);
  rest.ranked = worst.ranked;
  const bool is_all = places.size() == findings.size();
  const std::string kinds = ids.size() > 1 ? fmt::format("{} kinds", ids.size()) : "this kind";
  rest.message = is_all ? fmt::format("{} findings of {}", count, kinds)
                        : fmt::format("and {} more of {}", count, kinds);
  size_t bytes = 0, named = 0;
  for (; named < ids.size() && bytes + ids[named].size() <= bytes_of_names; ++named) {
    bytes += ids[named].size();
    rest.evidence.emplace_back("check", ids[named]);
  }
  if (named < ids.size()) rest.evidence.emplace_back("kinds", std::to_string(ids.size()));
  return rest;
}

}  // namespace

size_t bytes_of(const Findings& findings) {
  size_t bytes = 0;
  for (const Finding& finding : findings) bytes += bytes_of_finding(finding);
  return bytes;
}

Share RunAllowance::take(size_t der_bytes, size_t wanted) {
  left_ += RunBudget::bytes_per_byte * der_bytes;
  const size_t least = std::min(wanted, RunBudget::findings_bytes);
  if (left_ < RunBudget::thing_bytes + least) return {false, false, 0};
  left_ -= RunBudget::thing_bytes;
  const size_t granted = std::min(wanted, left_);
  left_ -= granted;
  return {true, granted == wanted, granted};
}

void abridge(Findings& findings, size_t bytes) {
  if (bytes_of(findings) <= bytes) return;
  std::vector<size_t> order = by_weight(findings);
  constexpr size_t part_of_names = 16;
  const size_t names_bytes = std::min(names_bytes_max, bytes / part_of_names);
  size_t kept = 0, used = rest_bytes + names_bytes;
  for (; kept < order.size(); ++kept) {
    used += bytes_of_finding(findings[order[kept]]);
    if (used > bytes) break;
  }
  if (kept == order.size()) return;
  Finding rest =
      rest_of(findings, {order.begin() + static_cast<std::ptrdiff_t>(kept), order.end()},
              kept != 0 ? names_bytes : std::min(names_bytes_max, bytes - std::min(bytes, rest_bytes)));
  order.resize(kept);
  std::sort(order.begin(), order.end());
  Findings abridged;
  abridged.reserve(kept + 1);
  for (const size_t place : order) abridged.push_back(std::move(findings[place]));
  abridged.push_back(std::move(rest));
  findings = std::move(abridged);
}

void LeftOut::add(const Findings& findings) {
  ++things_;
  for (const Finding& finding : findings) {
    Counted& counted = by_check_[finding.check];
    counted.count += count_of(finding);
    counted.ranked = finding.ranked;
  }
}

Findings LeftOut::findings() const {
  Findings all;
  for (const auto& [check, counted] : by_check_) {
    Finding& finding = all.emplace_back(more_findings(*check, {Subject::Kind::input}, counted.count));
    finding.message = fmt::format("and {} more of this kind in things that are not listed", counted.count);
    finding.ranked = counted.ranked;
  }
  std::stable_sort(all.begin(), all.end(), [](const Finding& a, const Finding& b) {
    return a.severity() != b.severity() ? a.severity() > b.severity() : a.id() < b.id();
  });
  return all;
}

}  // namespace certcheck::lint
