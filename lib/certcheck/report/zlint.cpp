#include "certcheck/lint/zlint/crl_parser_lints.h"
#include "certcheck/lint/zlint/parser_lints.h"
#include "certcheck/lint/zlint/zlint_names.h"
#include "certcheck/report/detail/citation.h"
#include "certcheck/report/format.h"
#include "certcheck/x509/strings.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace certcheck::report {
namespace {

std::string_view result_of(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "error";
    case Severity::warning:
      return "warn";
    case Severity::notice:
      return "info";
  }
  return "error";
}

std::string quoted(const std::string& text) {
  return x509::inert_json(
      nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
}

/// A lint of zlint is about one kind of thing. A row about several means it of the first: those of the others
/// are ours.
bool is_zlints(const lint::Lint& lint, lint::Kind kind) {
  for (size_t number = 0; number < static_cast<size_t>(kind); ++number)
    if (lint.is_about(static_cast<lint::Kind>(number))) return false;
  return !lint.check.zlint.empty();
}

bool is_selected(const lint::Selection& selection, const Check& check) {
  Findings findings(1);
  findings.front().check = &check;
  selection.apply(findings);
  return !findings.empty();
}

bool is_complete(const engine::Linted& linted) {
  const auto lacks = [](const auto& parsed) { return parsed && !parsed->complete; };
  return !lacks(linted.certificate) && !lacks(linted.crl) && !lacks(linted.ocsp);
}

class Zlint final : public Format {
 public:
  explicit Zlint(const lint::Selection& selection) : selection_(selection) {
    for (const lint::Kind kind : {lint::Kind::certificate, lint::Kind::crl, lint::Kind::ocsp}) {
      std::map<std::string_view, Group> by_name;
      const auto group = [&by_name](std::string_view name) -> Group& {
        return by_name.try_emplace(name, Group{name}).first->second;
      };
      const auto rows = selection.rows(kind);
      for (size_t i = 0; i < rows.size(); ++i)
        if (is_zlints(*rows[i].entry->lint, kind)) group(rows[i].entry->lint->check.zlint).rows.push_back(i);
      for (const lint::ParserLint& lint : lint::parser_lints())
        if (kind == lint::Kind::certificate && is_selected(selection, *lint.check))
          group(lint.zlint).parser_lints.push_back(&lint);
      for (const lint::CrlParserLint& lint : lint::crl_parser_lints())
        if (kind == lint::Kind::crl && is_selected(selection, *lint.check))
          group(lint.zlint).crl_parser_lints.push_back(&lint);
      for (const lint::SameLint& same : lint::same_lints()) {
        if (const auto found = by_name.find(same.as); found != by_name.end()) {
          Group alike = found->second;
          alike.name = same.name;
          by_name.insert_or_assign(same.name, std::move(alike));
        }
      }
      for (auto& [name, members] : by_name) groups_[static_cast<size_t>(kind)].push_back(std::move(members));
    }
  }

  std::string render(const Item& item) const override {
    const engine::Linted& linted = item.linted()->linted;
    if (linted.kind == lint::Kind::chain) return {};
    // Nothing was linted of what could not be read.
    // Nor has zlint results of what it cannot parse, and things of two bytes each would have ten thousand
    // times their length of them.
    if (!linted.kind || linted.outcomes.size() != selection_.rows(*linted.kind).size() ||
        !is_complete(linted))
      return "{}\n";
    std::string out;
    for (const Group& group : groups_[static_cast<size_t>(*linted.kind)]) {
      out += out.empty() ? '{' : ',';
      append(out, group, linted);
    }
    return out.empty() ? "{}\n" : out + "}\n";
  }

 private:
  struct Group {
    std::string_view name;          ///< zlint's
    std::vector<size_t> rows = {};  ///< of the selection, by number
    std::vector<const lint::ParserLint*> parser_lints = {};
    std::vector<const lint::CrlParserLint*> crl_parser_lints = {};
  };

  void append(std::string& out, const Group& group, const engine::Linted& linted) const {
    const auto rows = selection_.rows(*linted.kind);
    lint::Outcome outcome = lint::Outcome::not_applicable;
    const Check* worst = nullptr;
    Severity severity = Severity::notice;  // of the worst
    const auto take = [&](lint::Outcome next, const Check& check, std::optional<Severity> ranked = {}) {
      outcome = std::max(outcome, next);
      const Severity own = ranked.value_or(check.severity);
      if (next != lint::Outcome::fired || (worst != nullptr && own <= severity)) return;
      worst = &check;
      severity = own;
    };
    for (const size_t row : group.rows)
      take(linted.outcomes[row], rows[row].entry->lint->check, rows[row].ranked);
    for (const lint::ParserLint* lint : group.parser_lints)
      take(lint::outcome_of(*lint, *linted.certificate, linted.assumed.as_of), *lint->check);
    for (const lint::CrlParserLint* lint : group.crl_parser_lints)
      take(lint::outcome_of(*lint, *linted.crl, linted.findings, linted.assumed.as_of), *lint->check);
    out += '"';
    out += group.name;
    out += "\":{\"result\":\"";
    out += worst != nullptr                          ? result_of(severity)
           : outcome == lint::Outcome::pass          ? "pass"
           : outcome == lint::Outcome::not_effective ? "NE"
                                                     : "NA";
    out += '"';
    if (worst != nullptr) {
      const auto finding = std::find_if(linted.findings.begin(), linted.findings.end(),
                                        [worst](const Finding& each) { return each.id() == worst->id; });
      if (finding != linted.findings.end())
        out += ",\"details\":" +
               quoted(fmt::format("{} ({}: {})", finding->message, worst->id, dated_citation(*worst)));
    }
    out += '}';
  }

  std::array<std::vector<Group>, lint::kind_count> groups_;  ///< by lint::Kind, in order of name
  const lint::Selection& selection_;
};

}  // namespace

/// What zlint prints: one object per line, {"<zlint's lint>": {"result": "pass"}, ...} for every selected
/// lint that names one of zlint's, with "NA" for not applicable, "NE" for not effective, and info, warn or
/// error for what fired, then with "details". Where several of our lints name the same one of zlint's, the
/// worst result stands. Chains have no line: zlint knows none.
std::unique_ptr<Format> make_zlint(const FormatOptions& options) {
  static const lint::Selection everything;
  return std::make_unique<Zlint>(options.selection != nullptr ? *options.selection : everything);
}

}  // namespace certcheck::report
