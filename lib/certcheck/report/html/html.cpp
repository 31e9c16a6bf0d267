#include "certcheck/report/detail/report_json.h"
#include "certcheck/report/format.h"
#include "certcheck/report/html/detail/fleet_page.h"
#include "certcheck/report/html/detail/page.h"
#include "certcheck/report/html/detail/sections.h"
#include "certcheck/tls/names.h"

#include <fmt/format.h>

#include <array>
#include <atomic>
#include <compare>
#include <iterator>
#include <limits>
#include <map>
#include <set>
#include <string>
#include <utility>

namespace certcheck::report {
namespace {

using Json = nlohmann::ordered_json;
using html::FleetRow;

/// Of a page of many: rows of its table, and how many reports are on it in full, in bytes, too. What is
/// larger opens slowly.
constexpr size_t html_rows_max = 20'000, html_reports_max = 100, html_reports_bytes = 3'000'000;
/// Ids within a report begin with it until its number is known. No text has it: it is not printable.
constexpr char id_mark = '\x01';

std::string with_ids(std::string_view markup, std::string_view prefix) {
  std::string out;
  out.reserve(markup.size() + markup.size() / 64);
  for (const char c : markup)
    if (c == id_mark)
      out += prefix;
    else
      out += c;
  return out;
}

/// Links to the sections that are there.
std::string navigation(const std::string& markup, Content content) {
  const std::array<std::pair<std::string_view, std::string_view>, 15> sections{{
      {"summary", "Summary"},
      {"all", content == Content::linted ? "All that was linted" : "Targets"},
      {"calendar", "What ends when"},
      {"keys", "Shared keys"},
      {"shared", "Shared certificates"},
      {"problems", "Problems"},
      {"chain", "Chain"},
      {"timeline", "Validity"},
      {"handshake", "Handshake"},
      {"certificates", "Certificates"},
      {"revocation", "Revocation"},
      {"transparency", "Transparency"},
      {"dns", "DNS"},
      {"protocols", "Protocols"},
      {"fetched", "Fetched"},
  }};
  std::string out;
  for (const auto& [id, title] : sections)
    if (markup.find(fmt::format(" id=\"{}\"", id)) != std::string::npos)
      out += fmt::format("<li><a href=\"#{}\">{}</a></li>\n", id, title);
  return "<nav aria-label=\"Sections\">\n<ul>\n" + out + "</ul>\n</nav>\n";
}

std::string row_ids(const Item& item) {
  constexpr size_t most = 3;
  std::string out;
  std::set<std::string_view> seen;
  for (const Severity severity : {Severity::error, Severity::warning})
    for (const Finding& finding : item.findings())
      if (finding.severity() == severity && seen.size() < most && seen.insert(finding.id()).second)
        out += (out.empty() ? "" : ", ") + std::string(finding.id());
  return out;
}

class Html final : public Format {
 public:
  explicit Html(const FormatOptions& options) : content_(options.content) {}

  std::string begin(const Origin& origin) override {
    origin_ = origin;
    return {};
  }

  /// A line of JSON, and after it so many bytes of markup as it says.
  std::string render(const Item& item) const override {
    Json trace = FleetFacts::trace_of(item);
    if (trace.is_null())  // of a policy file
      trace = {{"target", item.label},
               {"verdict", kind_of(*item.linted())},
               {"errors", 0},
               {"warnings", item.findings().size()}};
    trace["ids"] = row_ids(item);
    if (const engine::Report* const report = item.report()) {
      if (report->expires.path) trace["ends"] = format_rfc3339(*report->expires.path).substr(0, 10);
      if (report->expires.days_left) trace["days"] = *report->expires.days_left;
      if (report->handshake && report->handshake->version != 0)
        trace["version"] = tls::tls_version_name(report->handshake->version);
      if (!report->chain.presented.empty())
        trace["issuer"] = html::fitted(report->chain.presented.front()->issuer.to_string(), 40);
    } else {
      const LintedThing& thing = *item.linted();
      if (const auto expiry = expiry_of(thing)) {
        trace["ends"] = format_rfc3339(*expiry).substr(0, 10);
        trace["days"] = std::chrono::floor<std::chrono::days>(*expiry - item.origin.checked_at).count();
      }
      trace["version"] = html::fitted(name_of(thing), 40);
      if (thing.linted.certificate)
        trace["issuer"] = html::fitted(thing.linted.certificate->issuer.to_string(), 40);
    }
    std::string markup;
    const uint64_t rank =
        html::rank_of(trace["verdict"].get<std::string>(), trace["errors"], trace["warnings"]);
    if (rank <= full_until_) markup = html::article(item, {2, std::string(1, id_mark)});
    trace["bytes"] = markup.size();
    return to_text(trace, -1) + '\n' + markup;
  }

