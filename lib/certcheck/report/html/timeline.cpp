#include "certcheck/base/shorten.h"
#include "certcheck/lint/dates.h"
#include "certcheck/report/detail/words.h"
#include "certcheck/report/html/detail/drawing.h"
#include "certcheck/report/html/detail/sections.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>

namespace certcheck::report::html {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

constexpr size_t rows_max = 40;
constexpr double names_width = 240, plot_width = 620, head_height = 78, row_height = 40, margin_right = 48;
constexpr size_t name_columns = 31;

/// How long certificates of public CAs may be valid, by the day of issuance (CA/B BR 6.3.2, Ballot SC-81).
struct LifetimeRule {
  Time from;
  int64_t days_max;
};
constexpr std::array lifetime_rules{LifetimeRule{lint::dates::sc_81_200_days.time, 200},
                                    LifetimeRule{lint::dates::sc_81_100_days.time, 100},
                                    LifetimeRule{lint::dates::sc_81_47_days.time, 47}};

std::string day_text(Time time) { return format_rfc3339(time).substr(0, 10); }

/// Of which the last second counts (CA/B BR 6.3.2).
int64_t lifetime_days(Time begins, Time ends) {
  return std::chrono::ceil<days>(ends - begins + std::chrono::seconds(1)).count();
}

struct Span {
  std::string name, role;
  std::optional<Time> begins, ends;

  bool holds(Time time) const { return begins && ends && *begins <= time && time <= *ends; }
};

/// What the drawing shows of time.
struct Window {
  Time from, to;

