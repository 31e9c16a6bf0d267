#pragma once

#include "certcheck/base/time.h"

#include <nlohmann/json.hpp>

#include <optional>
#include <string_view>

/// Values of reports in JSON, where what is unknown is null. Private to this module.
namespace certcheck::report {

using Json = nlohmann::ordered_json;

inline Json text_or_null(std::string_view text) { return text.empty() ? Json() : Json(text); }

template <typename T>
Json or_null(const std::optional<T>& value) {
  return value ? Json(*value) : Json();
}

inline Json time_or_null(const std::optional<Time>& time) {
  return time ? Json(format_rfc3339(*time)) : Json();
}

}  // namespace certcheck::report
