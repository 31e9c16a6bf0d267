#include "certcheck/report/catalogue.h"

#include "certcheck/engine/catalogue.h"
#include "certcheck/lint/registry.h"
#include "certcheck/lint/words.h"
#include "certcheck/lint/zlint_names.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>
#include <vector>

namespace certcheck::report {
namespace {

using Json = nlohmann::ordered_json;

/// Empty if there is none, or if the rule has no beginning.
std::string date_of(const std::optional<lint::Date>& date) {
  return date && !date->document.empty() ? format_rfc3339(date->time).substr(0, 10) : std::string();
}

Json or_null(std::string_view text) { return text.empty() ? Json() : Json(text); }

std::string_view module_of(const Check& check) { return check.id.substr(0, check.id.find('.')); }

/// Where a finding decides against trust, in words.
std::string counting(const Check& check) {
  std::string out;
  for (const auto& [profile, name] : {std::pair{Profile::rfc5280, "rfc5280"}, {Profile::webpki, "webpki"}}) {
    const bool lenient = counts(check.counts, profile, false), strict = counts(check.counts, profile, true);
    if (lenient || strict) {
      out += lint::words(out.empty() ? "" : ", ", name,
                         lenient && strict ? ""
                         : strict          ? " --strict"
                                           : " without --strict");
    }
  }
  return out.empty() ? "never" : out;
}

/// Roles that a certificate must have; of other things nothing is asked.
std::vector<std::string_view> roles_asked(const lint::Entry& entry) {
  return entry.lint->is_about(lint::Kind::certificate) ? lint::role_names(entry.needs)
                                                       : std::vector<std::string_view>();
}

/// What the lint looks at: "certificate", or "certificate, crl, ocsp".
std::string kinds_of(const lint::Lint& lint) {
  std::string out;
  for (size_t number = 0; number < lint::kind_count; ++number) {
    const auto kind = static_cast<lint::Kind>(number);
    out += lint.is_about(kind) ? lint::words(out.empty() ? "" : ", ", lint::to_string(kind)) : std::string();
  }
  return out;
}

/// "certificate (leaf, server_auth)", "handshake".
std::string about(const lint::Entry& entry) {
  std::string roles;
  for (const std::string_view role : roles_asked(entry)) {
    roles += lint::words(roles.empty() ? " (" : ", ", role);
  }
  return lint::words(kinds_of(*entry.lint), roles, roles.empty() ? "" : ")");
}

std::string in_force(const lint::Lint& lint) {
  const std::string from = date_of(lint.effective), until = date_of(lint.ineffective);
  const std::string span =
      lint::words(from.empty() ? "" : "from ", from, from.empty() || until.empty() ? "" : " ",
                  until.empty() ? "" : "until ", until);
  return span.empty() ? "always" : span;
}

/// How the rule came, changed and went.
std::string history(const lint::Lint& lint) {
  const auto by = [](const std::optional<lint::Date>& date) {
    return date_of(date).empty() ? std::string() : lint::words(" (", date->document, ")");
  };
  const std::string from = date_of(lint.effective), until = date_of(lint.ineffective);
  return lint::words(from.empty() ? "since there are certificates" : "since ", from, by(lint.effective),
                     until.empty() ? "" : ", until ", until, by(lint.ineffective),
                     lint.history.empty() ? "" : ". ", lint.history);
}

Json check_json(const Check& check) {
  const lint::Entry* entry = lint::find_entry(check.id);
  return {{"id", check.id},
          {"severity", to_string(check.severity)},
          {"requirement", check.requirement},
          {"citation", check.citation},
          {"hint", check.hint},
          {"zlint", or_null(check.zlint)},
          {"counts", counting(check)},
          {"source", entry == nullptr ? module_of(check) : entry->source->id},
          {"theme", entry == nullptr ? Json() : Json(entry->theme)},
          {"kind", entry == nullptr ? Json() : Json(kinds_of(*entry->lint))},
          {"applies", entry == nullptr ? Json() : Json(roles_asked(*entry))},
          {"effective", entry == nullptr ? Json() : or_null(date_of(entry->lint->effective))},
          {"ineffective", entry == nullptr ? Json() : or_null(date_of(entry->lint->ineffective))},
          {"history", entry == nullptr ? Json() : Json(history(*entry->lint))},
          {"example", entry == nullptr ? Json() : Json(entry->lint->example)}};
}

std::string cell(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '|' || c == '*' || c == '_' || c == '<') {
      out += '\\';
    }
    out += c;
  }
  return out;
}

/// What the checks of a module are about, where lints are among them.
std::string title_of(std::string_view module) {
  const auto sources = lint::sources();
  const auto found = std::find_if(sources.begin(), sources.end(),
                                  [module](const lint::Source& source) { return source.id == module; });
  return found == sources.end() ? std::string() : lint::words(found->title, ".\n\n");
}

std::string to_markdown(const std::vector<const Check*>& checks) {
  std::string out =
      "# Checks\n\n"
      "Made by `certlint --list-checks --format markdown`; a test compares it. `certlint --explain ID` tells "
      "more.\n"
      "\"Counts\" says under which profiles a finding decides against trust.\n";
  std::string_view module;
  for (const Check* check : checks) {
    if (module_of(*check) != module) {
      module = module_of(*check);
      out += lint::words("\n## ", module, "\n\n", title_of(module),
                         "| check | severity | about | requirement | citation | in force | counts | zlint |\n"
                         "|---|---|---|---|---|---|---|---|\n");
    }
    const lint::Entry* entry = lint::find_entry(check->id);
    out += lint::words("| `", check->id, "` | ", to_string(check->severity), " | ",
                       entry == nullptr ? "" : cell(about(*entry)), " | ", cell(check->requirement), " | ",
                       cell(check->citation), " | ", entry == nullptr ? "always" : in_force(*entry->lint),
                       " | ", counting(*check), " | ");
    out += check->zlint.empty() ? "|\n" : lint::words("`", check->zlint, "` |\n");
  }
  return out;
}

std::string line_of(const Check& check) {
  return lint::words(check.id, " (", to_string(check.severity), "): ", check.requirement, " [",
                     check.citation, "]\n");
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
  std::string out;
  for (const Check* check : checks) out += line_of(*check);
  return out;
}

Result<std::string> explain(const std::string& name) {
  std::string out;
  for (const Check* check : engine::every_check()) {
    const auto zlint = lint::zlint_names(*check);
    if (check->id != name && std::find(zlint.begin(), zlint.end(), name) == zlint.end()) {
      continue;
    }
    out += lint::words(out.empty() ? "" : "\n", check->id, "\n\n  ", check->requirement,
                       "\n\n  Severity:   ", to_string(check->severity), "\n  Citation:   ", check->citation,
                       "\n  Counts:     ", counting(*check), "\n");
    if (const lint::Entry* entry = lint::find_entry(check->id)) {
      out += lint::words("  Source:     ", entry->source->title, "\n  About:      ", about(*entry),
                         "\n  History:    ", history(*entry->lint), "\n  Example:    ", entry->lint->example,
                         "\n");
    }
    for (const std::string_view each : zlint) {
      out += lint::words("  In zlint:   ", each, "\n");
    }
    out += lint::words("  What to do: ", check->hint, "\n");
  }
  if (out.empty()) {
    return Error{Error::Kind::usage, "no check \"" + name + "\" (see --list-checks)"};
  }
  return out;
}

}  // namespace certcheck::report
