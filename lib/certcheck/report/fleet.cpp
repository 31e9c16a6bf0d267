#include "certcheck/report/detail/fleet.h"

#include "certcheck/base/encoding.h"
#include "certcheck/base/shorten.h"
#include "certcheck/crypto/digest.h"
#include "certcheck/report/detail/report_json.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace certcheck::report {
namespace {

using Json = nlohmann::ordered_json;

/// Entries of each list, and targets of each entry; whoever wants more has the reports themselves.
constexpr size_t entries_max = 1'000, targets_max = 100;

/// Some targets, and how many there are.
struct Targets {
  size_t count = 0;
  std::vector<std::string> some;

  void add(const std::string& target) {
    ++count;
    if (some.size() < targets_max) some.push_back(target);
  }
  void write(Json& json) const {
    json["count"] = count;
    json["targets"] = some;
  }
};

struct SeenCertificate {
  std::string subject, not_after;
  Targets targets;
};

struct SeenKey {
  std::set<std::string> certificates, subjects;
  Targets targets;
};

struct Day {
  std::set<std::string> certificates;  ///< that end the paths
  Targets targets;
};

struct Bad {
  size_t errors = 0, warnings = 0;
  std::string verdict, target;
  std::vector<std::string> findings;  ///< of errors

  /// Untrusted before unchecked before trusted, then by findings; by name, so that the order is always the
  /// same.
  auto rank() const {
    const int verdict_rank = verdict == "untrusted" ? 0 : verdict == "unchecked" ? 1 : 2;
    return std::tuple(verdict_rank, -static_cast<int64_t>(errors), -static_cast<int64_t>(warnings), target);
  }
  bool operator<(const Bad& other) const { return rank() < other.rank(); }
};

/// What is kept of a report, as a line of JSON: render() may run on any thread, write() has the lines in
/// order.
Json trace_of(const Item& item) {
  const engine::Report& report = *item.report();
  Json trace{{"target", shortened(item.label, OutputBudget::value_bytes)},
             {"verdict", to_string(report.verdict)}};
  size_t errors = 0, warnings = 0;
  Json ids = Json::array();
  for (const Finding& finding : report.findings) {
    errors += finding.severity() == Severity::error ? 1 : 0;
    warnings += finding.severity() == Severity::warning ? 1 : 0;
    if (finding.severity() == Severity::error && ids.size() < OutputBudget::findings_of_a_kind)
      ids.push_back(finding.id());
  }
  trace["errors"] = errors;
  trace["warnings"] = warnings;
  trace["findings"] = std::move(ids);
  if (report.chain.presented.empty()) return trace;
  const x509::Certificate& leaf = *report.chain.presented.front();
  trace["certificate"] = hex_encode(report.chain.details_of(leaf).sha256);
  trace["subject"] = leaf.subject.to_string();
  trace["not_after"] = leaf.not_after.time ? format_rfc3339(*leaf.not_after.time) : std::string();
  if (!leaf.public_key.bytes.empty()) trace["key"] = hex_encode(crypto::sha256(leaf.public_key.bytes));
  if (report.expires.path && report.expires.limited_by) {
    trace["day"] = format_rfc3339(*report.expires.path).substr(0, std::string_view("2026-01-31").size());
    const auto& limit = report.expires.limited_by->sha256;
    trace["limited_by"] = limit ? hex_encode(*limit) : trace["certificate"].get<std::string>();
  }
  return trace;
}

/// The entries with the most targets first.
template <typename Entry>
std::vector<std::pair<std::string, const Entry*>> largest(const std::map<std::string, Entry>& entries,
                                                          bool (*shared)(const Entry&)) {
  std::vector<std::pair<std::string, const Entry*>> found;
  for (const auto& [name, entry] : entries)
    if (shared(entry)) found.emplace_back(name, &entry);
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
    return a.second->targets.count > b.second->targets.count;
  });
  if (found.size() > entries_max) found.resize(entries_max);
  return found;
}

class Fleet final : public Format {
 public:
  std::string begin(const Origin& origin) override {
    tool_ = {{"name", origin.tool}, {"version", origin.version}};
    return {};
  }

