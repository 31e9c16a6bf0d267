#pragma once

#include "certcheck/base/finding.h"

#include <array>
#include <cstddef>
#include <map>

namespace certcheck::certlint {

/// How much was linted and what was found.
struct Tally {
  size_t items = 0;
  std::array<size_t, 3> findings{};  ///< by Severity
  std::map<const Check*, size_t> by_check;

  void add(const Findings& found) {
    ++items;
    for (const Finding& finding : found) {
      const size_t count = finding.more != 0 ? finding.more : 1;
      findings[static_cast<size_t>(finding.severity())] += count;
      by_check[finding.check] += count;
    }
  }
  size_t count() const { return findings[0] + findings[1] + findings[2]; }
  void add(const Tally& other) {
    items += other.items;
    for (size_t i = 0; i < findings.size(); ++i) {
      findings[i] += other.findings[i];
    }
    for (const auto& [check, count] : other.by_check) {
      by_check[check] += count;
    }
  }
};

}  // namespace certcheck::certlint
