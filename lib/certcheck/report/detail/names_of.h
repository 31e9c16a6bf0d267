#pragma once

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

namespace certcheck::report {

/// The names of values, of code points for example (tls/names.h), in their order.
template <typename Value, typename Name>
std::vector<std::string> names_of(const std::vector<Value>& values, Name name) {
  std::vector<std::string> names;
  names.reserve(values.size());
  std::transform(values.begin(), values.end(), std::back_inserter(names), name);
  return names;
}

}  // namespace certcheck::report
