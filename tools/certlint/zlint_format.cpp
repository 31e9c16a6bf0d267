#include "certlint/zlint_format.h"

#include <nlohmann/json.hpp>

#include <map>

namespace certcheck::certlint {
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
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace

ZlintFormat::ZlintFormat(const lint::Selection& selection) : selection_(selection) {
  for (const lint::Kind kind : {lint::Kind::certificate, lint::Kind::crl, lint::Kind::ocsp}) {
    std::map<std::string_view, std::vector<size_t>> by_name;
    const auto rows = selection.rows(kind);
    for (size_t i = 0; i < rows.size(); ++i) {
      if (!rows[i].check->zlint.empty()) {
        by_name[rows[i].check->zlint].push_back(i);
      }
    }
    for (auto& [name, numbers] : by_name) {
      groups_[static_cast<size_t>(kind)].push_back({name, std::move(numbers)});
    }
  }
}

std::string ZlintFormat::line(const Linted& linted) const {
  const lint::Kind kind = lint_kind(linted.item.kind);
  const auto rows = selection_.rows(kind);
  std::string out = "{";
  for (const Group& group : groups_[static_cast<size_t>(kind)]) {
    if (linted.outcomes.size() != rows.size()) {
      break;  // Nothing was linted: the input was unreadable.
    }
    lint::Outcome outcome = lint::Outcome::not_applicable;
    const Check* worst = nullptr;
    for (const size_t row : group.rows) {
      outcome = std::max(outcome, linted.outcomes[row]);
      if (linted.outcomes[row] == lint::Outcome::fired &&
          (worst == nullptr || rows[row].check->severity > worst->severity)) {
        worst = rows[row].check;
      }
    }
    out += out.size() == 1 ? "\"" : ",\"";
    out += group.name;
    out += "\":{\"result\":\"";
    out += outcome == lint::Outcome::fired           ? result_of(worst->severity)
           : outcome == lint::Outcome::pass          ? "pass"
           : outcome == lint::Outcome::not_effective ? "NE"
                                                     : "NA";
    out += '"';
    if (worst != nullptr) {
      for (const Finding& finding : linted.findings) {
        if (finding.check == worst) {
          out += ",\"details\":" + quoted(finding.message);
          break;
        }
      }
    }
    out += '}';
  }
  return out + "}";
}

}  // namespace certcheck::certlint
