#include "certcheck/report/html/detail/fleet_page.h"
#include "certcheck/report/html/detail/markup.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>

namespace certcheck::report::html {
namespace {

constexpr int months_shown = 13;
constexpr size_t days_listed = 60, targets_named = 10;

std::string date_text(std::chrono::sys_days day) { return format_rfc3339(Time(day)).substr(0, 10); }

/// How strong the colour is; the number is next to it.
int strength(size_t count) { return count == 0 ? 0 : count < 3 ? 1 : count < 10 ? 2 : count < 50 ? 3 : 4; }

std::string month_row(const FleetFacts& facts, std::chrono::year_month month) {
  using namespace std::chrono;
  const sys_days first(month / day(1)), last(month / std::chrono::last);
  std::string cells;
  size_t total = 0;
  for (sys_days each = first; each <= last; each += days(1)) {
    const auto found = facts.days().find(date_text(each));
    const size_t count = found == facts.days().end() ? 0 : found->second.targets.count;
    total += count;
    cells += count == 0 ? std::string("<td></td>")
                        : fmt::format("<td class=\"c{}\">{}</td>", strength(count), count);
  }
  for (auto missing = (last - first).count() + 1; missing < 31; ++missing)
    cells += "<td class=\"none\"></td>";
  return fmt::format("<tr><th scope=\"row\">{}</th>{}<td class=\"number\">{}</td></tr>\n",
                     date_text(first).substr(0, 7), cells, total);
}

std::string next_days(const FleetFacts& facts, const std::string& from) {
  std::string rows;
  size_t listed = 0;
  for (auto day = facts.days().lower_bound(from); day != facts.days().end() && listed < days_listed;
       ++day, ++listed) {
    std::string names;
    const Targets& targets = day->second.targets;
    for (size_t i = 0; i < std::min(targets.some.size(), targets_named); ++i)
      names += (i == 0 ? "" : ", ") + apart(fitted(targets.some[i], 80));
    if (targets.count > targets_named) names += fmt::format(" and {} more", targets.count - targets_named);
    rows += fmt::format("<tr><th scope=\"row\">{}</th><td class=\"number\">{}</td><td>{}</td></tr>\n",
                        day->first, targets.count, names);
  }
  if (rows.empty()) return {};
  return folded("The next days on which something ends",
                scrolled("The next days on which something ends",
                         "<table>\n<thead><tr><th scope=\"col\">day</th><th scope=\"col\">count</th><th "
                         "scope=\"col\">which</th></tr></thead>\n<tbody>\n" +
                             rows + "</tbody>\n</table>\n"));
}

}  // namespace

std::string expiry_calendar(const FleetFacts& facts, Time checked_at) {
  using namespace std::chrono;
  if (facts.days().empty()) return {};
  const year_month_day today(floor<days>(checked_at));
  const std::string from = date_text(floor<days>(checked_at));
  year_month month(today.year(), today.month());
  std::string rows;
  for (int i = 0; i < months_shown; ++i, month += months(1)) rows += month_row(facts, month);
  const std::string behind = date_text(sys_days(month / 1));
  size_t past = 0, later = 0;
  for (const auto& [day, seen] : facts.days()) {
    past += day < from ? seen.targets.count : 0;
    later += day >= behind ? seen.targets.count : 0;
  }
  std::string head = "<thead><tr><th scope=\"col\">month</th>";
  for (int i = 1; i <= 31; ++i) head += fmt::format("<th scope=\"col\">{}</th>", i);
  head += "<th scope=\"col\">all</th></tr></thead>\n";
  return fmt::format("<p>Ended before {}: {}. Later than what is shown: {}.</p>\n", from, past, later) +
         scrolled("Calendar of what ends when",
                  "<table class=\"calendar\">\n<caption>How many end on each day</caption>\n" + head +
                      "<tbody>\n" + rows + "</tbody>\n</table>\n") +
         next_days(facts, from);
}

}  // namespace certcheck::report::html
