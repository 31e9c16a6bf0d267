#include "certcheck/report/nagios.h"

#include "certcheck/base/shorten.h"
#include "certcheck/report/detail/words.h"
#include "certcheck/report/text.h"
#include "certcheck/tls/names.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace certcheck::report {
namespace {

/// Nagios Core reads 8 KB of a plugin and drops the rest, performance data first.
constexpr size_t output_max = 8'000, text_max = 400, label_max = 120;

/// Text of unknown origin: a vertical bar would begin performance data, and a line feed another line.
std::string plain(std::string_view text, size_t most = text_max) {
  std::string out;
  for (const char c : printable(shortened(text, most)))
    if (c == '|')
      out += "\\x7c";
    else
      out += c;
  return out;
}

/// The name of a value, which has neither quotes nor an equals sign.
std::string label(std::string_view text) {
  std::string name = plain(text, label_max);
  std::replace_if(
      name.begin(), name.end(), [](char c) { return c == '\'' || c == '=' || c == '"'; }, '_');
  return "'" + name + "'";
}

std::string upper(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
  return out;
}

std::array<size_t, 3> count(const Findings& findings) {
  std::array<size_t, 3> counts{};
  for (const Finding& finding : findings)
    counts[static_cast<size_t>(finding.severity())] += std::max<size_t>(finding.more, 1);
  return counts;
}

/// The first few ids of what is shown, the worst first.
std::string worst_ids(const Item& item, Severity least) {
  constexpr size_t most = 3;
  std::vector<std::string_view> ids;
  for (const Finding* const finding : shown_findings(item))
    if (finding->severity() >= least && std::find(ids.begin(), ids.end(), finding->id()) == ids.end())
      ids.push_back(finding->id());
  const size_t shown = std::min(ids.size(), most);
  return fmt::format("{}{}", fmt::join(ids.begin(), ids.begin() + static_cast<std::ptrdiff_t>(shown), ", "),
                     ids.size() > shown ? fmt::format(" and {} more", ids.size() - shown) : "");
}

std::string words_of(const Item& item, const engine::Report& report, State state) {
  std::string out(to_string(report.verdict));
  const auto reasons = deciding(report.findings, report);
  if (report.verdict == engine::Verdict::unchecked && report.handshake && !report.handshake->error.empty())
    out += ", " + report.handshake->error;
  else if (report.verdict == engine::Verdict::unchecked && !report.findings.empty())
    out += ", " + report.findings.front().message;
  else if (report.verdict != engine::Verdict::trusted && !reasons.empty())
    out += fmt::format(" ({})", fmt::join(reasons, ", "));
  if (report.expires.path)
    out += fmt::format(", valid until {} ({})", format_rfc3339(*report.expires.path),
                       days_text(report.expires.days_left.value_or(0)));
  if (report.handshake && report.handshake->completed)
    out += ", " + tls::tls_version_name(report.handshake->version);
  if (report.verdict == engine::Verdict::trusted && state != State::ok)
    out += ": " + worst_ids(item, state == State::critical ? item.fail_on.value_or(Severity::error)
                                                           : Severity::warning);
  return out;
}

std::string words_of(const Item& item, const LintedThing& thing) {
  const std::string ids = worst_ids(item, Severity::warning);
  return title_of(thing) + (ids.empty() ? ": no errors, no warnings" : ": " + ids);
}

/// What is kept of an item between render() and end(): fields of one line, none of which has a tab.
struct Line {
  State state = State::ok;
  std::optional<int64_t> days;
  std::string label, text;
  std::string data;  ///< performance data of an item that is alone

  std::string written() const {
    return fmt::format("{}\t{}\t{}\t{}\t{}\n", static_cast<int>(state), days ? std::to_string(*days) : "",
                       label, text, data);
  }
  static Line read(std::string_view line) {
    std::array<std::string_view, 5> fields;
    for (std::string_view& field : fields) {
      field = line.substr(0, line.find('\t'));
      line.remove_prefix(std::min(line.size(), field.size() + 1));
    }
    Line out{static_cast<State>(fields[0].front() - '0'),
             {},
             std::string(fields[2]),
             std::string(fields[3]),
             std::string(fields[4])};
    if (!fields[1].empty()) out.days = std::stoll(std::string(fields[1]));
    return out;
  }
  /// By how urgent it is; then what ends first.
  auto rank() const {
    constexpr std::array<int, 4> urgency{3, 2, 0, 1};
    return std::tuple(urgency[static_cast<size_t>(state)],
                      days.value_or(std::numeric_limits<int64_t>::max()));
  }
  bool operator<(const Line& other) const { return rank() < other.rank(); }
};

class Nagios final : public Format {
 public:
  std::string begin(const Origin& origin) override {
    service_ = upper(origin.tool);
    return {};
  }

