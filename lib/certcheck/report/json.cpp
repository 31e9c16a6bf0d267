#include "certcheck/report/json.h"

#include "certcheck/base/encoding.h"
#include "certcheck/base/ip_address.h"
#include "certcheck/base/pem.h"
#include "certcheck/base/shorten.h"
#include "certcheck/crypto/signature_facts.h"
#include "certcheck/der/reader.h"
#include "certcheck/engine/checks.h"
#include "certcheck/engine/waivers.h"
#include "certcheck/lint/in_force.h"
#include "certcheck/report/detail/handshake_steps.h"
#include "certcheck/report/detail/json_values.h"
#include "certcheck/report/detail/names_of.h"
#include "certcheck/report/detail/report_json.h"
#include "certcheck/report/detail/transparency.h"
#include "certcheck/tls/names.h"
#include "certcheck/x509/name.h"
#include "certcheck/x509/strings.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace certcheck::report {
namespace {

/// An empty object with room for its members: an ordered object that grows copies all that is in it.
Json object_of(size_t members) {
  Json object = Json::object();
  object.get_ref<Json::object_t&>().reserve(members);
  return object;
}

Json subject_json(const Subject& subject) {
  return {{"kind", to_string(subject.kind)},
          {"index", or_null(subject.index)},
          {"sha256", subject.sha256 ? Json(hex_encode(*subject.sha256)) : Json()}};
}

Json finding_json(const Finding& finding) {
  Json evidence = Json::object();
  for (const auto& [key, value] : finding.evidence) {
    if (!evidence.contains(key)) {
      evidence[key] = value;
    } else {
      if (!evidence[key].is_array()) evidence[key] = Json::array({evidence[key]});
      evidence[key].push_back(value);
    }
  }
  const auto in_force = lint::in_force_of(*finding.check);
  return {{"id", finding.id()},
          {"severity", to_string(finding.severity())},
          {"subject", subject_json(finding.subject)},
          {"node_path", text_or_null(finding.node_path)},
          {"offset", or_null(finding.offset)},
          {"message", finding.message},
          {"evidence", std::move(evidence)},
          {"citation", finding.check->citation},
          {"effective", in_force ? Json(in_force->day) : Json()},
          {"document", in_force ? text_or_null(in_force->document) : Json()},
          {"zlint", text_or_null(finding.check->zlint)},
          {"hint", finding.check->hint}};
}

Json findings_json(const Findings& findings) {
  Json list = Json::array();
  for (const Finding& finding : findings) list.push_back(finding_json(finding));
  return list;
}

Json waiver_json(const engine::Waived* waiver) {
  if (waiver == nullptr) return nullptr;
  return {{"until", waiver->until},
          {"owner", waiver->owner},
          {"reason", waiver->reason},
          {"place", waiver->place}};
}

/// The findings of the report as a whole, with what the user says of them.
Json findings_json(const engine::Report& report) {
  Json list = Json::array();
  for (const Finding& finding : report.findings) {
    Json json = finding_json(finding);
    json["waiver"] = waiver_json(report.waiver_of(finding));
    json["known"] = report.known ? Json(report.is_known(finding)) : Json();
    list.push_back(std::move(json));
  }
  return list;
}

Json target_json(const engine::Report& report) {
  const auto& target = report.target;
  if (!target) return nullptr;
  const auto& handshake = report.handshake;
  Json proxy;
  if (handshake && handshake->proxy)
    proxy = {{"url", handshake->proxy->url}, {"named_by", handshake->proxy->named_by}};
  Json exchanger;
  if (const auto& place = target->exchanger)
    exchanger = {{"domain", place->domain},
                 {"preference", place->implicit ? Json() : Json(place->preference)},
                 {"authenticated", place->authenticated}};
  return {{"input", shortened(target->input, OutputBudget::value_bytes)},
          {"host", text_or_null(target->host)},
          {"port", target->port == 0 ? Json() : Json(target->port)},
          {"address", handshake ? text_or_null(handshake->address) : Json()},
          {"addresses", handshake ? Json(handshake->addresses) : Json::array()},
          {"canonical_names", handshake ? Json(handshake->canonical_names) : Json::array()},
          {"proxy", std::move(proxy)},
          {"proxy_protocol", handshake ? text_or_null(handshake->proxy_protocol) : Json()},
          {"sni", handshake ? text_or_null(handshake->sni) : Json()},
          {"starttls", text_or_null(target->starttls)},
          {"mail_exchanger", std::move(exchanger)}};
}

std::string name_of(ByteView der) {
  Findings ignored;
  der::FaultSink sink(ignored);
  der::Reader reader(der, sink, "name");
  return x509::read_name(reader, "name").to_string();
}

Json step_json(const tls::HandshakeStep& step) {
  auto details = step_details(step);
  Json detail = object_of(details.size());
  for (auto& [key, value] : details)
    detail[key] = std::visit([](auto& v) { return Json(std::move(v)); }, value);
  return {{"name", step_name(step)},
          {"from", to_string(step.from)},
          {"at_ms", std::round(step.at_ms * 1000) / 1000},  // the clock has no more to say
          {"detail", std::move(detail)}};
}

Json handshake_json(const std::optional<tls::HandshakeRecord>& record) {
  if (!record) return nullptr;
  Json acceptable = Json::array();
  size_t bytes = 0;
  for (const Bytes& name : record->client_certificate.acceptable_cas) {
    std::string text = name_of(name);
    bytes += text.size();
    if (bytes > OutputBudget::list_bytes) break;  // the step "certificate_request" has their number
    acceptable.push_back(std::move(text));
  }
  Json key_exchange;
  if (record->key_exchange)
    key_exchange = {{"kind", to_string(record->key_exchange->kind)},
                    {"group", text_or_null(group_name(*record->key_exchange))},
                    {"bits", or_null(record->key_exchange->bits)}};
  Json alert;
  if (record->alert)
    alert = {{"level", record->alert->alert.fatal ? "fatal" : "warning"},
             {"description", tls::alert_name(record->alert->alert.description)},
             {"code", record->alert->alert.description},
             {"from", to_string(record->alert->from)}};
  Json steps = Json::array();
  for (const tls::HandshakeStep& step : record->steps) steps.push_back(step_json(step));
  const bool stapled = !record->ocsp_staples.empty() && !record->ocsp_staples.front().empty();
  const auto found = std::find_if(record->violations.begin(), record->violations.end(),
                                  [](const tls::ProtocolViolation& each) { return each.after_handshake; });
  const tls::ProtocolViolation* const after_handshake = found == record->violations.end() ? nullptr : &*found;
  Json violations = Json::array(), intolerances = Json::array();
  for (const tls::ProtocolViolation& violation : record->violations)
    violations.push_back({{"step", stage_name(violation.step)}, {"message", violation.message}});
  for (const tls::Intolerance& intolerance : record->intolerances)
    intolerances.push_back(to_string(intolerance.kind));
  return {
      {"completed", record->completed},
      {"possession", to_string(record->possession)},
      {"failure", record->failure == tls::HandshakeFailure::none ? Json() : Json(to_string(record->failure))},
      {"stopped_at", text_or_null(stage_name(record->stopped_at))},
      {"error", text_or_null(record->error)},
      {"violation", after_handshake ? Json(after_handshake->message) : Json()},
      {"violations", std::move(violations)},
      {"intolerances", std::move(intolerances)},
      {"probed", record->probed},
      {"version", record->version == 0 ? Json() : Json(tls::tls_version_name(record->version))},
      {"cipher_suite", record->cipher_suite ? Json(tls::cipher_suite_name(*record->cipher_suite)) : Json()},
      {"key_exchange", std::move(key_exchange)},
      {"signature_scheme",
       record->signature_scheme ? Json(tls::handshake_scheme_name(*record->signature_scheme)) : Json()},
      {"alpn", text_or_null(record->alpn)},
      {"sni", text_or_null(record->sni)},
      {"resumed", record->resumed},
      {"client_certificate",
       {{"requested", record->client_certificate.requested},
        {"acceptable_cas", std::move(acceptable)},
        {"sent", record->client_certificate.sent}}},
      {"ocsp_stapled", stapled},
      {"alert", std::move(alert)},
      {"steps", std::move(steps)}};
}

Json presented_json(const x509::Certificate& certificate, const engine::CertificateDetails& details,
                    size_t index) {
  Json dns_names = Json::array(), ip_addresses = Json::array();
  constexpr size_t around_each = 3;  // what JSON adds to a string
  size_t bytes = 0, left_out = 0;
  if (certificate.subject_alternative_names) {
    for (const auto& name : *certificate.subject_alternative_names) {
      const bool is_dns = name.kind == x509::GeneralName::Kind::dns_name;
      if (!is_dns && name.kind != x509::GeneralName::Kind::ip_address) continue;
      std::string text =
          is_dns ? shortened(name.text(), OutputBudget::value_bytes) : format_ip_address(name.value);
      if (bytes + text.size() > OutputBudget::list_bytes) {
        ++left_out;
        continue;
      }
      bytes += text.size() + around_each;
      (is_dns ? dns_names : ip_addresses).push_back(std::move(text));
    }
  }
  return {{"index", index},
          {"sha256", hex_encode(details.sha256)},
          {"subject", certificate.subject.to_string()},
          {"issuer", certificate.issuer.to_string()},
          {"serial", shortened_hex(certificate.serial, OutputBudget::value_bytes)},
          {"not_before", time_or_null(certificate.not_before.time)},
          {"not_after", time_or_null(certificate.not_after.time)},
          {"key",
           {{"algorithm", details.key}, {"bits", details.key_bits == 0 ? Json() : Json(details.key_bits)}}},
          {"signature_algorithm", crypto::signature_facts(certificate.signature_algorithm).name},
          {"dns_names", std::move(dns_names)},
          {"ip_addresses", std::move(ip_addresses)},
          {"names_left_out", left_out},
          {"pem", pem_encode("CERTIFICATE", certificate.der)}};
}

Json path_json(const path::Path& path, const engine::ChainReport& chain) {
  const auto fingerprint = [&](const x509::Certificate& certificate) {
    return hex_encode(chain.details_of(certificate).sha256);
  };
  Json certificates = Json::array();
  for (const auto& certificate : path.certificates) certificates.push_back(fingerprint(*certificate));
  Json anchor;
  if (path.anchor)
    anchor = {{"sha256", fingerprint(*path.anchor->certificate)},
              {"subject", path.anchor->certificate->subject.to_string()},
              {"store", path.anchor->store},
              {"root", trust::is_root(*path.anchor->certificate)}};
  return {{"certificates", std::move(certificates)},
          {"anchor", std::move(anchor)},
          {"trusted", path.trusted},
          {"expires", time_or_null(path.expires)},
          {"valid_policies", path.valid_policies},
          {"findings", findings_json(path.findings)}};
}

Json chain_json(const engine::ChainReport& chain) {
  Json presented = Json::array(), paths = Json::array(), missing = Json::array(), stores = Json::array();
  for (size_t i = 0; i < chain.presented.size(); ++i)
    presented.push_back(presented_json(*chain.presented[i], chain.details_of(*chain.presented[i]), i));
  for (const path::Path& path : chain.paths) paths.push_back(path_json(path, chain));
  for (const auto& issuer : chain.missing_intermediates)
    missing.push_back({{"name", issuer.name},
                       {"key_identifier", text_or_null(issuer.key_identifier)},
                       {"wanted_by", issuer.wanted_by},
                       {"ca_issuers", issuer.ca_issuers},
                       {"fetched_from", text_or_null(issuer.fetched_from)}});
  for (const auto& store : chain.stores)
    stores.push_back({{"store", store.store}, {"trusted", store.trusted}});
  Json json = object_of(7);
  json["presented"] = std::move(presented);
  json["paths"] = std::move(paths);
  json["best_path"] = chain.paths.empty() ? Json() : Json(0);
  json["order_ok"] = chain.presented.empty() ? Json() : Json(chain.order_ok);
  json["missing_intermediates"] = std::move(missing);
  json["unused"] = chain.unused;
  json["stores"] = std::move(stores);
  return json;
}

/// The first name that did not match, else the first.
Json host_name_json(const std::vector<engine::HostNameMatch>& names) {
  if (names.empty()) return nullptr;
  const auto missed =
      std::find_if(names.begin(), names.end(), [](const auto& name) { return !name.matched; });
  const engine::HostNameMatch& match = missed == names.end() ? names.front() : *missed;
  return {{"name", match.name}, {"matched", match.matched}, {"by", text_or_null(match.by)}};
}

Json names_json(const std::vector<engine::HostNameMatch>& names) {
  Json list = Json::array();
  for (const auto& match : names)
    list.push_back({{"kind", to_string(match.kind)},
                    {"name", match.name},
                    {"matched", match.matched},
                    {"by", text_or_null(match.by)}});
  return list;
}

Json expiry_json(const engine::Expiry& expiry) {
  return {{"leaf", time_or_null(expiry.leaf)},
          {"path", time_or_null(expiry.path)},
          {"limited_by", expiry.limited_by ? subject_json(*expiry.limited_by) : Json()},
          {"days_left", or_null(expiry.days_left)}};
}

Json all_certificates_json(const std::vector<engine::ShownCertificate>& certificates) {
  Json list = Json::array();
  for (const auto& each : certificates)
    list.push_back({{"asked_for", text_or_null(each.asked_for)},
                    {"sha256", each.sha256},
                    {"key", each.key},
                    {"not_after", time_or_null(each.not_after)},
                    {"verdict", to_string(each.verdict)}});
  return list;
}

Json revocation_json(const std::vector<engine::RevocationStatus>& statuses) {
  Json list = Json::array();
  for (const auto& status : statuses)
    list.push_back({{"subject", subject_json(status.subject)},
                    {"status", to_string(status.status)},
                    {"source", text_or_null(status.source)},
                    {"revoked_at", time_or_null(status.revoked_at)},
                    {"reason", text_or_null(status.reason)}});
  return list;
}

Json fetches_json(const std::vector<engine::Fetched>& fetched) {
  Json list = Json::array();
  for (const auto& each : fetched)
    list.push_back({{"kind", to_string(each.kind)},
                    {"subject", subject_json(each.subject)},
                    {"address", text_or_null(shortened(each.address, OutputBudget::value_bytes))},
                    {"bytes", each.bytes},
                    {"ms", each.took.count()},
                    {"from_cache", each.from_cache},
                    {"method", text_or_null(each.method)},
                    {"status", each.status == 0 ? Json(nullptr) : Json(each.status)},
                    {"redirects", each.redirects},
                    {"note", text_or_null(each.note)},
                    {"error", text_or_null(each.error)}});
  return list;
}

Json dane_json(const std::optional<dane::Report>& dane) {
  if (!dane) return nullptr;
  Json records = Json::array();
  for (const dane::Association& each : dane->associations)
    records.push_back({{"usage", each.record.usage},
                       {"selector", each.record.selector},
                       {"matching_type", each.record.matching},
                       {"meaning", dane::describe(each.record)},
                       {"data", shortened_hex(each.record.data, OutputBudget::value_bytes)},
                       {"unusable", text_or_null(each.unusable)},
                       {"matched", each.matched ? subject_json(*each.matched) : Json()},
                       {"authenticates", each.authenticates},
                       {"refused", text_or_null(each.refused)}});
  return {{"outcome", to_string(dane->outcome)},
          {"name", text_or_null(dane->name)},
          {"base_domain", text_or_null(dane->base_domain)},
          {"asked", dane->asked},
          {"authenticated", dane->authenticated},
          {"records", std::move(records)},
          {"unreadable_records", dane->unreadable},
          {"by", or_null(dane->by)},
          {"ignores_pkix", dane->ignores_pkix},
          {"error", text_or_null(dane->problem)}};
}

Json caa_json(const std::optional<dns::CaaReport>& caa) {
  if (!caa) return nullptr;
  Json names = Json::array();
  for (const dns::CaaPolicy& policy : caa->policies) {
    Json records = Json::array();
    for (const dns::CaaRecord& record : policy.lookup.records)
      records.push_back({{"flags", record.flags},
                         {"tag", record.tag},
                         {"value", shortened(record.value, OutputBudget::value_bytes)}});
    names.push_back({{"name", policy.lookup.name},
                     {"found_at", text_or_null(policy.lookup.found_at)},
                     {"records", std::move(records)},
                     {"unreadable_records", policy.lookup.unreadable.size()},
                     {"authenticated", policy.lookup.authenticated},
                     {"restricted", policy.restricted},
                     {"issuers", policy.issuers},
                     {"unknown_critical", policy.unknown_critical},
                     {"error", text_or_null(policy.lookup.problem)}});
  }
  return {{"names", std::move(names)},
          {"names_left_out", caa->names_left_out},
          {"expected_issuers", caa->expected_issuers}};
}

Json protocols_json(const std::optional<tls::ProtocolSupport>& support) {
  if (!support) return nullptr;
  Json versions = Json::array();
  for (const auto& version : support->versions)
    versions.push_back({{"version", tls::tls_version_name(version.version)},
                        {"cipher_suites", names_of(version.cipher_suites, tls::cipher_suite_name)},
                        {"groups", names_of(version.groups, tls::named_group_name)},
                        {"server_order", or_null(version.server_order)}});
  return {{"versions", std::move(versions)},
          {"handshakes", support->handshakes},
          {"incomplete", text_or_null(support->incomplete)}};
}

}  // namespace

