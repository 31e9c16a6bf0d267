#pragma once

#include <nlohmann/json.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace certcheck::request {

/// Deepest nesting of arrays and objects in a line: what copies and writes JSON recurses. Requests need
/// three.
inline constexpr size_t json_depth_max = 32;
/// Most members of one object: they are looked up one by one. Requests have twenty.
inline constexpr size_t json_members_max = 256;

struct JsonLine {
  nlohmann::ordered_json json;  ///< the document, or as much of it as was read
  /// The byte at which the line is not JSON, what is nested too deeply, or which key is given twice: JSON
  /// leaves open which of the two would count (RFC 8259 4), so neither does. Unset if all is well.
  std::optional<std::string> error = {};
};

JsonLine parse_line(std::string_view line);

}  // namespace certcheck::request
