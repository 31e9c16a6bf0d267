#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

namespace certcheck::lint {

/// Below this number of elements comparing each with each is cheaper than sorting, and takes no memory.
inline constexpr size_t few = 16;

/// Calls `visit` with the index of each element whose `key` an earlier element has too. Never quadratic.
template <typename Element, typename Key, typename Visit>
void for_each_repeated(std::span<const Element> elements, Key key, Visit visit) {
  if (elements.size() <= few) {
    for (size_t i = 1; i < elements.size(); ++i) {
      const auto earlier = elements.first(i);
      if (std::any_of(earlier.begin(), earlier.end(),
                      [&](const Element& element) { return key(element) == key(elements[i]); })) {
        visit(i);
      }
    }
    return;
  }
  std::vector<size_t> order(elements.size());
  for (size_t i = 0; i < order.size(); ++i) {
    order[i] = i;
  }
  std::stable_sort(order.begin(), order.end(),
                   [&](size_t a, size_t b) { return key(elements[a]) < key(elements[b]); });
  for (size_t i = 1; i < order.size(); ++i) {
    if (key(elements[order[i - 1]]) == key(elements[order[i]])) {
      visit(order[i]);
    }
  }
}

}  // namespace certcheck::lint
