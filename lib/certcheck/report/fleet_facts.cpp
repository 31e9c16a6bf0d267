#include "certcheck/report/detail/fleet_facts.h"

#include "certcheck/base/encoding.h"
#include "certcheck/base/shorten.h"
#include "certcheck/crypto/digest.h"

#include <algorithm>
#include <optional>

namespace certcheck::report {
namespace {

using Json = nlohmann::ordered_json;

std::string day_of(Time time) {
  return format_rfc3339(time).substr(0, std::string_view("2026-01-31").size());
}

void add_certificate(Json& trace, const x509::Certificate& certificate, const Sha256& sha256) {
  trace["certificate"] = hex_encode(sha256);
  trace["subject"] = certificate.subject.to_string();
  trace["not_after"] =
      certificate.not_after.time ? format_rfc3339(*certificate.not_after.time) : std::string();
  if (!certificate.public_key.bytes.empty())
    trace["key"] = hex_encode(crypto::sha256(certificate.public_key.bytes));
}

void add_report(Json& trace, const engine::Report& report) {
  if (report.chain.presented.empty()) return;
  const x509::Certificate& leaf = *report.chain.presented.front();
  add_certificate(trace, leaf, report.chain.details_of(leaf).sha256);
  if (!report.expires.path || !report.expires.limited_by) return;
  trace["day"] = day_of(*report.expires.path);
  const auto& limit = report.expires.limited_by->sha256;
  trace["limited_by"] = limit ? hex_encode(*limit) : trace["certificate"].get<std::string>();
}

void add_linted(Json& trace, const LintedThing& thing) {
  const engine::Linted& linted = thing.linted;
  if (!linted.certificate || !linted.subject.sha256) return;
  add_certificate(trace, *linted.certificate, *linted.subject.sha256);
  if (!linted.certificate->not_after.time) return;
  trace["day"] = day_of(*linted.certificate->not_after.time);
  trace["limited_by"] = trace["certificate"];
}

template <typename Entry, typename Shared>
FleetFacts::Found<Entry> largest(const std::map<std::string, Entry>& entries, size_t most, Shared shared) {
  FleetFacts::Found<Entry> found;
  for (const auto& [name, entry] : entries)
    if (shared(entry)) found.emplace_back(name, &entry);
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
    return a.second->targets.count > b.second->targets.count;
  });
  if (found.size() > most) found.resize(most);
  return found;
}

}  // namespace

Json FleetFacts::trace_of(const Item& item) {
  if (item.linted() != nullptr && !item.linted()->other_kind.empty()) return nullptr;
  Json trace{{"target", shortened(item.label, OutputBudget::value_bytes)}};
  trace["verdict"] = item.report() != nullptr ? to_string(item.report()->verdict) : kind_of(*item.linted());
  size_t errors = 0, warnings = 0;
  Json ids = Json::array();
  for (const Finding& finding : item.findings()) {
    errors += finding.severity() == Severity::error ? 1 : 0;
    warnings += finding.severity() == Severity::warning ? 1 : 0;
    if (finding.severity() == Severity::error && ids.size() < OutputBudget::findings_of_a_kind)
      ids.push_back(finding.id());
  }
  trace["errors"] = errors;
  trace["warnings"] = warnings;
  trace["findings"] = std::move(ids);
  if (item.report() != nullptr)
    add_report(trace, *item.report());
  else
    add_linted(trace, *item.linted());
  return trace;
}

void FleetFacts::add(const Json& trace) {
  if (!trace.contains("certificate")) return;
  const std::string target = trace["target"];
  SeenCertificate& certificate = certificates_[trace["certificate"]];
  certificate.subject = trace["subject"];
  certificate.not_after = trace["not_after"];
  certificate.targets.add(target);
  if (trace.contains("key")) {
    SeenKey& key = keys_[trace["key"]];
    if (key.certificates.size() < fleet_targets_max) {
      key.certificates.insert(trace["certificate"]);
      key.subjects.insert(trace["subject"]);
    }
    key.targets.add(target);
  }
  if (!trace.contains("day")) return;
  Day& day = days_[trace["day"]];
  if (day.certificates.size() < fleet_targets_max) day.certificates.insert(trace["limited_by"]);
  day.targets.add(target);
}

FleetFacts::Found<SeenKey> FleetFacts::shared_keys(size_t most) const {
  return largest<SeenKey>(keys_, most, [](const SeenKey& each) { return each.subjects.size() > 1; });
}

FleetFacts::Found<SeenCertificate> FleetFacts::shared_certificates(size_t most) const {
  return largest<SeenCertificate>(certificates_, most,
                                  [](const SeenCertificate& each) { return each.targets.count > 1; });
}

std::vector<Json> lines_of_json(std::string_view lines) {
  std::vector<Json> found;
  while (!lines.empty()) {
    const size_t end = lines.find('\n');
    found.push_back(Json::parse(lines.substr(0, end)));
    lines.remove_prefix(end + 1);
  }
  return found;
}

}  // namespace certcheck::report
