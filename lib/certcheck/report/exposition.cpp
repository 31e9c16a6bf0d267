#include "certcheck/report/exposition.h"

#include "certcheck/report/text.h"

#include <fmt/format.h>

namespace certcheck::report {
namespace {

std::string escaped_label(std::string_view text) {
  std::string out;
  for (const char c : printable(text)) {
    if (c == '\\' || c == '"') out.push_back('\\');
    out.push_back(c);
  }
  return out;
}

}  // namespace

std::string series_of(std::string_view name, const Labels& labels) {
  std::string series(name);
  if (labels.empty()) return series;
  series += '{';
  for (const auto& [label, text] : labels) {
    if (series.back() != '{') series += ',';
    series += fmt::format("{}=\"{}\"", label, escaped_label(text));
  }
  return series + '}';
}

std::string family_head(std::string_view name, std::string_view type, std::string_view help) {
  return fmt::format("# HELP {0} {2}\n# TYPE {0} {1}\n", name, type, help);
}

std::string sample_line(std::string_view name, const Labels& labels, std::string_view value) {
  return fmt::format("{} {}\n", series_of(name, labels), value);
}

std::string number_text(double value) { return fmt::format("{}", value); }

}  // namespace certcheck::report
