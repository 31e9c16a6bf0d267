#include "certcheck/lint/in_force.h"

#include "certcheck/base/time.h"
#include "certcheck/lint/dates.h"
#include "certcheck/lint/registry.h"

#include <utility>

namespace certcheck::lint {

std::string day_of(DateReference date) {
  return date && date->time > dates::always.time ? format_rfc3339(date->time).substr(0, 10) : std::string();
}

std::optional<InForce> in_force_of(const Check& check) {
  const Entry* const entry = find_entry(check);
  if (entry == nullptr) return std::nullopt;
  const DateReference effective = entry->lint->effective;
  std::string day = day_of(effective);
  if (day.empty()) day = "always";
  return InForce{std::move(day), effective ? effective->document : std::string_view()};
}

}  // namespace certcheck::lint