  double x(Time time) const {
    const double whole = static_cast<double>((to - from).count());
    return names_width +
           plot_width * static_cast<double>((std::clamp(time, from, to) - from).count()) / whole;
  }
};

/// Around the check, the leaf's life and the rule that comes; roots live longer, and their bars are cut.
Window window_of(const Span& leaf, Time checked, const std::optional<LifetimeRule>& rule) {
  constexpr days far{40 * 365};
  Time from = checked, to = checked;
  if (leaf.begins) from = std::min(from, *leaf.begins), to = std::max(to, *leaf.begins);
  if (leaf.ends) from = std::min(from, *leaf.ends), to = std::max(to, *leaf.ends);
  if (rule) to = std::max(to, rule->from);
  from = std::max(from, Time(checked - far));
  to = std::min(to, Time(checked + far));
  const auto edge = std::max<std::chrono::seconds>((to - from) / 16, days(1));
  return {from - edge, to + edge};
}

/// The first moments of months, so many apart that there is room for what they are called.
std::vector<Time> ticks(const Window& window) {
  constexpr size_t most = 8;
  using namespace std::chrono;
  if (window.to - window.from < days(60)) {
    std::vector<Time> found;
    const auto step = days(7);
    for (auto at = ceil<days>(window.from); Time(at) < window.to; at += step) found.emplace_back(at);
    return found;
  }
  for (const int step : {1, 3, 6, 12, 24, 60, 120}) {
    std::vector<Time> found;
    const year_month_day first(floor<days>(window.from));
    for (year_month at(first.year(), month(1)); Time(sys_days(at / 1)) < window.to; at += months(step)) {
      // Of years those that such a step divides.
      if (step > 12 && static_cast<int>(at.year()) % (step / 12) != 0) {
        at -= months(step - 12);
        continue;
      }
      if (Time(sys_days(at / 1)) > window.from) found.emplace_back(sys_days(at / 1));
    }
    if (found.size() <= most) return found;
  }
  return {};
}

/// A line through all rows with its words above them, the words on the side where there is room.
std::string upright(const Window& window, Time time, double height, double y, std::string_view style,
                    std::string_view text) {
  const double x = window.x(time);
  const bool right = x > names_width + plot_width * 0.55;
  return line(x, y + 4, x, height, fmt::format("upright {}", style)) +
         words(right ? x - 5 : x + 5, y, fmt::format("{}{}", style, right ? " end" : ""), text);
}

std::string bar(const Span& span, const Window& window, Time checked, double y) {
  std::string out = words(8, y + 14, "strong", fitted(span.name, name_columns));
  if (!span.begins || !span.ends) return out + words(8, y + 29, "faulty", "its dates cannot be read");
  out += words(8, y + 29, span.holds(checked) ? "dim" : "faulty",
               fmt::format("{} to {}", day_text(*span.begins), day_text(*span.ends)));
  if (*span.ends < window.from || *span.begins > window.to) {
    const bool past = *span.ends < window.from;
    return out + words(past ? names_width + 5 : names_width + plot_width - 5, y + 22,
                       past ? "dim" : "dim end", past ? "◂ earlier" : "later ▸");
  }
  const double begin = window.x(*span.begins), end = window.x(*span.ends);
  const std::string_view style = span.holds(checked) ? "bar valid" : "bar invalid";
  out += box(begin, y + 10, std::max(end - begin, 2.0), 18, style);
  if (*span.begins < window.from)
    out += words(begin + 4, y + 23, "inside", "◂ since " + day_text(*span.begins));
  if (*span.ends > window.to)
    out += words(end - 4, y + 23, "inside end", "until " + day_text(*span.ends) + " ▸");
  return out;
}

std::vector<Span> spans_of(const std::vector<ShownThing>& things) {
  std::vector<Span> spans;
  for (const ShownThing& thing : things)
    if (thing.certificate != nullptr && spans.size() < rows_max)
      spans.push_back(
          {thing.title, thing.origin, thing.certificate->not_before.time, thing.certificate->not_after.time});
  return spans;
}

std::string table(const std::vector<Span>& spans, Time checked) {
  std::string out =
      "<table>\n<thead><tr><th scope=\"col\">certificate</th><th scope=\"col\">from</th><th "
      "scope=\"col\">until</th><th scope=\"col\">days</th><th "
      "scope=\"col\">left</th></tr></thead>\n<tbody>\n";
  for (const Span& span : spans)
    out += fmt::format("<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>\n",
                       apart(shortened(span.name, 256)),
                       span.begins ? format_rfc3339(*span.begins) : "unreadable",
                       span.ends ? format_rfc3339(*span.ends) : "unreadable",
                       span.begins && span.ends && *span.begins <= *span.ends
                           ? std::to_string(lifetime_days(*span.begins, *span.ends))
                           : "",
                       span.ends ? days_text(std::chrono::floor<days>(*span.ends - checked).count()) : "");
  return out + "</tbody></table>\n";
}

/// The rule that the successor of the leaf will meet, of those that are not in force yet; where it is short
/// enough for all of them there is none.
std::optional<LifetimeRule> next_rule(const Span& leaf, Time checked) {
  if (!leaf.begins || !leaf.ends) return std::nullopt;
  for (const LifetimeRule& rule : lifetime_rules)
    if (rule.from > checked && lifetime_days(*leaf.begins, *leaf.ends) > rule.days_max) return rule;
  return std::nullopt;
}

bool ends_in_public_root(const engine::Report& report) {
  const auto& paths = report.chain.paths;
  return !paths.empty() && paths.front().anchor && paths.front().anchor->public_root;
}

std::string rule_sentence(const engine::Report& report, const Span& leaf,
                          const std::optional<LifetimeRule>& rule) {
  std::string schedule;
  for (const LifetimeRule& each : lifetime_rules)
    schedule +=
        fmt::format("{}{} days from {}", schedule.empty() ? "" : ", ", each.days_max, day_text(each.from));
  schedule += " (Ballot SC-81)";
  if (!ends_in_public_root(report))
    return fmt::format(
        "<p class=\"dim\">The chain does not end in a public root, so the limits of public CAs "
        "do not bind it: {}.</p>\n",
        schedule);
  if (!rule)
    return fmt::format("<p>Its lifetime meets every limit that public CAs have agreed on: {}.</p>\n",
                       schedule);
  return fmt::format(
      "<p><strong>The next rule:</strong> what a public CA issues from {} on may be valid for {} days at "
      "most; this "
      "certificate is for {}. Its successors have to be renewed more often. The limits are {}.</p>\n",
      day_text(rule->from), rule->days_max, lifetime_days(*leaf.begins, *leaf.ends), schedule);
}

std::string draw(const std::vector<Span>& spans, const Window& window, Time checked, const Time* first_end,
                 const std::optional<LifetimeRule>& rule, const Place& place) {
  const double rows_end = head_height + row_height * static_cast<double>(spans.size());
  std::string out = drawing_begin(
      place, "timeline-chart", "When each certificate is valid",
      fmt::format(
          "Checked on {}{}; the table below has all dates", day_text(checked),
          first_end != nullptr ? ", the first certificate of the path ends on " + day_text(*first_end) : ""),
      names_width + plot_width + margin_right, rows_end + 24);
  for (const Time tick : ticks(window)) {
    const double x = window.x(tick);
    out += line(x, head_height, x, rows_end, "tick");
    out += words(x, rows_end + 15, "dim middle", day_text(tick));
  }
  double y = head_height;
  for (const Span& span : spans) {
    out += bar(span, window, checked, y);
    y += row_height;
  }
  out += upright(window, checked, rows_end, 18, "checked", "checked " + day_text(checked));
  if (first_end != nullptr && *first_end > window.from && *first_end < window.to)
    out += upright(window, *first_end, rows_end, 38, "first-end", "first end " + day_text(*first_end));
  if (rule)
    out += upright(window, rule->from, rows_end, 58, "rule",
                   fmt::format("from {} at most {} days", day_text(rule->from), rule->days_max));
  return out + std::string(drawing_end);
}

}  // namespace

std::string timeline(const Item& item, const std::vector<ShownThing>& things, const Place& place) {
  const std::vector<Span> spans = spans_of(things);
  if (spans.empty()) return {};
  const engine::Report* const report = item.report();
  const Time checked = report != nullptr ? report->validation_time : item.origin.checked_at;
  const bool is_public = report != nullptr && ends_in_public_root(*report);
  const auto rule = is_public ? next_rule(spans.front(), checked) : std::nullopt;
  const std::optional<Time> first_end = report != nullptr ? report->expires.path : std::nullopt;
  std::string out;
  if (first_end)
    out += fmt::format("<p>The path {} on {} ({}){}.</p>\n", *first_end < checked ? "ended" : "ends",
                       format_rfc3339(*first_end), days_text(report->expires.days_left.value_or(0)),
                       report->expires.limited_by
                           ? ", with " + apart(describe_subject(*report->expires.limited_by, *report))
                           : "");
  out +=
      scrolled("When each certificate is valid", draw(spans, window_of(spans.front(), checked, rule), checked,
                                                      first_end ? &*first_end : nullptr, rule, place));
  if (report != nullptr) out += rule_sentence(*report, spans.front(), rule);
  out += folded("The dates as a table", scrolled("The dates as a table", table(spans, checked)));
  return section(place, "timeline", "Validity", out);
}

}  // namespace certcheck::report::html
