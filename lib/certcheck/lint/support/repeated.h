#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

namespace certcheck::lint {

/// Up to this number of elements comparing each with each is cheaper than sorting, and takes no memory.
inline constexpr size_t few = 16;

/// Calls `visit` with the index of each element whose `key` an earlier element has too, in no certain order.
/// Keys are borrowed texts, or tuples of them. A few elements are compared each with each and nothing is
/// allocated; more are sorted, so that they cost no more than n log n.
template <typename Element, typename Key, typename Visit>
void for_each_repeated(std::span<const Element> elements, Key key, Visit visit) {
  if (elements.size() <= few) {
    for (size_t i = 1; i < elements.size(); ++i) {
      const auto earlier = elements.first(i);
      if (std::any_of(earlier.begin(), earlier.end(),
                      [&](const Element& element) { return key(element) == key(elements[i]); }))
        visit(i);
    }
    return;
  }
  std::vector<size_t> order(elements.size());
  for (size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::sort(order.begin(), order.end(), [&](size_t a, size_t b) {
    const auto left = key(elements[a]);
    const auto right = key(elements[b]);
    return left < right || (left == right && a < b);
  });
  for (size_t i = 1; i < order.size(); ++i)
    if (key(elements[order[i - 1]]) == key(elements[order[i]])) visit(order[i]);
}

/// The first element whose key an earlier one has too, or null.
template <typename Element, typename Key>
const Element* first_repeated(std::span<const Element> elements, Key key) {
  size_t first = elements.size();
  for_each_repeated(elements, key, [&first](size_t index) { first = std::min(first, index); });
  return first == elements.size() ? nullptr : &elements[first];
}

}  // namespace certcheck::lint
