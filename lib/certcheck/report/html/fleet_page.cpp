#include "certcheck/report/html/detail/fleet_page.h"

#include "certcheck/report/html/detail/markup.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace certcheck::report::html {
namespace {

constexpr size_t checks_max = 30, shared_max = 100, named_max = 20, table_rows = 250;

std::string head(std::initializer_list<std::string_view> names) {
  std::string out = "<thead><tr>";
  for (const std::string_view name : names) out += fmt::format("<th scope=\"col\">{}</th>", name);
  return out + "</tr></thead>\n";
}

std::string targets_text(const Targets& targets) {
  std::string out;
  for (size_t i = 0; i < std::min(targets.some.size(), named_max); ++i)
    out += (i == 0 ? "" : ", ") + apart(fitted(targets.some[i], 80));
  if (targets.count > named_max) out += fmt::format(" and {} more", targets.count - named_max);
  return out;
}

std::string most_frequent(const Tally& total) {
  std::vector<std::pair<size_t, const Check*>> rows;
  for (const auto& [check, count] : total.by_check)
    if (check->severity != Severity::notice) rows.emplace_back(count, check);
  std::sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second->id < b.second->id;
  });
  if (rows.empty()) return {};
  std::string out;
  for (size_t i = 0; i < std::min(rows.size(), checks_max); ++i) {
    const Check& check = *rows[i].second;
    out += fmt::format(
        "<tr><td class=\"number\">{}</td><td>{}</td><th scope=\"row\"><code>{}</code></th><td>{}</td></tr>\n",
        rows[i].first, severity_mark(check.severity), breakable(check.id), escaped(check.requirement));
  }
  return folded(
      "The most frequent problems",
      scrolled("The most frequent problems",
               "<table>\n<caption>Errors and warnings, by how many there are</caption>\n" +
                   head({"count", "severity", "check", "rule"}) + "<tbody>\n" + out + "</tbody>\n</table>\n"),
      true);
}

std::string row(const FleetRow& row) {
  const std::string name = apart(fitted(row.label, 96));
  return fmt::format(
      "<tr><td class=\"v {}\">{}</td><th "
      "scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td>"
      "<td>{}</td></tr>\n",
      escaped(row.verdict), escaped(row.verdict),
      row.in_full ? fmt::format("<a href=\"#{}\">{}</a>", report_id(row.number), name) : name,
      row.days ? std::to_string(*row.days) : "", row.ends, row.errors, row.warnings, escaped(row.version),
      apart(row.issuer), breakable(row.findings));
}

std::string table(const Fleet& fleet) {
  const bool linted = fleet.content == Content::linted;
  std::string out =
      "<form id=\"filter\" hidden>\n<p><label for=\"filter-text\">Show those with</label>\n"
      "<input id=\"filter-text\" type=\"search\" autocomplete=\"off\">\n"
      "<label for=\"filter-verdict\">and</label>\n<select id=\"filter-verdict\"><option value=\"\">any "
      "verdict</option>";
  std::vector<std::string_view> verdicts;
  for (const FleetRow& each : fleet.rows)
    if (std::find(verdicts.begin(), verdicts.end(), each.verdict) == verdicts.end())
      verdicts.push_back(each.verdict);
  for (const std::string_view each : verdicts) out += fmt::format("<option>{}</option>", escaped(each));
  out +=
      "</select>\n<output id=\"filter-count\" for=\"filter-text filter-verdict\"></output></p>\n</form>\n<p "
      "id=\"order\" aria-live=\"polite\">The worst first.</p>\n";
  // In tables of some hundred rows, since a browser lays out what is in the window if it is told apart.
  const std::string_view what = linted ? "All that was linted" : "All targets";
  const std::string columns =
      head({linted ? "kind" : "verdict", linted ? "place" : "target", "days left", "ends", "errors",
            "warnings", linted ? "name" : "version", "issuer", "problems"});
  std::string tables;
  for (size_t begin = 0; begin < fleet.rows.size(); begin += table_rows) {
    const size_t end = std::min(begin + table_rows, fleet.rows.size());
    tables += fmt::format("<div class=\"part\"><table>\n<caption>{}: {} to {}</caption>\n{}<tbody>\n", what,
                          begin + 1, end, columns);
    for (size_t i = begin; i < end; ++i) tables += row(fleet.rows[i]);
    tables += "</tbody>\n</table></div>\n";
  }
  out += scrolled(what, "<div id=\"targets\">\n" + tables + "</div>\n");
  if (fleet.left_out != 0) out += fmt::format("<p>And {} others, which are less bad.</p>\n", fleet.left_out);
  return out;
}

