#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

namespace certcheck::lint {

/// The first item whose key an earlier one has too, or null. A few are compared each with each and nothing is
/// allocated; more are sorted, so that they cost no more than n log n. Keys are borrowed texts, or tuples of
/// them.
template <typename Item, typename Key>
const Item* first_repeated(std::span<const Item> items, Key key) {
  constexpr size_t few = 16;
  if (items.size() <= few) {
    for (size_t i = 1; i < items.size(); ++i) {
      for (size_t j = 0; j < i; ++j) {
        if (key(items[i]) == key(items[j])) {
          return &items[i];
        }
      }
    }
    return nullptr;
  }
  std::vector<const Item*> order;
  order.reserve(items.size());
  for (const Item& item : items) {
    order.push_back(&item);
  }
  std::sort(order.begin(), order.end(), [&key](const Item* a, const Item* b) {
    const auto left = key(*a);
    const auto right = key(*b);
    return left < right || (left == right && a < b);
  });
  const Item* first = nullptr;
  for (size_t i = 1; i < order.size(); ++i) {
    if (key(*order[i]) == key(*order[i - 1]) && (first == nullptr || order[i] < first)) {
      first = order[i];
    }
  }
  return first;
}

}  // namespace certcheck::lint