  std::string render(const Item& item) const override {
    Line line;
    line.state = state_of(item);
    line.label = plain(item.label, label_max);
    const engine::Report* const report = item.report();
    if (report != nullptr) {
      line.text = plain(words_of(item, *report, line.state));
      line.days = report->expires.days_left;
    } else {
      line.text = plain(words_of(item, *item.linted()));
      if (const auto expiry = expiry_of(*item.linted()))
        line.days = std::chrono::floor<std::chrono::days>(*expiry - item.origin.checked_at).count();
    }
    if (line.days) line.data += fmt::format("days_left={} ", *line.days);
    if (report != nullptr && report->handshake && !report->handshake->steps.empty())
      line.data += fmt::format("time={:.6f}s;;;0 ", report->handshake->steps.back().at_ms / 1000);
    const auto counts = count(item.findings());
    line.data += fmt::format("errors={};;;0 warnings={};;;0 notices={};;;0", counts[2], counts[1], counts[0]);
    return line.written();
  }

  std::string write(std::string items) override {
    for (size_t at = 0; at < items.size();) {
      const size_t end = items.find('\n', at);
      add(Line::read(std::string_view(items).substr(at, end - at)));
      at = end + 1;
    }
    return {};
  }

  std::string end(const Tally& /*total*/) override {
    if (worst_.empty()) {
      state_ = State::unknown;
      return fmt::format("{} UNKNOWN - nothing was checked\n", service_);
    }
    const Line& first = *worst_.begin();
    const std::string head = fmt::format("{} {} - ", service_, to_string(state_));
    if (seen_ == 1) return fmt::format("{}{}: {} | {}\n", head, first.label, first.text, first.data);
    std::string out = head + summary() + " | " + counted() + '\n', data;
    size_t shown = 0;
    for (const Line& line : worst_) {
      const std::string text = fmt::format("{} - {}: {}\n", to_string(line.state), line.label, line.text);
      const std::string value =
          line.days ? fmt::format("{}={}\n", label(line.label), *line.days) : std::string();
      if (out.size() + data.size() + text.size() + value.size() > output_max) break;
      out += text;
      data += value;
      ++shown;
    }
    if (shown < seen_) out += fmt::format("and {} more\n", seen_ - shown);
    if (data.empty()) return out;
    out.back() = ' ';  // performance data begins on the last line of text
    return out + "| " + data;
  }

  std::optional<State> state() const override { return state_; }

 private:
  /// The worst of many are kept, as many as there could be room for.
  void add(Line line) {
    constexpr size_t kept_max = output_max / 32;
    ++seen_;
    state_ = worse(state_, line.state);
    ++by_state_[static_cast<size_t>(line.state)];
    if (line.days) least_days_ = std::min(least_days_.value_or(*line.days), *line.days);
    worst_.insert(std::move(line));
    if (worst_.size() > kept_max) worst_.erase(std::prev(worst_.end()));
  }

  size_t of(State state) const { return by_state_[static_cast<size_t>(state)]; }

  /// "3 checked: 1 critical, 2 ok; worst a.example: untrusted ...".
  std::string summary() const {
    std::string out = fmt::format("{} checked:", seen_);
    std::string_view separator = " ";
    for (const auto& [state, word] :
         {std::pair(State::critical, "critical"), std::pair(State::unknown, "unknown"),
          std::pair(State::warning, "warning"), std::pair(State::ok, "ok")}) {
      if (of(state) == 0) continue;
      out += fmt::format("{}{} {}", separator, of(state), word);
      separator = ", ";
    }
    if (state_ != State::ok)
      out += fmt::format("; worst {}: {}", worst_.begin()->label, worst_.begin()->text);
    return out;
  }

  std::string counted() const {
    return fmt::format("{}checked={};;;0 ok={};;;0 warning={};;;0 critical={};;;0 unknown={};;;0",
                       least_days_ ? fmt::format("days_left={} ", *least_days_) : "", seen_, of(State::ok),
                       of(State::warning), of(State::critical), of(State::unknown));
  }

  std::string service_;
  State state_ = State::ok;
  size_t seen_ = 0;
  std::array<size_t, 4> by_state_{};
  std::optional<int64_t> least_days_;
  std::multiset<Line> worst_;
};

}  // namespace

/// What monitoring systems read of a plugin (Monitoring Plugins Development Guidelines): one line with a
/// status word, a text and performance data; of several items a line about all, then one for each, the worst
/// first. Its state() is the exit status of a tool that writes it to standard output.
std::unique_ptr<Format> make_nagios(const FormatOptions& /*options*/) { return std::make_unique<Nagios>(); }

std::string nagios_failure(std::string_view message, const Origin& origin) {
  return fmt::format("{} UNKNOWN - {}\n", upper(origin.tool), plain(message));
}

}  // namespace certcheck::report