  std::string render(const Item& item) const override { return to_text(trace_of(item), -1) + '\n'; }

  std::string write(std::string items) override {
    for (size_t at = 0; at < items.size();) {
      const size_t end = items.find('\n', at);
      add(Json::parse(items.begin() + static_cast<std::ptrdiff_t>(at),
                      items.begin() + static_cast<std::ptrdiff_t>(end)));
      at = end + 1;
    }
    return {};
  }

  std::string end(const Tally& total) override {
    Json verdicts = Json::object(), keys = Json::array(), certificates = Json::array(), days = Json::array(),
         worst = Json::array();
    for (const auto verdict :
         {engine::Verdict::trusted, engine::Verdict::untrusted, engine::Verdict::unchecked})
      verdicts[std::string(to_string(verdict))] = total.verdicts[static_cast<size_t>(verdict)];
    for (const auto& [key, seen] :
         largest<SeenKey>(keys_, [](const SeenKey& each) { return each.subjects.size() > 1; })) {
      keys.push_back(
          {{"key_sha256", key}, {"subjects", seen->subjects}, {"certificates", seen->certificates}});
      seen->targets.write(keys.back());
    }
    for (const auto& [sha256, seen] : largest<SeenCertificate>(
             certificates_, [](const SeenCertificate& each) { return each.targets.count > 1; })) {
      certificates.push_back(
          {{"sha256", sha256}, {"subject", seen->subject}, {"not_after", seen->not_after}});
      seen->targets.write(certificates.back());
    }
    for (const auto& [day, seen] : days_) {  // the next first
      if (seen.targets.count < 2 || days.size() == entries_max) continue;
      days.push_back({{"day", day}, {"certificates", seen.certificates}});
      seen.targets.write(days.back());
    }
    for (const Bad& bad : worst_)
      worst.push_back({{"target", bad.target},
                       {"verdict", bad.verdict},
                       {"errors", bad.errors},
                       {"warnings", bad.warnings},
                       {"findings", bad.findings}});
    const Json fleet{{"schema_version", 1},
                     {"tool", tool_},
                     {"targets", total.items},
                     {"verdicts", std::move(verdicts)},
                     {"keys_of_several_subjects", std::move(keys)},
                     {"certificates_of_several_targets", std::move(certificates)},
                     {"ending_on_one_day", std::move(days)},
                     {"worst", std::move(worst)}};
    return to_text(fleet, -1) + '\n';
  }

 private:
  void add(const Json& trace) {
    const std::string target = trace["target"];
    const Bad bad{trace["errors"], trace["warnings"], trace["verdict"], target, trace["findings"]};
    if (bad.errors != 0 || bad.warnings != 0 || bad.verdict != "trusted") {
      worst_.insert(bad);
      if (worst_.size() > targets_max) worst_.erase(std::prev(worst_.end()));
    }
    if (!trace.contains("certificate")) return;
    SeenCertificate& certificate = certificates_[trace["certificate"]];
    certificate.subject = trace["subject"];
    certificate.not_after = trace["not_after"];
    certificate.targets.add(target);
    if (trace.contains("key")) {
      SeenKey& key = keys_[trace["key"]];
      if (key.certificates.size() < targets_max) {
        key.certificates.insert(trace["certificate"]);
        key.subjects.insert(trace["subject"]);
      }
      key.targets.add(target);
    }
    if (trace.contains("day")) {
      Day& day = days_[trace["day"]];
      if (day.certificates.size() < targets_max) day.certificates.insert(trace["limited_by"]);
      day.targets.add(target);
    }
  }

  Json tool_;
  std::map<std::string, SeenCertificate> certificates_;  ///< by SHA-256
  std::map<std::string, SeenKey> keys_;                  ///< by SHA-256 of the subjectPublicKeyInfo
  std::map<std::string, Day> days_;                      ///< by date
  std::multiset<Bad> worst_;
};

}  // namespace

std::unique_ptr<Format> make_fleet(const FormatOptions& /*options*/) { return std::make_unique<Fleet>(); }

}  // namespace certcheck::report
