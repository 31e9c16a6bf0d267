#include "common/option_words.h"

#include <algorithm>

namespace certcheck::tools {

std::vector<std::string> spellings(const OptionRow& row) {
  std::vector<std::string> found;
  std::string_view rest = row.name;
  while (!rest.empty()) {
    const size_t end = std::min(rest.find(','), rest.size());
    found.emplace_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  // "--jobs,-j" and "-j,--jobs" are the same option.
  std::stable_sort(found.begin(), found.end(), [](const std::string& a, const std::string& b) {
    return !a.starts_with("--") && b.starts_with("--");
  });
  return found;
}

bool is_argument(const OptionRow& row) { return !row.name.starts_with('-'); }

bool takes_value(const OptionRow& row) {
  return !std::holds_alternative<bool*>(row.place) &&
         !std::holds_alternative<std::optional<bool>*>(row.place);
}

bool repeats(const OptionRow& row) { return std::holds_alternative<std::vector<std::string>*>(row.place); }

std::string value_name(const OptionRow& row) {
  if (!row.type.empty()) return row.type;
  if (is_argument(row)) return row.name;
  const bool number = std::holds_alternative<uint64_t*>(row.place) ||
                      std::holds_alternative<std::optional<uint64_t>*>(row.place);
  return number ? "NUMBER" : "TEXT";
}

bool takes_file(const OptionRow& row) {
  if (!takes_value(row) || !row.choices.empty()) return false;
  const std::string name = value_name(row);
  return name.find("FILE") != name.npos || name.find("PATH") != name.npos || name.find("DIR") != name.npos;
}

std::vector<std::string> groups(std::span<const OptionRow> rows) {
  std::vector<std::string> found;
  for (const OptionRow& row : rows)
    if (std::find(found.begin(), found.end(), row.group) == found.end()) found.push_back(row.group);
  return found;
}

std::string lower_case_clause(std::string_view text) {
  std::string clause(text.substr(0, std::min(text.find(". "), text.size())));
  if (clause.ends_with('.')) clause.pop_back();
  // "TLS ..." stays.
  if (clause.size() > 1 && clause[0] >= 'A' && clause[0] <= 'Z' && !(clause[1] >= 'A' && clause[1] <= 'Z'))
    clause[0] = static_cast<char>(clause[0] - 'A' + 'a');
  return clause;
}

}  // namespace certcheck::tools
