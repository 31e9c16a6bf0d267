#pragma once

#include "certcheck/report/item.h"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// What many items have in common. Private to this module.
namespace certcheck::report {

/// Targets of each entry; whoever wants more has the reports themselves.
inline constexpr size_t fleet_targets_max = 100;

/// Some targets, and how many there are.
struct Targets {
  size_t count = 0;
  std::vector<std::string> some;

  void add(const std::string& target) {
    ++count;
    if (some.size() < fleet_targets_max) some.push_back(target);
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

class FleetFacts {
 public:
  /// What is kept of an item, as a value of a line of JSON: render() may run on any thread,
  /// write() has the lines in order. Null for what is about none of the targets.
  static nlohmann::ordered_json trace_of(const Item& item);

  /// What trace_of() made, whatever else was added to it.
  void add(const nlohmann::ordered_json& trace);

  template <typename Entry>
  using Found = std::vector<std::pair<std::string, const Entry*>>;
  /// Those of several subjects, or targets; with the most targets first, at most so many.
  Found<SeenKey> shared_keys(size_t most) const;
  Found<SeenCertificate> shared_certificates(size_t most) const;
  /// By date, "2026-01-31".
  const std::map<std::string, Day>& days() const { return days_; }

 private:
  std::map<std::string, SeenCertificate> certificates_;  ///< by SHA-256
  std::map<std::string, SeenKey> keys_;                  ///< by SHA-256 of the subjectPublicKeyInfo
  std::map<std::string, Day> days_;
};

/// Lines of JSON as values.
std::vector<nlohmann::ordered_json> lines_of_json(std::string_view lines);

}  // namespace certcheck::report
