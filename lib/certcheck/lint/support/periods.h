#pragma once

#include "certcheck/base/time.h"

#include <chrono>

namespace certcheck::lint {

/// The same day and time so many months later. A day that the month does not have is counted on into the next
/// one: a month after 31 January is 3 March, or 2 March in a leap year.
inline Time months_after(Time start, int months) {
  const auto day = std::chrono::floor<std::chrono::days>(start);
  const std::chrono::year_month_day date{day};
  const auto month = date.year() / date.month() + std::chrono::months{months};
  return std::chrono::sys_days{month / 1} + (date.day() - std::chrono::day{1}) + (start - day);
}

/// The days of a period that includes both of its ends (RFC 5280 4.1.2.5), each begun one counted. A day has
/// 86,400 seconds (BR 6.3.2).
inline long long days_of_period(Time not_before, Time not_after) {
  return std::chrono::ceil<std::chrono::days>(not_after - not_before + std::chrono::seconds{1}).count();
}

}  // namespace certcheck::lint
