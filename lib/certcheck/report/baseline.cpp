#include "certcheck/report/baseline.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdint>

namespace certcheck::report {
namespace {

using Json = nlohmann::ordered_json;

/// What makes two findings the same, one part per line: none of the parts has a line break that was not
/// escaped.
std::string key_of(std::string_view target, std::string_view id, std::string_view kind,
                   const std::string& index, std::string_view node_path) {
  std::string key(target);
  for (const std::string_view part : {id, kind, std::string_view(index), node_path})
    key.append("\n").append(part);
  return key;
}

/// Of a server's several certificates each has findings of its own.
std::string target_key(const std::string& host, const std::string& port, const std::string& input,
                       const std::string& asked_for) {
  return (host.empty() ? input : host + " " + port) + " " + asked_for;
}

std::string text_at(const Json& object, const char* key) {
  const auto place = object.find(key);
  return place != object.end() && place->is_string() ? place->get<std::string>() : std::string();
}

std::string number_at(const Json& object, const char* key) {
  const auto place = object.find(key);
  return place != object.end() && place->is_number_unsigned() ? std::to_string(place->get<uint64_t>())
                                                              : std::string();
}

/// Adds what a report has; false if it is none.
bool add_report(const Json& report, std::unordered_set<std::string>& known) {
  if (!report.is_object() || !report.contains("findings") || !report["findings"].is_array()) return false;
  if (!report.contains("target")) return report.contains("file");  // what was said of a policy file
  const Json& target = report["target"];
  if (!target.is_object()) return false;
  const std::string of_target = target_key(text_at(target, "host"), number_at(target, "port"),
                                           text_at(target, "input"), text_at(report, "asked_for"));
  for (const Json& finding : report["findings"]) {
    if (!finding.is_object() || !finding.contains("subject") || !finding["subject"].is_object()) return false;
    const Json& subject = finding["subject"];
    known.insert(key_of(of_target, text_at(finding, "id"), text_at(subject, "kind"),
                        number_at(subject, "index"), text_at(finding, "node_path")));
  }
  return true;
}

}  // namespace

Result<Baseline> Baseline::parse(std::string_view text) {
  Baseline baseline;
  // Indented JSON has its report on many lines.
  if (const Json whole = Json::parse(text, nullptr, /*allow_exceptions=*/false);
      add_report(whole, baseline.known_))
    return baseline;
  size_t number = 0;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    ++number;
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    if (!add_report(Json::parse(line, nullptr, /*allow_exceptions=*/false), baseline.known_))
      return Error{Error::Kind::unreadable, "line " + std::to_string(number) +
                                                " is not a report of certcheck as --format ndjson writes it"};
  }
  return baseline;
}

void Baseline::mark(engine::Report& report) const {
  report.known.emplace();
  if (!report.target) return;
  const Target& target = *report.target;
  const std::string of_target =
      target_key(target.host, std::to_string(target.port), target.input, report.asked_for);
  for (size_t i = 0; i < report.findings.size(); ++i) {
    const Finding& finding = report.findings[i];
    const Subject& subject = finding.subject;
    if (known_.contains(key_of(of_target, finding.id(), to_string(subject.kind),
                               subject.index ? std::to_string(*subject.index) : std::string(),
                               finding.node_path)))
      report.known->insert(i);
  }
}

}  // namespace certcheck::report
