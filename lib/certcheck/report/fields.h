#pragma once

#include "certcheck/base/result.h"
#include "certcheck/engine/report.h"
#include "certcheck/report/item.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Parts of a JSON report, named by their place: "verdict", "expires.days_left". In a list the place is that
/// of each element: "findings.id".
namespace certcheck::report {

/// What --brief shows.
std::span<const std::string_view> brief_fields();

class Fields {
 public:
  /// Of places such as "target.input". The error names one that reports do not have.
  static Result<Fields> parse(std::span<const std::string> places);

  bool empty() const { return places_.empty(); }
  /// Whether the part, or all of which it is a part, is among them.
  bool contains(std::string_view place) const;
  /// As they were named.
  const std::vector<std::string>& names() const { return names_; }
  /// The text of each in this report, those of lists side by side; empty where it is unknown.
  std::vector<std::string> texts(const engine::Report& report, const Origin& origin) const;
  /// The report with nothing but these, in the order in which they were named.
  std::string to_json(const engine::Report& report, const Origin& origin, int indent = -1) const;

 private:
  std::vector<std::string> names_;
  std::vector<std::vector<std::string>> places_;  ///< their keys from the outside in
};

}  // namespace certcheck::report
