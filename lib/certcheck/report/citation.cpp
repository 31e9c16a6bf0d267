#include "certcheck/report/detail/citation.h"

#include "certcheck/base/time.h"
#include "certcheck/lint/registry.h"

#include <fmt/format.h>

namespace certcheck::report {

std::optional<InForce> in_force_of(const Check& check) {
  const lint::Entry* const entry = lint::find_entry(check);
  if (entry == nullptr || !entry->lint->effective || entry->lint->effective->document.empty())
    return std::nullopt;
  const lint::Date& date = *entry->lint->effective;
  return InForce{format_rfc3339(date.time).substr(0, 10), date.document};
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
