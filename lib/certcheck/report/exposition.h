#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// The text format of Prometheus (exposition format 0.0.4), in its parts.
namespace certcheck::report {

inline constexpr std::string_view exposition_type = "text/plain; version=0.0.4; charset=utf-8";

using Labels = std::vector<std::pair<std::string_view, std::string>>;

/// `name{label="value"}`; backslash, quote and line feed are escaped, and what is not UTF-8 is replaced.
std::string series_of(std::string_view name, const Labels& labels);

/// The lines before the samples of a metric; `type` is "gauge", "counter" or "histogram".
std::string family_head(std::string_view name, std::string_view type, std::string_view help);

/// A series with its value and the end of the line.
std::string sample_line(std::string_view name, const Labels& labels, std::string_view value);

/// A value as short as it can be read again.
std::string number_text(double value);

}  // namespace certcheck::report
