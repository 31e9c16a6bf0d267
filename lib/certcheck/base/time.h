#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace certcheck {

/// UTC, whole seconds, years 0 to 9999 (what X.509 can say). Leap seconds do not exist here, as in POSIX.
using Time = std::chrono::sys_seconds;

/// Midnight at the start of a day, for effective dates in tables.
constexpr Time date(int year, unsigned month, unsigned day) {
  return std::chrono::sys_days{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day}};
}

/// A broken-down time to a Time; nullopt if no such moment exists (second 60 included).
std::optional<Time> make_time(int year, unsigned month, unsigned day, unsigned hour, unsigned minute,
                              unsigned second);

/// RFC 3339 with any offset; fractions of a second are cut off. "2024-02-30T00:00:00Z" is nullopt.
std::optional<Time> parse_rfc3339(std::string_view text);

/// "2026-01-31T23:59:59Z".
std::string format_rfc3339(Time time);

}  // namespace certcheck
