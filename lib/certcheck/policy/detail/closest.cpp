#include "certcheck/policy/detail/closest.h"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <utility>

namespace certcheck::policy {
namespace {

size_t distance(std::string_view a, std::string_view b) {
  std::vector<size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), size_t{0});
  for (size_t i = 0; i < a.size(); ++i) {
    size_t diagonal = std::exchange(row[0], i + 1);
    for (size_t j = 0; j < b.size(); ++j)
      diagonal = std::exchange(row[j + 1], std::min({row[j + 1] + 1, row[j] + 1,
                                                     diagonal + (a[i] == b[j] ? size_t{0} : size_t{1})}));
  }
  return row.back();
}

}  // namespace

std::string closest(std::string_view word, const std::vector<std::string>& candidates) {
  constexpr size_t longest = 64;  // no candidate is nearly so long; keeps the work small
  if (word.size() > longest) return {};
  std::string best;
  size_t least = word.size() / 3 + 1;  // a third of the letters may be wrong
  for (const std::string& candidate : candidates) {
    const size_t apart = distance(word, candidate);
    if (apart >= least) continue;
    least = apart;
    best = candidate;
  }
  return best;
}

}  // namespace certcheck::policy
