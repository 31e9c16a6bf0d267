#pragma once

#include "certcheck/base/finding.h"
#include "certcheck/lint/registry.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace certcheck::lint {

/// What a user wants to hear of. A pattern is a glob (* and ?) over ids and zlint's names, or one of
/// "source:ID" (ours or zlint's), "theme:NAME", "severity:NAME" and "audience:public": what binds the
/// certificates of public CAs alone.
struct Rules {
  std::vector<std::string> include;  ///< empty: everything
  std::vector<std::string> exclude;  ///< wins over include
  std::vector<std::pair<std::string, Severity>>
      severities;  ///< pattern and the severity to use; last match wins
};

/// Rules worked out against the registry. Thread-safe once made.
class Selection {
 public:
  /// Everything.
  Selection();
  explicit Selection(const Rules& rules);
  ~Selection();
  Selection(Selection&&) noexcept;
  Selection& operator=(Selection&&) noexcept;

  /// What decides whether a lint is asked at all. Rows share these, and few of them hold for one thing.
  struct Condition {
    Scope needs = {};  ///< of a certificate; other things have no roles
    Parts only_with = {};
    Parts finds_in = {};
    Time from = Time::min(), until = Time::max();
    bool operator==(const Condition&) const = default;
  };
  /// A selected lint, with what running it takes: to look that up in the tables of all rules costs more than
  /// many rules do.
  struct Row {
    const Entry* entry = nullptr;
    const Check* check = nullptr;
    LintFunction function = {};
    std::optional<Severity> ranked = {};  ///< where the rules say so: of what it finds
    uint16_t condition = 0;               ///< index into conditions(kind)
  };
  /// The selected lints of a kind, in registry order.
  std::span<const Row> rows(Kind kind) const;
  std::span<const Condition> conditions(Kind kind) const;
  /// The moments at which conditions of a kind begin or cease to hold, in order: in between nothing changes.
  std::span<const Time> turns(Kind kind) const;
  /// Of this one alone, in this run of the program.
  uint64_t number() const;

  /// Applies the rules to findings that are not lints' (parsers', names' ...).
  void apply(Findings& findings) const;

  /// The patterns of the rules that match no check of `known`: misspelt most likely.
  static std::vector<std::string> unmatched(const Rules& rules, std::span<const Check* const> known);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// True if the text as a whole matches the pattern, where * stands for any characters and ? for one.
bool matches_glob(std::string_view pattern, std::string_view text);

}  // namespace certcheck::lint
