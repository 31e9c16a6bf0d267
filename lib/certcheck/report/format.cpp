#include "certcheck/report/format.h"

#include <algorithm>
#include <array>

namespace certcheck::report {

// Every format by its name, then the fields of FormatRow, `make` left out: that is make_<name>(), which the
// format's file defines. A row also declares it, so that a format is its file and its row.
#define CERTCHECK_FORMATS(FORMAT)                      \
  FORMAT(json, ".json", true, true, true, false)       \
  FORMAT(ndjson, ".ndjson", true, true, true, false)   \
  FORMAT(text, ".txt", true, true, false, false)       \
  FORMAT(sarif, ".sarif", true, true, true, false)     \
  FORMAT(junit, ".xml", true, true, true, false)       \
  FORMAT(prometheus, ".prom", true, true, true, false) \
  FORMAT(markdown, ".md", true, true, true, false)     \
  FORMAT(html, ".html", true, true, true, false)       \
  FORMAT(csv, ".csv", true, true, true, false)         \
  FORMAT(nagios, "", true, true, true, false)          \
  FORMAT(zlint, "", false, true, true, true)           \
  FORMAT(summary, "", true, true, true, false)         \
  FORMAT(fleet, "", true, false, true, false)

#define CERTCHECK_DECLARE(name, ...) std::unique_ptr<Format> make_##name(const FormatOptions& options);
CERTCHECK_FORMATS(CERTCHECK_DECLARE)
#undef CERTCHECK_DECLARE

namespace {

#define CERTCHECK_ROW(name, ...) FormatRow{#name, __VA_ARGS__, make_##name},
constexpr std::array rows{CERTCHECK_FORMATS(CERTCHECK_ROW)};
#undef CERTCHECK_ROW

}  // namespace

std::span<const FormatRow> formats() { return rows; }

const FormatRow* find_format(std::string_view name) {
  const auto* const row =
      std::find_if(rows.begin(), rows.end(), [&](const FormatRow& each) { return each.name == name; });
  return row == rows.end() ? nullptr : row;
}

const FormatRow* format_of_file(std::string_view file_name) {
  const auto* const row = std::find_if(rows.begin(), rows.end(), [&](const FormatRow& each) {
    return !each.extension.empty() && file_name.ends_with(each.extension);
  });
  return row == rows.end() ? nullptr : row;
}

}  // namespace certcheck::report
