#pragma once

#include "certcheck/report/item.h"

#include <array>
#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace certcheck::report {

/// How much was reported and what was found.
struct Tally {
  size_t items = 0;
  std::array<size_t, 3> findings{};  ///< by Severity
  std::array<size_t, 3> verdicts{};  ///< of reports, by engine::Verdict
  std::map<const Check*, size_t> by_check;

  void add(const Item& item);
  void add(const Tally& other);
  size_t of(Severity severity) const { return findings[static_cast<size_t>(severity)]; }
  size_t count() const { return findings[0] + findings[1] + findings[2]; }
};

/// "3 linted: 1 error, 0 warnings, 2 notices"; of reports "3 checked: 2 trusted, 1 untrusted, 0 unchecked; 1
/// error ...".
std::string in_words(const Tally& tally, Content content);

}  // namespace certcheck::report
