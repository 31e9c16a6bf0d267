#include "certcheck/report/format.h"

#include "certcheck/report/detail/csv.h"
#include "certcheck/report/detail/fleet.h"
#include "certcheck/report/detail/html.h"
#include "certcheck/report/detail/junit.h"
#include "certcheck/report/detail/markdown.h"
#include "certcheck/report/detail/prometheus.h"
#include "certcheck/report/detail/sarif.h"
#include "certcheck/report/detail/summary.h"
#include "certcheck/report/detail/zlint.h"
#include "certcheck/report/json.h"
#include "certcheck/report/nagios.h"
#include "certcheck/report/text.h"

#include <algorithm>
#include <array>

namespace certcheck::report {
namespace {

constexpr std::array rows{
    FormatRow{"json", ".json", true, true, true, false, make_json},
    FormatRow{"ndjson", ".ndjson", true, true, true, false, make_ndjson},
    FormatRow{"text", ".txt", true, true, false, false, make_text},
    FormatRow{"sarif", ".sarif", true, true, true, false, make_sarif},
    FormatRow{"junit", ".xml", true, true, true, false, make_junit},
    FormatRow{"prometheus", ".prom", true, true, true, false, make_prometheus},
    FormatRow{"markdown", ".md", true, true, true, false, make_markdown},
    FormatRow{"html", ".html", true, true, true, false, make_html},
    FormatRow{"csv", ".csv", true, true, true, false, make_csv},
    FormatRow{"nagios", "", true, true, true, false, make_nagios},
    FormatRow{"zlint", "", false, true, true, true, make_zlint},
    FormatRow{"summary", "", true, true, true, false, make_summary},
    FormatRow{"fleet", "", true, false, true, false, make_fleet},
};

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
