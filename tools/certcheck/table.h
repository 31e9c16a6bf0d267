#pragma once

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace certcheck::tools {

/// Null where nothing is known, a text, a number, a list of texts, or a list of objects.
using Cell = nlohmann::ordered_json;

/// What a command that answers from a store prints: rows of the same columns.
struct Table {
  std::vector<std::string> columns;
  std::vector<std::vector<Cell>> rows;
  /// For people, one line or several for each row, without the last end of line.
  std::vector<std::string> lines;
};

/// Of --format.
std::vector<std::string> table_formats();

/// text: the lines; json: an array; ndjson: an object on each line; csv: RFC 4180, lists with spaces between.
std::string to_text(const Table& table, std::string_view format);

}  // namespace certcheck::tools
