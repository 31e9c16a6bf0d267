#include "certcheck/report/detail/citation.h"

#include "certcheck/base/time.h"
#include "certcheck/lint/dates.h"
#include "certcheck/lint/registry.h"

#include <fmt/format.h>

#include <utility>

namespace certcheck::report {

std::string day_of(lint::DateReference date) {
  return date && date->time > lint::dates::always.time ? format_rfc3339(date->time).substr(0, 10)
                                                       : std::string();
}

std::optional<InForce> in_force_of(const Check& check) {
  const lint::Entry* const entry = lint::find_entry(check);
  if (entry == nullptr) return std::nullopt;
  const lint::DateReference effective = entry->lint->effective;
  std::string day = day_of(effective);
  if (day.empty()) day = "always";
  return InForce{std::move(day), effective ? effective->document : std::string_view()};
}

std::string dated_citation(const Check& check) {
  const auto in_force = in_force_of(check);
  if (!in_force) return std::string(check.citation);
  // Most citations name the document themselves.
  const bool is_named = check.citation.find(in_force->document) != std::string_view::npos;
  return fmt::format("{}, {}{}{}", check.citation, in_force->day == "always" ? "" : "since ", in_force->day,
                     is_named ? std::string() : fmt::format(" ({})", in_force->document));
}

}  // namespace certcheck::report
