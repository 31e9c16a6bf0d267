#include "certcheck/report/catalogue.h"

#include "certcheck/engine/catalogue.h"
#include "certcheck/lint/in_force.h"
#include "certcheck/lint/registry.h"
#include "certcheck/lint/zlint/zlint_names.h"
#include "certcheck/report/detail/json_values.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>
#include <vector>

namespace certcheck::report {
namespace {

std::string_view module_of(const Check& check) { return check.id.substr(0, check.id.find('.')); }

/// Where a finding decides against trust, in words.
std::string counting(const Check& check) {
  std::string out;
  for (const auto& [profile, name] : {std::pair{Profile::rfc5280, "rfc5280"}, {Profile::webpki, "webpki"}}) {
    const bool lenient = counts(check.counts, profile, false), strict = counts(check.counts, profile, true);
    if (lenient || strict) {
      out += fmt::format("{}{}{}", out.empty() ? "" : ", ", name,
                         lenient && strict ? ""
                         : strict          ? " --strict"
                                           : " without --strict");
    }
  }
  return out.empty() ? "never" : out;
}

/// Roles that a certificate must have, "a or b" and "not c"; of other things nothing is asked.
std::vector<std::string> roles_asked(const lint::Entry& entry) {
  if (!entry.lint->is_about(lint::Kind::certificate)) return {};
  const lint::Scope needs = entry.needs();
  const auto all = lint::role_names(needs.all);
  std::vector<std::string> out(all.begin(), all.end());
  // Whoever says of which kind a certificate is has the profile's own words.
  const auto by_certificate = static_cast<lint::Role>(static_cast<uint32_t>(needs.one) &
                                                      ~static_cast<uint32_t>(lint::known_to_callers));
  std::string one;
  for (const std::string_view role : lint::role_names(by_certificate))
    one += fmt::format("{}{}", one.empty() ? "" : " or ", role);
  if (!one.empty()) out.push_back(one);
  for (const std::string_view role : lint::role_names(needs.none)) out.push_back(fmt::format("not {}", role));
  return out;
}

/// What the lint looks at: "certificate", or "certificate, crl, ocsp".
std::string kinds_of(const lint::Lint& lint) {
  std::string out;
  for (size_t number = 0; number < lint::kind_count; ++number) {
    const auto kind = static_cast<lint::Kind>(number);
    out += lint.is_about(kind) ? fmt::format("{}{}", out.empty() ? "" : ", ", lint::to_string(kind))
                               : std::string();
  }
  return out;
}

/// "certificate (leaf, server_auth)", "handshake".
std::string about(const lint::Entry& entry) {
  std::string roles;
  for (const std::string& role : roles_asked(entry))
    roles += fmt::format("{}{}", roles.empty() ? " (" : ", ", role);
  return fmt::format("{}{}{}", kinds_of(*entry.lint), roles, roles.empty() ? "" : ")");
}

std::string in_force(const lint::Lint& lint) {
  const std::string from = lint::day_of(lint.effective), until = lint::day_of(lint.ineffective);
  const std::string span =
      fmt::format("{}{}{}{}{}", from.empty() ? "" : "from ", from, from.empty() || until.empty() ? "" : " ",
                  until.empty() ? "" : "until ", until);
  return span.empty() ? "always" : span;
}

/// ": RFC 3280 4.2.1.10 from 2002-04-01, RFC 5280 4.2.1.9 from 2008-05-01"; empty if there are none.
std::string revisions(std::span<const lint::Revision> history) {
  std::string out;
  for (const auto& [document, from, section] : history) {
    out += fmt::format("{}{} {} from {}", out.empty() ? ": " : ", ", document, section,
                       format_rfc3339(from).substr(0, 10));
  }
  return out;
}

/// How the rule came, changed and went.
std::string history(const lint::Lint& lint) {
  const auto by = [](lint::DateReference date) {
    return !date || date->document.empty() ? std::string() : fmt::format(" ({})", date->document);
  };
  const std::string from = lint::day_of(lint.effective), until = lint::day_of(lint.ineffective);
  return fmt::format("{}{}{}{}{}{}{}", from.empty() ? "always" : "since ", from, by(lint.effective),
                     until.empty() ? "" : ", until ", until, by(lint.ineffective), revisions(lint.history));
}

Json check_json(const Check& check) {
  const lint::Entry* entry = lint::find_entry(check.id);
  return {{"id", check.id},
          {"severity", to_string(check.severity)},
          {"requirement", check.requirement},
          {"citation", check.citation},
          {"hint", check.hint},
          {"zlint", text_or_null(check.zlint)},
          {"counts", counting(check)},
          {"source", entry == nullptr ? module_of(check) : entry->source->id},
          {"theme", entry == nullptr ? Json() : Json(entry->theme->name)},
          {"kind", entry == nullptr ? Json() : Json(kinds_of(*entry->lint))},
          {"applies", entry == nullptr ? Json() : Json(roles_asked(*entry))},
          {"effective", entry == nullptr ? Json() : text_or_null(lint::day_of(entry->lint->effective))},
          {"ineffective", entry == nullptr ? Json() : text_or_null(lint::day_of(entry->lint->ineffective))},
          {"history", entry == nullptr ? Json() : Json(history(*entry->lint))},
          {"example", entry == nullptr ? Json() : Json(entry->lint->example)}};
}

std::string cell(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '|' || c == '*' || c == '_' || c == '<') out += '\\';
    out += c;
  }
  return out;
}

