#include "certcheck/lint/selection.h"

#include "certcheck/lint/zlint/zlint_names.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <map>
#include <mutex>

namespace certcheck::lint {
namespace {

/// A pattern of Rules, taken apart once: it is held against each of a thousand checks. Views the rules.
class Pattern {
 public:
  explicit Pattern(std::string_view text) : value_(text) {
    for (const auto& [prefix, kind] : prefixes) {
      if (!text.starts_with(prefix)) continue;
      kind_ = kind;
      value_ = text.substr(prefix.size());
      return;
    }
  }

  /// `entry`: of the check if it is a lint's, unless the list of all checks is asked for.
  bool matches(const Check& check, const Entry* entry) const {
    switch (kind_) {
      case Kind::severity:
        return to_string(check.severity) == value_;
      case Kind::source:
        if (entry != nullptr) return entry->source->id == value_ || entry->source->zlint == value_;
        // What the parser finds in zlint's stead, zlint takes from RFC 5280 nearly always.
        return check.id.substr(0, check.id.find('.')) == value_ ||
               (value_ == "RFC5280" && !zlint_names(check).empty());
      case Kind::audience: {
        const Entry* const of_check = entry != nullptr ? entry : find_entry(check);
        return value_ == "public" && of_check != nullptr && !of_check->source->audience.includes(Root::any);
      }
      case Kind::theme:
        return entry != nullptr && entry->theme->name == value_;
      case Kind::glob:
        break;
    }
    if (matches_glob(value_, check.id)) return true;
    const auto names = zlint_names(check);
    return std::any_of(names.begin(), names.end(),
                       [this](std::string_view name) { return matches_glob(value_, name); });
  }

