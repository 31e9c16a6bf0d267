#include "certcheck/report/fields.h"

#include "certcheck/engine/checks.h"
#include "certcheck/report/detail/report_json.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace certcheck::report {
namespace {

using Json = nlohmann::ordered_json;
using Place = std::vector<std::string>;

Place keys_of(std::string_view text) {
  Place keys;
  for (size_t at = 0; at <= text.size();) {
    const size_t end = std::min(text.find('.', at), text.size());
    keys.emplace_back(text.substr(at, end - at));
    at = end + 1;
  }
  return keys;
}

/// A report in which nothing is missing, so that every key is there.
Json with_every_key() {
  Finding finding{.check = &engine::checks::input_unusable};
  finding.subject.index = 0;
  const x509::CertificatePtr certificate = x509::parse_certificate(Bytes());
  engine::Report report;
  report.target.emplace().exchanger.emplace();
  report.findings.push_back(finding);
  auto& handshake = report.handshake.emplace();
  handshake.key_exchange.emplace();
  handshake.proxy.emplace();
  handshake.alert.emplace();
  handshake.violations.emplace_back();
  handshake.steps.push_back({tls::Side::client, 0, tls::step::Alert{}});
  report.chain.presented.push_back(certificate);
  report.chain.paths.emplace_back().certificates.push_back(certificate);
  report.chain.paths.back().anchor = std::make_shared<trust::Anchor>(trust::Anchor{certificate, "store"});
  report.chain.paths.back().findings.push_back(finding);
  report.chain.missing_intermediates.emplace_back();
  report.chain.stores.emplace_back();
  report.waived.emplace(size_t{0}, engine::Waived());
  report.all_certificates.emplace_back();
  report.protocols.emplace().versions.emplace_back();
  const auto logs = std::make_shared<ct::LogList>();
  logs->logs.emplace_back();
  report.transparency.log_list = logs;
  report.transparency.timestamps.emplace_back().log = &logs->logs.front();
  report.transparency.policies.emplace_back();
  report.dane.emplace().associations.emplace_back().matched.emplace();
  report.caa.emplace().policies.emplace_back().lookup.records.emplace_back();
  report.names.emplace_back();
  report.expires.limited_by.emplace();
  report.revocation.emplace_back();
  report.fetched.emplace_back();
  return report_json(report, {}, [](std::string_view) { return true; });
}

/// What is wrong with the place; nullopt if reports have it.
std::optional<std::string> problem_of(const Json& every, const Place& place) {
  const Json* at = &every;
  for (const std::string& key : place) {
    while (at->is_array() && !at->empty()) at = &at->front();
    // Their keys depend on the finding and the step.
    if (at->is_object() && at->empty()) return std::nullopt;
    if (at->is_object() && at->contains(key)) {
      at = &(*at)[key];
      if (key == "evidence" || key == "detail") return std::nullopt;
      continue;
    }
    if (!at->is_object()) return "\"" + key + "\" is below a value that has no parts";
    std::string known;
    for (const auto& [name, value] : at->items()) known += (known.empty() ? "" : ", ") + name;
    return "there is no \"" + key + "\" among " + known;
  }
  return std::nullopt;
}

/// Of the value under the first `depth` keys of each of the places.
Json select(const Json& from, const std::vector<const Place*>& places, size_t depth) {
  if (from.is_array()) {
    Json list = Json::array();
    for (const Json& each : from) list.push_back(select(each, places, depth));
    return list;
  }
  if (!from.is_object()) return from;  // null: what it would be a part of is unknown
  Json out = Json::object();
  for (const Place* const place : places) {
    const std::string& key = (*place)[depth];
    if (out.contains(key)) continue;
    std::vector<const Place*> same;
    bool whole = false;
    for (const Place* const other : places) {
      if ((*other)[depth] != key) continue;
      whole = whole || other->size() == depth + 1;
      same.push_back(other);
    }
    const Json value = from.contains(key) ? from[key] : Json();
    out[key] = whole ? value : select(value, same, depth + 1);
  }
  return out;
}

/// Appends the values at the keys from `depth` on.
void collect(const Json& from, const Place& place, size_t depth, std::string& text) {
  if (from.is_array()) {
    for (const Json& each : from) collect(each, place, depth, text);
    return;
  }
  if (depth < place.size()) {
    if (from.is_object() && from.contains(place[depth])) collect(from[place[depth]], place, depth + 1, text);
    return;
  }
  if (from.is_null()) return;
  if (!text.empty()) text += "; ";
  text += from.is_string() ? from.get<std::string>() : to_text(from, -1);
}

}  // namespace

std::span<const std::string_view> brief_fields() {
  static constexpr std::array<std::string_view, 7> fields{
      "target.input",      "target.address",    "verdict",    "handshake.failure",
      "handshake.version", "expires.days_left", "findings.id"};
  return fields;
}

Result<Fields> Fields::parse(std::span<const std::string> places) {
  Fields fields;
  if (places.empty()) return fields;
  const Json every = with_every_key();
  for (const std::string& text : places) {
    Place place = keys_of(text);
    if (const auto problem = problem_of(every, place))
      return Error{Error::Kind::usage, "\"" + text + "\": " + *problem};
    fields.places_.push_back(std::move(place));
    fields.names_.push_back(text);
  }
  return fields;
}

bool Fields::contains(std::string_view place) const {
  const Place wanted = keys_of(place);
  return std::any_of(places_.begin(), places_.end(), [&](const Place& each) {
    return each.size() <= wanted.size() && std::equal(each.begin(), each.end(), wanted.begin());
  });
}

std::vector<std::string> Fields::texts(const engine::Report& report, const Origin& origin) const {
  const Json whole = report_json(report, origin, [this](std::string_view key) {
    return std::any_of(places_.begin(), places_.end(),
                       [&](const Place& each) { return each.front() == key; });
  });
  std::vector<std::string> texts;
  for (const Place& place : places_) collect(whole, place, 0, texts.emplace_back());
  return texts;
}

std::string Fields::to_json(const engine::Report& report, const Origin& origin, int indent) const {
  const Json whole = report_json(report, origin, [this](std::string_view key) {
    return std::any_of(places_.begin(), places_.end(),
                       [&](const Place& each) { return each.front() == key; });
  });
  std::vector<const Place*> places;
  for (const Place& place : places_) places.push_back(&place);
  return to_text(select(whole, places, 0), indent);
}

}  // namespace certcheck::report
