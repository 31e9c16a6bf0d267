#include "certcheck/report/detail/citation.h"

#include "certcheck/lint/in_force.h"

#include <fmt/format.h>

namespace certcheck::report {

std::string dated_citation(const Check& check) {
  const auto in_force = lint::in_force_of(check);
  if (!in_force) return std::string(check.citation);
  // Most citations name the document themselves.
  const bool is_named = check.citation.find(in_force->document) != std::string_view::npos;
  return fmt::format("{}, {}{}{}", check.citation, in_force->day == "always" ? "" : "since ", in_force->day,
                     is_named ? std::string() : fmt::format(" ({})", in_force->document));
}

}  // namespace certcheck::report