 private:
  enum class Kind : uint8_t { glob, severity, source, audience, theme };
  static constexpr std::pair<std::string_view, Kind> prefixes[] = {{"severity:", Kind::severity},
                                                                   {"source:", Kind::source},
                                                                   {"audience:", Kind::audience},
                                                                   {"theme:", Kind::theme}};
  Kind kind_ = Kind::glob;
  std::string_view value_;
};

using Patterns = std::vector<Pattern>;

Patterns patterns_of(const std::vector<std::string>& texts) { return Patterns(texts.begin(), texts.end()); }

bool matches_any(const Patterns& patterns, const Check& check, const Entry* entry) {
  return std::any_of(patterns.begin(), patterns.end(),
                     [&](const Pattern& pattern) { return pattern.matches(check, entry); });
}

Selection::Condition condition_of(const Entry& entry, Kind kind) {
  const auto& effective = entry.lint->effective;
  const auto& ineffective = entry.lint->ineffective;
  return {.needs = kind == Kind::certificate ? entry.needs() : Scope{},
          .only_with = kind == Kind::certificate ? entry.only_with() : Parts{},
          .finds_in = kind == Kind::certificate ? entry.lint->finds_in : Parts{},
          .from = effective ? effective->time : Time::min(),
          .until = ineffective ? ineffective->time : Time::max()};
}

LintFunction function_of(const Lint& lint, Kind kind) {
  switch (kind) {
    case Kind::certificate:
      return {.certificate = lint.certificate};
    case Kind::crl:
      return {.crl = lint.crl};
    case Kind::ocsp:
      return {.ocsp = lint.ocsp};
    case Kind::ocsp_request:
      return {.ocsp_request = lint.ocsp_request};
    case Kind::chain:
      return {.chain = lint.chain};
    case Kind::handshake:
      return {.handshake = lint.handshake};
  }
  return {};
}

/// Of a condition in the list, which it is added to if need be. Neighbours are alike, so that the last is
/// looked at first.
uint16_t position_in(std::vector<Selection::Condition>& list, const Selection::Condition& condition) {
  const auto found = std::find(list.rbegin(), list.rend(), condition);
  if (found == list.rend()) {
    list.push_back(condition);
    return static_cast<uint16_t>(list.size() - 1);
  }
  return static_cast<uint16_t>(list.rend() - found - 1);
}

}  // namespace

bool matches_glob(std::string_view pattern, std::string_view text) {
  // Greedy with one point to fall back to: linear in practice, never exponential.
  size_t p = 0;
  size_t t = 0;
  size_t star = std::string_view::npos;
  size_t retry = 0;
  while (t < text.size()) {
    if (p < pattern.size() && (pattern[p] == '?' || (pattern[p] == text[t] && pattern[p] != '*'))) {
      ++p;
      ++t;
    } else if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      retry = t;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      t = ++retry;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

struct Selection::State {
  static uint64_t next_number() {
    static std::atomic<uint64_t> last = 0;
    return ++last;
  }

  explicit State(const Rules& given) : rules(given) {
    for (const auto& [pattern, severity] : rules.severities)
      severities.emplace_back(Pattern(pattern), severity);
  }

  const Rules rules;
  const Patterns include = patterns_of(rules.include), exclude = patterns_of(rules.exclude);
  std::vector<std::pair<Pattern, Severity>> severities;  ///< the last match wins
  uint64_t number = next_number();
  /// Worked out when things of the kind are first linted: most programs lint few kinds.
  struct OfKind {
    std::once_flag once;
    std::vector<Row> rows;
    std::vector<Condition> conditions;
    std::vector<Time> turns;
  };
  mutable std::array<OfKind, kind_count> kinds;
  /// What is to be done with findings of a check: to leave them out, or to rank them.
  struct Verdict {
    bool selected = false;
    std::optional<Severity> ranked = {};
  };
  /// Of checks that are no lint's, worked out when they first come up.
  mutable std::mutex mutex;
  mutable std::map<const Check*, Verdict> others;

  Verdict resolve(const Check& check, const Entry* entry) const {
    const bool is_selected =
        (include.empty() || matches_any(include, check, entry)) && !matches_any(exclude, check, entry);
    if (!is_selected) return {};
    Severity severity = check.severity;
    for (const auto& [pattern, wanted] : severities)
      if (pattern.matches(check, entry)) severity = wanted;
    return {true, severity == check.severity ? std::nullopt : std::optional(severity)};
  }

  const OfKind& of(Kind kind) const {
    OfKind& all = kinds[static_cast<size_t>(kind)];
    std::call_once(all.once, [&] { fill(kind, all); });
    return all;
  }
  void fill(Kind kind, OfKind& all) const {
    const std::span<const Entry> every = entries();
    all.rows.reserve(static_cast<size_t>(std::count_if(
        every.begin(), every.end(), [kind](const Entry& entry) { return entry.lint->is_about(kind); })));
    for (const Entry& entry : every) {
      if (!entry.lint->is_about(kind)) continue;
      const Verdict verdict = resolve(entry.lint->check, &entry);
      if (!verdict.selected) continue;
      all.rows.push_back({.entry = &entry,
                          .check = &entry.lint->check,
                          .function = function_of(*entry.lint, kind),
                          .ranked = verdict.ranked,
                          .condition = position_in(all.conditions, condition_of(entry, kind))});
    }
    for (const Condition& condition : all.conditions)
      all.turns.insert(all.turns.end(), {condition.from, condition.until});
    std::sort(all.turns.begin(), all.turns.end());
    all.turns.erase(std::unique(all.turns.begin(), all.turns.end()), all.turns.end());
  }
};

Selection::Selection() : Selection(Rules{}) {}

Selection::Selection(const Rules& rules) : state_(std::make_unique<State>(rules)) {}

Selection::~Selection() = default;
Selection::Selection(Selection&&) noexcept = default;
Selection& Selection::operator=(Selection&&) noexcept = default;

std::span<const Selection::Row> Selection::rows(Kind kind) const { return state_->of(kind).rows; }

std::span<const Selection::Condition> Selection::conditions(Kind kind) const {
  return state_->of(kind).conditions;
}

std::span<const Time> Selection::turns(Kind kind) const { return state_->of(kind).turns; }

uint64_t Selection::number() const { return state_->number; }

void Selection::apply(Findings& findings) const {
  const std::scoped_lock lock(state_->mutex);
  std::erase_if(findings, [this](Finding& finding) {
    const auto [place, added] = state_->others.try_emplace(finding.check);
    if (added) place->second = state_->resolve(*finding.check, nullptr);
    if (place->second.ranked) finding.ranked = place->second.ranked;
    return !place->second.selected;
  });
}

std::vector<std::string> Selection::unmatched(const Rules& rules, std::span<const Check* const> known) {
  std::vector<std::string> patterns = rules.include;
  patterns.insert(patterns.end(), rules.exclude.begin(), rules.exclude.end());
  for (const auto& [pattern, severity] : rules.severities) patterns.push_back(pattern);
  std::erase_if(patterns, [known](const std::string& text) {
    const Pattern pattern(text);
    return std::any_of(known.begin(), known.end(),
                       [&](const Check* check) { return pattern.matches(*check, find_entry(*check)); });
  });
  return patterns;
}

}  // namespace certcheck::lint
