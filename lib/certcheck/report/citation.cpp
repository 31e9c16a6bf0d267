#include "certcheck/report/detail/citation.h"

#include "certcheck/base/time.h"
#include "certcheck/lint/registry.h"

#include <fmt/format.h>

#include <utility>

namespace certcheck::report {

std::string day_of(lint::DateReference date) {
  return date && !date->document.empty() ? format_rfc3339(date->time).substr(0, 10) : std::string();
}

std::optional<InForce> in_force_of(const Check& check) {
  const lint::Entry* const entry = lint::find_entry(check);
  std::string day = entry != nullptr ? day_of(entry->lint->effective) : std::string();
  if (day.empty()) return std::nullopt;
  return InForce{std::move(day), entry->lint->effective->document};
}

std::string dated_citation(const Check& check) {
  const auto in_force = in_force_of(check);
  if (!in_force) return std::string(check.citation);
  // Most citations name the document themselves.
  const bool is_named = check.citation.find(in_force->document) != std::string_view::npos;
  return fmt::format("{}, since {}{}", check.citation, in_force->day,
                     is_named ? std::string() : fmt::format(" ({})", in_force->document));
}

}  // namespace certcheck::report
