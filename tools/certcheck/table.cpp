#include "certcheck/table.h"

#include "certcheck/report/csv_row.h"
#include "certcheck/report/text.h"

#include <algorithm>

namespace certcheck::tools {
namespace {

std::string dumped(const Cell& value, int indent = -1) {
  return value.dump(indent, ' ', false, Cell::error_handler_t::replace);
}

Cell object_of(const Table& table, size_t row) {
  Cell object = Cell::object();
  for (size_t i = 0; i < table.columns.size(); ++i) object[table.columns[i]] = table.rows[row][i];
  return object;
}

/// Of a list of objects the first member of each, which says which they are.
std::string cell_of(const Cell& value) {
  if (value.is_null()) return {};
  if (value.is_string()) return value.get<std::string>();
  if (value.is_object()) return value.empty() ? std::string() : cell_of(*value.begin());
  if (!value.is_array()) return dumped(value);
  std::string text;
  for (const Cell& each : value) text += (text.empty() ? "" : " ") + cell_of(each);
  return text;
}

}  // namespace

std::vector<std::string> table_formats() { return {"text", "json", "ndjson", "csv"}; }

std::string to_text(const Table& table, std::string_view format) {
  std::string text;
  if (format == "text") {
    // Who filled the database is not known.
    for (const std::string& lines : table.lines)
      for (size_t begin = 0; begin <= lines.size();) {
        const size_t end = std::min(lines.find('\n', begin), lines.size());
        text += report::printable(std::string_view(lines).substr(begin, end - begin)) + "\n";
        begin = end + 1;
      }
  } else if (format == "csv") {
    text = report::csv_row(table.columns);
    for (const auto& row : table.rows) {
      std::vector<std::string> cells;
      for (const Cell& value : row) cells.push_back(cell_of(value));
      text += report::csv_row(cells);
    }
  } else if (format == "json") {
    Cell all = Cell::array();
    for (size_t i = 0; i < table.rows.size(); ++i) all.push_back(object_of(table, i));
    text = dumped(all, 2) + "\n";
  } else {
    for (size_t i = 0; i < table.rows.size(); ++i) text += dumped(object_of(table, i)) + "\n";
  }
  return text;
}

}  // namespace certcheck::tools
