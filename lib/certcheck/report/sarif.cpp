#include "certcheck/base/encoding.h"
#include "certcheck/crypto/digest.h"
#include "certcheck/lint/in_force.h"
#include "certcheck/report/detail/citation.h"
#include "certcheck/report/format.h"
#include "certcheck/x509/strings.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace certcheck::report {
namespace {

using Json = nlohmann::ordered_json;

/// SARIF 2.1.0 3.27.10.
std::string_view level_of(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "error";
    case Severity::warning:
      return "warning";
    case Severity::notice:
      return "note";
  }
  return "note";
}

std::string dump(const Json& json) {
  return x509::inert_json(json.dump(-1, ' ', false, Json::error_handler_t::replace));
}

/// Characters that a URI reference may not hold are percent-encoded (3.4.3); a drive or scheme is not meant.
std::string uri_of_file(std::string_view path) {
  constexpr std::string_view unreserved =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
  std::string out = path.starts_with('/') ? "file://" : "";
  for (const char c : path)
    if (unreserved.find(c) != std::string_view::npos)
      out += c;
    else
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  return out;
}

Json rule_json(const Check& check) {
  Json rule = {
      {"id", check.id},
      {"shortDescription", {{"text", check.requirement}}},
      {"fullDescription", {{"text", fmt::format("{} [{}]", check.requirement, dated_citation(check))}}},
      {"help", {{"text", check.hint.empty() ? check.requirement : check.hint}}},
      {"defaultConfiguration", {{"level", level_of(check.severity)}}},
      {"properties", {{"citation", check.citation}, {"tags", Json::array({"certificate", "security"})}}}};
  if (!check.zlint.empty()) rule["properties"]["zlint"] = check.zlint;
  return rule;
}

/// The same for the same fault of the same thing in every run: neither dates nor the wording of the message
/// are in it, nor the line, which moves when something is put in front.
std::string fingerprint(const Finding& finding, std::string_view label) {
  std::string text(finding.id());
  const auto add = [&text](std::string_view part) {
    text += '\n';
    text += part;
  };
  add(finding.subject.sha256 ? hex_encode(*finding.subject.sha256) : std::string(label));
  add(to_string(finding.subject.kind));
  add(finding.node_path);
  add(finding.offset ? std::to_string(*finding.offset) : std::string());
  return hex_encode(crypto::sha256(as_bytes(text)));
}

/// What shows results in sources wants a line. What has none is meant as a whole.
Json place_in_file(std::string uri, size_t line) {
  return {{"artifactLocation", {{"uri", std::move(uri)}}},
          {"region", {{"startLine", std::max<size_t>(line, 1)}}}};
}

/// Where a result is shown. What shows results knows files alone, and refuses a whole log with a URI of
/// another scheme: so an endpoint is HOST/PORT there, and itself as a logical location.
Json location_of(const Finding& finding, const Item& item) {
  Json logical = Json::array();
  if (!finding.node_path.empty()) logical.push_back({{"fullyQualifiedName", finding.node_path}});
  Json physical;
  if (const LintedThing* const thing = item.linted()) {
    physical = place_in_file(uri_of_file(thing->file), thing->line);
  } else if (const auto& target = item.report()->target; target && !target->host.empty()) {
    const bool v6 = target->host.find(':') != std::string::npos;
    physical = place_in_file(fmt::format("{}/{}", uri_of_file(target->host), target->port), 0);
    logical.push_back(
        {{"fullyQualifiedName", fmt::format("tls://{}{}{}:{}", v6 ? "[" : "", uri_of_file(target->host),
                                            v6 ? "]" : "", target->port)},
         {"kind", "resource"}});
  } else {
    physical = place_in_file(uri_of_file(item.label), 0);
  }
  Json location = {{"physicalLocation", std::move(physical)}};
  if (!logical.empty()) location["logicalLocations"] = std::move(logical);
  return location;
}

Json result_json(const Finding& finding, const Item& item) {
  Json location = location_of(finding, item);
  Json properties = {{"subject", to_string(finding.subject.kind)}};
  if (finding.subject.index) properties["index"] = *finding.subject.index;
  if (finding.subject.sha256) properties["sha256"] = hex_encode(*finding.subject.sha256);
  if (finding.offset) properties["offset"] = *finding.offset;
  if (const auto in_force = lint::in_force_of(*finding.check)) {
    properties["effective"] = in_force->day;
    if (!in_force->document.empty()) properties["document"] = in_force->document;
  }
  Json result = {{"ruleId", finding.id()},
                 {"level", level_of(finding.severity())},
                 {"message", {{"text", fmt::format("{}: {}", item.label, finding.message)}}},
                 {"locations", Json::array({std::move(location)})},
                 {"partialFingerprints", {{"certcheck/v1", fingerprint(finding, item.label)}}},
                 {"properties", std::move(properties)}};
  const engine::Report* const report = item.report();
  if (report == nullptr) return result;
  // SARIF 2.1.0 3.27.23 and 3.35; 3.27.24.
  if (const engine::Waived* const waiver = report->waiver_of(finding))
    result["suppressions"] = Json::array({{{"kind", "external"},
                                           {"status", "accepted"},
                                           {"justification", fmt::format("{} ({}, until {})", waiver->reason,
                                                                         waiver->owner, waiver->until)}}});
  if (report->known) result["baselineState"] = report->is_known(finding) ? "unchanged" : "new";
  return result;
}

class Sarif final : public Format {
 public:
  std::string begin(const Origin& origin) override {
    tool_ = origin.tool;
    version_ = origin.version;
    return R"({"$schema":"https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json",)"
           R"("version":"2.1.0","runs":[{"results":[)";
  }

  std::string render(const Item& item) const override {
    std::string out;
    for (const Finding& finding : item.findings()) out += ",\n" + dump(result_json(finding, item));
    return out;
  }

  std::string write(std::string items) override {
    if (!items.empty() && !std::exchange(any_, true)) items.erase(0, 1);  // nothing is before the comma
    return items;
  }

  std::string end(const Tally& total) override {
    std::vector<const Check*> fired;
    for (const auto& [check, count] : total.by_check) fired.push_back(check);
    std::sort(fired.begin(), fired.end(), [](const Check* a, const Check* b) { return a->id < b->id; });
    Json rules = Json::array();
    for (const Check* const check : fired) rules.push_back(rule_json(*check));
    const Json driver = {{"name", tool_}, {"version", version_}, {"rules", std::move(rules)}};
    return "\n],\"tool\":" + dump({{"driver", driver}}) + R"(,"columnKind":"unicodeCodePoints"}]})" + "\n";
  }

 private:
  std::string tool_, version_;
  bool any_ = false;
};

}  // namespace

/// SARIF 2.1.0 (OASIS): one run; rules are those of the checks that fired.
std::unique_ptr<Format> make_sarif(const FormatOptions& /*options*/) { return std::make_unique<Sarif>(); }

}  // namespace certcheck::report