std::string shared_keys(const FleetFacts& facts) {
  std::string rows;
  for (const auto& [key, seen] : facts.shared_keys(shared_max)) {
    std::string subjects;
    size_t count = 0;
    for (const std::string& subject : seen->subjects)
      if (++count <= named_max) subjects += (subjects.empty() ? "" : "<br>") + apart(fitted(subject, 80));
    rows += fmt::format(
        "<tr><th scope=\"row\"><code>{}…</code></th><td>{}</td><td "
        "class=\"number\">{}</td><td>{}</td></tr>\n",
        key.substr(0, 16), subjects, seen->targets.count, targets_text(seen->targets));
  }
  if (rows.empty()) return "<p>No key is in certificates of several names.</p>\n";
  return scrolled("Keys in certificates of several names",
                  "<table>\n<caption>Keys in certificates of several names</caption>\n" +
                      head({"SHA-256 of the key", "names", "targets", "which"}) + "<tbody>\n" + rows +
                      "</tbody>\n</table>\n");
}

std::string shared_certificates(const FleetFacts& facts) {
  std::string rows;
  for (const auto& [sha256, seen] : facts.shared_certificates(shared_max))
    rows += fmt::format(
        "<tr><th scope=\"row\">{}<br><code>{}…</code></th><td>{}</td><td "
        "class=\"number\">{}</td><td>{}</td></tr>\n",
        apart(fitted(seen->subject, 80)), sha256.substr(0, 16), escaped(seen->not_after), seen->targets.count,
        targets_text(seen->targets));
  if (rows.empty()) return "<p>No certificate is in several places.</p>\n";
  return scrolled("Certificates in several places",
                  "<table>\n<caption>Certificates in several places</caption>\n" +
                      head({"certificate", "until", "targets", "which"}) + "<tbody>\n" + rows +
                      "</tbody>\n</table>\n");
}

}  // namespace

uint64_t rank_of(std::string_view verdict, size_t errors, size_t warnings) {
  constexpr uint64_t most = (uint64_t{1} << 30) - 1;
  const uint64_t by_verdict = verdict == "untrusted" ? 0 : verdict == "unchecked" ? 1 : 2;
  return by_verdict << 60 | (most - std::min<uint64_t>(errors, most)) << 30 |
         (most - std::min<uint64_t>(warnings, most));
}

std::string report_id(size_t number) { return fmt::format("r{}", number); }

std::string fleet_sections(const Fleet& fleet) {
  const Place place{2, ""};
  return section(
             place, "summary", "Summary",
             fmt::format("<p class=\"summary\">{}.</p>\n", escaped(in_words(fleet.total, fleet.content))) +
                 most_frequent(fleet.total)) +
         section(place, "all", fleet.content == Content::linted ? "All that was linted" : "Targets",
                 table(fleet)) +
         section(place, "calendar", "What ends when", expiry_calendar(fleet.facts, fleet.checked_at)) +
         section(place, "keys", "Shared keys", shared_keys(fleet.facts)) +
         section(place, "shared", "Shared certificates", shared_certificates(fleet.facts));
}

}  // namespace certcheck::report::html
