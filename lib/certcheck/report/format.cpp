#include "certcheck/report/format.h"

#include "certcheck/report/json.h"
#include "certcheck/report/junit.h"
#include "certcheck/report/markdown.h"
#include "certcheck/report/prometheus.h"
#include "certcheck/report/sarif.h"
#include "certcheck/report/text.h"

#include <algorithm>
#include <array>

namespace certcheck::report {
namespace {

// Things linted have text, JSON and zlint's form from certlint itself.
constexpr std::array rows{
    FormatRow{"json", ".json", true, false, true, make_json},
    FormatRow{"ndjson", ".ndjson", true, false, true, make_ndjson},
    FormatRow{"text", ".txt", true, false, false, make_text},
    FormatRow{"sarif", ".sarif", true, true, true, make_sarif},
    FormatRow{"junit", ".xml", true, true, true, make_junit},
    FormatRow{"prometheus", ".prom", true, true, true, make_prometheus},
    FormatRow{"markdown", ".md", true, true, true, make_markdown},
};

}  // namespace

std::span<const FormatRow> formats() { return rows; }

const FormatRow* find_format(std::string_view name) {
  const auto* const row =
      std::find_if(rows.begin(), rows.end(), [&](const FormatRow& each) { return each.name == name; });
  return row == rows.end() ? nullptr : row;
}

const FormatRow* format_of_file(std::string_view file_name) {
  const auto* const row = std::find_if(
      rows.begin(), rows.end(), [&](const FormatRow& each) { return file_name.ends_with(each.extension); });
  return row == rows.end() ? nullptr : row;
}

}  // namespace certcheck::report