Json report_json(const engine::Report& report, const Origin& origin,
                 const std::function<bool(std::string_view key)>& wanted) {
  Json json = object_of(24);
  const auto add = [&](const char* key, const auto& value) {
    if (wanted(key)) json[key] = value();
  };
  add("schema_version", [] { return Json(1); });
  add("tool", [&] { return Json{{"name", origin.tool}, {"version", origin.version}}; });
  add("checked_at", [&] { return Json(format_rfc3339(origin.checked_at)); });
  add("validation_time", [&] { return Json(format_rfc3339(report.validation_time)); });
  add("profile", [&] { return Json(to_string(report.profile)); });
  add("strict", [&] { return Json(report.strict); });
  add("target", [&] { return target_json(report); });
  add("verdict", [&] { return Json(to_string(report.verdict)); });
  add("verdict_accepted", [&] { return Json(engine::is_verdict_accepted(report)); });
  add("findings", [&] { return findings_json(report); });
  add("asked_for", [&] { return text_or_null(report.asked_for); });
  add("all_certificates", [&] { return all_certificates_json(report.all_certificates); });
  add("handshake", [&] { return handshake_json(report.handshake); });
  add("protocols", [&] { return protocols_json(report.protocols); });
  add("dane", [&] { return dane_json(report.dane); });
  add("caa", [&] { return caa_json(report.caa); });
  add("chain", [&] { return chain_json(report.chain); });
  add("hostname", [&] { return host_name_json(report.names); });
  add("names", [&] { return names_json(report.names); });
  add("expires", [&] { return expiry_json(report.expires); });
  add("revocation", [&] { return revocation_json(report.revocation); });
  add("fetches", [&] { return fetches_json(report.fetched); });
  add("transparency", [&] { return transparency_json(report.transparency); });
  return json;
}