/// What the checks of a module are about, where lints are among them.
std::string title_of(std::string_view module) {
  const auto sources = lint::sources();
  const auto found = std::find_if(sources.begin(), sources.end(),
                                  [module](const lint::Source& source) { return source.id == module; });
  return found == sources.end() ? std::string() : fmt::format("{}.\n\n", found->title);
}

std::string to_markdown(const std::vector<const Check*>& checks) {
  std::string out =
      "# Checks\n\n"
      "Generated by `certlint --list-checks --format markdown`; a test compares it. `certlint --explain ID` "
      "explains one.\n"
      "\"Counts\" says under which profiles a finding decides against trust.\n";
  std::string_view module;
  for (const Check* check : checks) {
    if (module_of(*check) != module) {
      module = module_of(*check);
      out += fmt::format(
          "\n## {}\n\n{}| check | severity | about | requirement | citation | in force | counts | zlint "
          "|\n|---|---|---|---|---|---|---|---|\n",
          module, title_of(module));
    }
    const lint::Entry* entry = lint::find_entry(check->id);
    out += fmt::format("| `{}` | {} | {} | {} | {} | {} | {} | ", check->id, to_string(check->severity),
                       entry == nullptr ? "" : cell(about(*entry)), cell(check->requirement),
                       cell(check->citation), entry == nullptr ? "always" : in_force(*entry->lint),
                       counting(*check));
    out += check->zlint.empty() ? "|\n" : fmt::format("`{}` |\n", check->zlint);
  }
  return out;
}

/// zlint's names, and which of the checks mean each.
std::string to_zlint_map(const std::vector<const Check*>& checks) {
  Json map = Json::object();
  for (const Check* check : checks)
    for (const std::string_view name : lint::zlint_names(*check)) map[std::string(name)].push_back(check->id);
  return map.dump(2) + "\n";
}

std::string line_of(const Check& check) {
  return fmt::format("{} ({}): {} [{}]\n", check.id, to_string(check.severity), check.requirement,
                     check.citation);
}

}  // namespace

std::string list_checks(std::string_view form, const lint::Rules& rules) {
  const std::vector<const Check*> checks = engine::selected_checks(rules);
  if (form == "markdown") return to_markdown(checks);
  if (form == "json" || form == "ndjson") {
    Json list = Json::array();
    for (const Check* check : checks) list.push_back(check_json(*check));
    return list.dump(2) + "\n";
  }
  if (form == "zlint") return to_zlint_map(checks);
  std::string out;
  for (const Check* check : checks) out += line_of(*check);
  return out;
}

Result<std::string> explain(const std::string& name) {
  std::string out;
  for (const Check* check : engine::every_check()) {
    const auto zlint = lint::zlint_names(*check);
    if (check->id != name && std::find(zlint.begin(), zlint.end(), name) == zlint.end()) continue;
    out += fmt::format("{}{}\n\n  {}\n\n  Severity:   {}\n  Citation:   {}\n  Counts:     {}\n",
                       out.empty() ? "" : "\n", check->id, check->requirement, to_string(check->severity),
                       check->citation, counting(*check));
    if (const lint::Entry* entry = lint::find_entry(check->id)) {
      out += fmt::format("  Source:     {}\n  About:      {}\n  History:    {}\n  Example:    {}\n",
                         entry->source->title, about(*entry), history(*entry->lint), entry->lint->example);
    }
    for (const std::string_view each : zlint) out += fmt::format("  In zlint:   {}\n", each);
    out += fmt::format("  What to do: {}\n", check->hint);
  }
  if (out.empty()) return Error{Error::Kind::usage, "no check \"" + name + "\" (see --list-checks)"};
  return out;
}

}  // namespace certcheck::report