  std::string write(std::string items) override {
    std::string_view rest = items;
    while (!rest.empty()) {
      const size_t end = rest.find('\n');
      const Json trace = Json::parse(rest.substr(0, end));
      rest.remove_prefix(end + 1);
      const size_t bytes = trace["bytes"];
      add(trace, rest.substr(0, bytes));
      rest.remove_prefix(bytes);
    }
    return {};
  }

  std::string end(const Tally& total) override {
    if (number_ == 1) return page_of_one();
    std::vector<FleetRow> rows(rows_.begin(), rows_.end());
    // Both have the same order.
    size_t in_full = 0;
    for (FleetRow& row : rows) {
      row.in_full = reports_.contains(key_of(row));
      if (row.in_full) row.number = ++in_full;
    }
    std::string body =
        html::fleet_sections({rows, number_ - rows.size(), facts_, total, content_, origin_.checked_at});
    const std::string links = navigation(body, content_);
    size_t number = 0;
    for (const auto& [key, report] : reports_) {
      const std::string id = html::report_id(++number);
      body += fmt::format("<article aria-labelledby=\"{}\">\n{}{}</article>\n", id,
                          html::heading(2, html::apart(html::fitted(key.label, 200)), id),
                          with_ids(report, id + "-"));
    }
    if (number != 0 && number < number_)
      body += fmt::format("<p>The reports of the {} worst are on this page in full.</p>\n", number);
    const std::string title =
        fmt::format("{}: {} {}", origin_.tool, number_, content_ == Content::linted ? "linted" : "targets");
    return html::page_begin(title, html::fleet_script()) + "<header>\n" + html::heading(1, escaped(title)) +
           links + "</header>\n<main id=\"main\">\n" + body + "</main>\n" +
           html::page_end(html::fleet_script(), origin_);
  }

 private:
  /// Ordered as rows are: the worst first.
  struct Key {
    uint64_t rank;
    std::string label;
    size_t number;

    auto operator<=>(const Key&) const = default;
  };
  static Key key_of(const FleetRow& row) { return {row.rank, row.label, row.number}; }

  void add(const Json& trace, std::string_view markup) {
    facts_.add(trace);
    const auto text = [&trace](const char* key) {
      return trace.contains(key) ? trace[key].get<std::string>() : std::string();
    };
    FleetRow row{.number = ++number_,
                 .label = text("target"),
                 .verdict = text("verdict"),
                 .ends = text("ends"),
                 .version = text("version"),
                 .issuer = text("issuer"),
                 .findings = text("ids"),
                 .errors = trace["errors"],
                 .warnings = trace["warnings"]};
    if (trace.contains("days")) row.days = trace["days"].get<int64_t>();
    row.rank = html::rank_of(row.verdict, row.errors, row.warnings);
    if (!markup.empty()) keep(key_of(row), markup);
    rows_.insert(std::move(row));
    if (rows_.size() > html_rows_max) rows_.erase(std::prev(rows_.end()));
  }

  /// Keeps the report if it is among the worst, as many as there is room for: those before the first for
  /// which there is none, so that it does not depend on the order in which reports come.
  void keep(const Key& key, std::string_view markup) {
    if (!(key < end_)) return;
    reports_.emplace(key, markup);
    bytes_ += markup.size();
    while ((bytes_ > html_reports_bytes && reports_.size() > 1) || reports_.size() > html_reports_max) {
      const auto last = std::prev(reports_.end());
      bytes_ -= last->second.size();
      end_ = last->first;
      full_until_ = end_.rank;
      reports_.erase(last);
    }
  }

  std::string page_of_one() const {
    const auto& [key, markup] = *reports_.begin();
    const std::string title = html::fitted(key.label, 200), body = with_ids(markup, "");
    return html::page_begin(fmt::format("{}: {}", origin_.tool, title), {}) + "<header>\n" +
           html::heading(1, html::apart(title)) + navigation(body, content_) +
           "</header>\n<main id=\"main\">\n" +
           html::heading(2, content_ == Content::linted ? "Result" : "Verdict") + body + "</main>\n" +
           html::page_end({}, origin_);
  }

  const Content content_;
  Origin origin_;
  FleetFacts facts_;
  std::set<FleetRow> rows_;
  size_t number_ = 0;
  std::map<Key, std::string> reports_;  ///< as markup
  size_t bytes_ = 0;
  Key end_{std::numeric_limits<uint64_t>::max(), "", 0};  ///< from here on there is no room
  /// Its rank, for who renders meanwhile: nothing that comes and is not worse will be kept.
  std::atomic<uint64_t> full_until_{std::numeric_limits<uint64_t>::max()};
};

}  // namespace

/// One file for people, which needs neither network nor scripts: of one item everything that is known of it;
/// of several a table, a calendar, what they share, and the worst in full (report/html).
std::unique_ptr<Format> make_html(const FormatOptions& options) { return std::make_unique<Html>(options); }

}  // namespace certcheck::report