std::string to_text(const Json& json, int indent) {
  return x509::inert_json(json.dump(indent, ' ', false, Json::error_handler_t::replace));
}

std::string to_json(const engine::Report& report, const Origin& origin, int indent) {
  return to_text(report_json(report, origin, [](std::string_view /*key*/) { return true; }), indent);
}

std::string error_to_json(const Error& error, std::string_view input, const Origin& origin, int indent) {
  return to_json(error_report(error, input, origin), origin, indent);
}

std::string to_json(const LintedThing& thing) {
  const engine::Linted& linted = thing.linted;
  Json out = {{"file", thing.file},
              {"index", thing.index},
              {"line", thing.line == 0 ? Json() : Json(thing.line)},
              {"kind", kind_of(thing)},
              {"subject", nullptr},
              {"issuer", nullptr},
              {"serial", nullptr},
              {"not_before", nullptr},
              {"not_after", nullptr},
              {"sha256", linted.subject.sha256 ? Json(hex_encode(*linted.subject.sha256)) : Json()},
              {"as_of", time_or_null(linted.assumed.as_of)},
              {"profile", linted.assumed.profile != nullptr && linted.certificate != nullptr
                              ? Json(linted.assumed.profile->name)
                              : Json()},
              {"findings", findings_json(linted.findings)}};
  if (linted.certificate) {
    const x509::Certificate& certificate = *linted.certificate;
    out["subject"] = certificate.subject.to_string();
    out["issuer"] = certificate.issuer.to_string();
    out["serial"] = shortened_hex(certificate.serial, OutputBudget::value_bytes);
    out["not_before"] = time_or_null(certificate.not_before.time);
    out["not_after"] = time_or_null(certificate.not_after.time);
  } else if (linted.crl) {
    out["issuer"] = linted.crl->issuer.to_string();
    out["not_before"] = time_or_null(linted.crl->this_update.time);
    out["not_after"] = linted.crl->next_update ? time_or_null(linted.crl->next_update->time) : Json();
  } else if (linted.ocsp) {
    out["not_before"] = time_or_null(linted.ocsp->produced_at.time);
  }
  return to_text(out, -1);
}

