#include "certcheck/base/ascii.h"

#include <algorithm>

namespace certcheck {

std::string to_lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = to_lower(c);
  return lower;
}

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return to_lower(x) == to_lower(y); });
}

size_t count_line_feeds(std::string_view text) {
  size_t count = 0;
  // Lines are long enough that looking for the next end takes less than looking at each character.
  for (size_t end = text.find('\n'); end != std::string_view::npos; end = text.find('\n', end + 1)) ++count;
  return count;
}

}  // namespace certcheck
