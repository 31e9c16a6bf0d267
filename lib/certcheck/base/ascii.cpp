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

char line_end_of(std::string_view text) {
  return text.find('\n') == std::string_view::npos && text.find('\r') != std::string_view::npos ? '\r' : '\n';
}

size_t count_line_ends(std::string_view text, char line_end) {
  size_t count = 0;
  // Lines are long enough that looking for the next end takes less than looking at each character.
  for (size_t end = text.find(line_end); end != std::string_view::npos; end = text.find(line_end, end + 1))
    ++count;
  return count;
}

}  // namespace certcheck