namespace {

/// An object for each item.
class JsonObjects final : public Format {
 public:
  JsonObjects(int indent, Fields fields) : indent_(indent), fields_(std::move(fields)) {}
  std::string render(const Item& item) const override { return object_of(item) + '\n'; }

 private:
  std::string object_of(const Item& item) const {
    if (item.report() == nullptr) return to_json(*item.linted());
    if (fields_.empty()) return to_json(*item.report(), item.origin, indent_);
    return fields_.to_json(*item.report(), item.origin, indent_);
  }

  int indent_;
  Fields fields_;
};

/// One object for all that was linted.
class JsonDocument final : public Format {
 public:
  std::string begin(const Origin& origin) override {
    const Json tool = {{"name", origin.tool}, {"version", origin.version}};
    return fmt::format(R"({{"schema_version":1,"tool":{},"items":[)", tool.dump());
  }

  std::string render(const Item& item) const override { return ",\n" + to_json(*item.linted()); }

  std::string write(std::string items) override {
    if (!items.empty() && !std::exchange(any_, true)) items.erase(0, 1);  // nothing is before the comma
    return items;
  }

  std::string end(const Tally& total) override {
    const Json summary = {{"items", total.items},
                          {"error", total.of(Severity::error)},
                          {"warning", total.of(Severity::warning)},
                          {"notice", total.of(Severity::notice)}};
    return fmt::format("\n],\"summary\":{}}}\n", summary.dump());
  }

 private:
  bool any_ = false;
};

}  // namespace

/// Reports: indented on a terminal, else one per line. All that was linted as one document.
std::unique_ptr<Format> make_json(const FormatOptions& options) {
  if (options.content == Content::linted) return std::make_unique<JsonDocument>();
  return std::make_unique<JsonObjects>(options.terminal ? 2 : -1, options.fields);
}

/// Reports or things linted, one per line, wherever they go.
std::unique_ptr<Format> make_ndjson(const FormatOptions& options) {
  return std::make_unique<JsonObjects>(-1, options.fields);
}

}  // namespace certcheck::report
