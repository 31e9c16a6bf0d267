#include "certcheck/serve/detail/parameters.h"

#include "certcheck/report/exposition.h"
#include "certcheck/serve/detail/http.h"

#include <algorithm>
#include <array>
#include <utility>

namespace certcheck::serve {

Result<std::map<std::string, std::string>> read_parameters(std::string_view query,
                                                           std::span<const std::string_view> known) {
  const auto values = parse_query(query);
  if (!values)
    return Error{Error::Kind::usage,
                 "the query cannot be read: a percent sign is not followed by two hexadecimal digits"};
  std::map<std::string, std::string> parameters;
  for (const auto& [name, value] : *values) {
    if (std::find(known.begin(), known.end(), name) == known.end()) {
      std::string names;
      for (const std::string_view each : known) names.append(names.empty() ? "" : ", ").append(each);
      return Error{Error::Kind::usage, "unknown parameter \"" + name + "\"; there " +
                                           (known.empty() ? "are none here" : "are: " + names)};
    }
    if (!parameters.emplace(name, value).second)
      return Error{Error::Kind::usage, "the parameter \"" + name + "\" is given twice"};
  }
  return parameters;
}

std::string format_for(std::string_view parameter, std::string_view accept) {
  if (!parameter.empty()) return std::string(parameter);
  return accept.find("text/html") != std::string_view::npos ? "html" : "json";
}

std::string media_type_of(std::string_view format, bool several) {
  using Row = std::pair<std::string_view, std::string_view>;
  constexpr std::array rows{
      Row{"html", "text/html; charset=utf-8"},   Row{"ndjson", "application/x-ndjson"},
      Row{"csv", "text/csv; charset=utf-8"},     Row{"sarif", "application/sarif+json"},
      Row{"junit", "application/xml"},           Row{"markdown", "text/markdown; charset=utf-8"},
      Row{"prometheus", report::exposition_type}};
  if (format == "json") return several ? "application/x-ndjson" : "application/json";
  const auto found =
      std::find_if(rows.begin(), rows.end(), [&](const Row& row) { return row.first == format; });
  return std::string(found == rows.end() ? "text/plain; charset=utf-8" : found->second);
}

}  // namespace certcheck::serve
