#include "certcheck/report/detail/fleet_facts.h"
#include "certcheck/report/detail/report_json.h"
#include "certcheck/report/format.h"

#include <iterator>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace certcheck::report {
namespace {

using Json = nlohmann::ordered_json;

/// Entries of each list; whoever wants more has the reports themselves.
constexpr size_t entries_max = 1'000;

void write_targets(const Targets& targets, Json& json) {
  json["count"] = targets.count;
  json["targets"] = targets.some;
}

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

class Fleet final : public Format {
 public:
  std::string begin(const Origin& origin) override {
    tool_ = {{"name", origin.tool}, {"version", origin.version}};
    return {};
  }

  std::string render(const Item& item) const override {
    const Json trace = FleetFacts::trace_of(item);
    return trace.is_null() ? std::string() : to_text(trace, -1) + '\n';
  }

  std::string write(std::string items) override {
    for (const Json& trace : lines_of_json(items)) {
      facts_.add(trace);
      add(trace);
    }
    return {};
  }

  std::string end(const Tally& total) override {
    Json verdicts = Json::object(), keys = Json::array(), certificates = Json::array(), days = Json::array(),
         worst = Json::array();
    for (const auto verdict :
         {engine::Verdict::trusted, engine::Verdict::untrusted, engine::Verdict::unchecked})
      verdicts[std::string(to_string(verdict))] = total.verdicts[static_cast<size_t>(verdict)];
    for (const auto& [key, seen] : facts_.shared_keys(entries_max)) {
      keys.push_back(
          {{"key_sha256", key}, {"subjects", seen->subjects}, {"certificates", seen->certificates}});
      write_targets(seen->targets, keys.back());
    }
    for (const auto& [sha256, seen] : facts_.shared_certificates(entries_max)) {
      certificates.push_back(
          {{"sha256", sha256}, {"subject", seen->subject}, {"not_after", seen->not_after}});
      write_targets(seen->targets, certificates.back());
    }
    for (const auto& [day, seen] : facts_.days()) {  // the next first
      if (seen.targets.count < 2 || days.size() == entries_max) continue;
      days.push_back({{"day", day}, {"certificates", seen.certificates}});
      write_targets(seen.targets, days.back());
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
    const Bad bad{trace["errors"], trace["warnings"], trace["verdict"], trace["target"], trace["findings"]};
    if (bad.errors == 0 && bad.warnings == 0 && bad.verdict == "trusted") return;
    worst_.insert(bad);
    if (worst_.size() > fleet_targets_max) worst_.erase(std::prev(worst_.end()));
  }

  Json tool_;
  FleetFacts facts_;
  std::multiset<Bad> worst_;
};

}  // namespace

/// One JSON object about all targets together: keys and certificates that several have, what expires on the
/// same day, and the targets with the worst findings. See docs/scale.md.
std::unique_ptr<Format> make_fleet(const FormatOptions& /*options*/) { return std::make_unique<Fleet>(); }

}  // namespace certcheck::report
