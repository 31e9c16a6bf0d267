#include "certcheck/request/lint_request.h"

#include "certcheck/base/check.h"
#include "certcheck/engine/catalogue.h"
#include "certcheck/request/detail/json_line.h"

#include <optional>
#include <utility>
#include <vector>

namespace certcheck::request {
namespace {

using LintJson = nlohmann::ordered_json;

Error wrong_key(const std::string& key, const std::string& what) {
  return {Error::Kind::usage, "\"" + key + "\"" + what};
}

std::optional<Error> read_patterns(const std::string& key, const LintJson& value,
                                   std::vector<std::string>& patterns) {
  if (!value.is_array()) return wrong_key(key, " is not an array");
  for (const LintJson& pattern : value) {
    if (!pattern.is_string()) return wrong_key(key, " holds something that is not a string");
    patterns.push_back(pattern.get<std::string>());
  }
  return std::nullopt;
}

std::optional<Severity> severity_of(const LintJson& name) {
  for (const Severity severity : {Severity::error, Severity::warning, Severity::notice})
    if (name.is_string() && name.get_ref<const std::string&>() == to_string(severity)) return severity;
  return std::nullopt;
}

std::optional<Error> read_severities(const std::string& key, const LintJson& value, lint::Rules& rules) {
  if (!value.is_object()) return wrong_key(key, " is not an object");
  for (const auto& [pattern, name] : value.items()) {
    const auto severity = severity_of(name);
    if (!severity) return wrong_key(key, ": expected \"error\", \"warning\" or \"notice\" for " + pattern);
    rules.severities.emplace_back(pattern, *severity);
  }
  return std::nullopt;
}

std::optional<Error> read_lint_member(const std::string& key, const LintJson& value, LintRequest& request) {
  if (key == "chain") {
    if (!value.is_boolean()) return wrong_key(key, " is neither true nor false");
    request.chain = value.get<bool>();
    return std::nullopt;
  }
  if (key == "include") return read_patterns(key, value, request.rules.include);
  if (key == "exclude") return read_patterns(key, value, request.rules.exclude);
  if (key == "severities") return read_severities(key, value, request.rules);
  if (key != "name" && key != "profile" && key != "as_of")
    return Error{Error::Kind::usage, "unknown key \"" + key + "\""};
  if (!value.is_string()) return wrong_key(key, " is not a string");
  const auto text = value.get<std::string>();
  if (key == "name") {
    request.name = text;
  } else if (key == "profile") {
    const auto profile = lint::read_certificate_profile(text);
    if (!profile) return wrong_key(key, ": " + profile.error().message);
    request.assumed.profile = *profile;
  } else {
    const auto day = lint::read_as_of(text);
    if (!day) return wrong_key(key, ": " + day.error().message);
    request.assumed.as_of = *day;
  }
  return std::nullopt;
}

}  // namespace

Result<LintRequest> read_lint_request(std::string_view text) {
  LintRequest request;
  if (text.empty()) return request;
  const JsonLine parsed = parse_line(text);
  if (parsed.error) return Error{Error::Kind::usage, *parsed.error};
  if (!parsed.json.is_object()) return Error{Error::Kind::usage, "the options are not a JSON object"};
  for (const auto& [key, value] : parsed.json.items()) {
    if (value.is_null()) continue;
    if (auto problem = read_lint_member(key, value, request)) return *std::move(problem);
  }
  for (const std::string& pattern : lint::Selection::unmatched(request.rules, engine::every_check()))
    return Error{Error::Kind::usage, "no check matches \"" + pattern + "\""};
  return request;
}

}  // namespace certcheck::request
