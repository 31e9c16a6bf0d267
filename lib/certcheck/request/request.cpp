#include "certcheck/request/request.h"

#include "certcheck/base/encoding.h"
#include "certcheck/base/pem.h"
#include "certcheck/base/shorten.h"
#include "certcheck/files/contents.h"
#include "certcheck/names/reference_name.h"
#include "certcheck/request/anchor_constraints.h"
#include "certcheck/request/detail/json_line.h"
#include "certcheck/request/option.h"
#include "certcheck/request/settings.h"
#include "certcheck/trust/checks.h"
#include "certcheck/trust/pem_certificate.h"
#include "certcheck/x509/certificate_list.h"
#include "certcheck/x509/strings.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

namespace certcheck::request {
namespace {

using Json = nlohmann::ordered_json;

Error usage(std::string message) { return Error{Error::Kind::usage, std::move(message)}; }

/// Reads the members of a request into settings by the table of options; the first thing wrong stays as the
/// error.
class Reader {
 public:
  explicit Reader(Settings& settings) : settings_(settings) {}

  /// Null stands for "not given", so that callers may send every key always.
  void read(const Option& option, std::string_view key, const Json& value) {
    option_ = &option;
    key_ = key;
    if (!value.is_null()) std::visit([&](const auto& member) { read_into(member, value); }, option.member);
  }

  const std::optional<Error>& error() const { return error_; }

 private:
  void read_into(std::monostate /*none*/, const Json& /*value*/) {}

  template <typename Flag>
  void read_flag(Flag& flag, const Json& value) {
    if (!value.is_boolean()) return fail(" is neither true nor false");
    flag = value.get<bool>();
  }
  void read_into(bool Settings::*member, const Json& value) { read_flag(settings_.*member, value); }
  void read_into(std::optional<bool> Settings::*member, const Json& value) {
    read_flag(settings_.*member, value);
  }

  template <typename Text>
  void read_text(Text& text, const Json& value) {
    if (option_->form == Form::object)
      text = value.dump(-1, ' ', false, Json::error_handler_t::replace);
    else if (value.is_string())
      text = value.get<std::string>();
    else if (option_->key.empty() && value.is_number())  // seconds, days: of connections and expectations
      text = value.dump();
    else
      fail(" is not a string");
  }
  void read_into(std::string Settings::*member, const Json& value) { read_text(settings_.*member, value); }
  void read_into(std::optional<std::string> Settings::*member, const Json& value) {
    read_text(settings_.*member, value);
  }

  void read_into(std::optional<uint64_t> Settings::*member, const Json& value) {
    if (!value.is_number_unsigned() || value.get<uint64_t>() > option_->most)
      return fail(" is not " + range_text(0, option_->most));
    settings_.*member = value.get<uint64_t>();
  }

  void read_into(std::vector<std::string> Settings::*member, const Json& value) {
    if (option_->form == Form::names) return read_names(settings_.*member, value);
    if (!value.is_array()) return fail(" is not an array");
    for (size_t i = 0; i < value.size(); ++i) {
      if (!value[i].is_string()) return fail("[" + std::to_string(i) + "] is not a string");
      (settings_.*member).push_back(value[i].get<std::string>());
    }
  }

  void read_names(std::vector<std::string>& list, const Json& value) {
    if (!value.is_array()) return read_name(list, value);
    for (const Json& one : value) read_name(list, one);
  }

  /// As the command line has it: "dns:example.com".
  void read_name(std::vector<std::string>& list, const Json& json) {
    if (!json.is_object() || !json.contains("kind") || !json.contains("value") || !json["kind"].is_string() ||
        !json["value"].is_string())
      return fail(
          ": it is neither an object {\"kind\": \"dns\"|\"ip\"|\"email\"|\"uri\"|\"srv\", \"value\"} nor a "
          "list of them");
    const auto kind = json["kind"].get<std::string>();
    if (!names::parse_kind(kind))
      return fail(": it has the kind \"" + kind + "\", which is not one of dns, ip, email, uri, srv");
    list.push_back(kind + ":" + json["value"].get<std::string>());
  }

  void fail(const std::string& what) {
    if (!error_) error_ = usage("\"" + std::string(key_) + "\"" + what);
  }

  Settings& settings_;
  const Option* option_ = nullptr;
  std::string_view key_;
  std::optional<Error> error_;
};

/// What a request is about.
enum class About : uint8_t { chain, target };

/// The key of an option in such a request; empty: there is none.
std::string key_of(const Option& option, About about) {
  if (about == About::chain || !option.key.empty())
    return about == About::target && option.key == "leaf" ? std::string() : std::string(option.key);
  return option.sets ? policy_key_of(option) : std::string();
}

Result<Settings> read_settings(const Json& json, About about) {
  if (!json.is_object()) return usage("the request is not a JSON object");
  Settings settings;
  Reader reader(settings);
  const auto table = options();
  for (const auto& [key, value] : json.items()) {
    const auto option = std::find_if(table.begin(), table.end(), [&wanted = key, about](const Option& each) {
      return key_of(each, about) == wanted;
    });
    if (key.empty() || option == table.end()) return usage("unknown key \"" + key + "\"");
    reader.read(*option, key, value);
    if (about == About::target && !value.is_null()) settings.places[option->name] = "\"" + key + "\"";
  }
  if (reader.error()) return *reader.error();
  if (about == About::chain && !settings.leaf) return usage("\"leaf\" is missing");
  for (const Option& option : table)
    for (const Option& other : table)
      if (about == About::target && !option.excludes.empty() && option.excludes == other.name &&
          settings.places.contains(option.name) && settings.places.contains(other.name))
        return usage(settings.places[option.name] + " and " + settings.places[other.name] +
                     " exclude each other");
  if (settings.no_name && !settings.names.empty())
    return usage("\"no_name\" and \"name\" exclude each other");
  return settings;
}

/// A certificate of a request, with the trust settings that came with it.
struct GivenCertificate {
  x509::CertificatePtr certificate;
  trust::Settings settings;
};

/// What is cut off was not sent to its end: it has no verdict.
std::optional<Error> check_whole(ByteView der, files::Kind kind, const std::string& where) {
  const auto cut = files::cut_off(der);
  if (!cut) return std::nullopt;
  return usage(where + " contains " + std::string(describe(kind)) + " that is " + *cut);
}

/// Issuers and serial numbers, as files::Contents has them.
using Distrusted = std::vector<std::pair<std::string, Bytes>>;

/// Every certificate of a PEM text; an error if there is none, one cannot be decoded, or something else is
/// there. `parsed` has what was read before of the same list: what is left out of it for its faults is not in
/// the result. `distrusted`, unless null, is given what is distrusted without being there.
Result<std::vector<GivenCertificate>> certificates(const std::string& pem, const std::string& where,
                                                   x509::CertificateList& parsed,
                                                   Distrusted* distrusted = nullptr) {
  files::Contents contents = files::read_contents(as_bytes(pem), {});
  for (const Finding& finding : contents.findings) {
    if (finding.severity() != Severity::error) continue;
    for (const auto& [key, value] : finding.evidence)
      if (key == "line") return usage(where + " is invalid PEM (line " + value + ")");
    return usage(where + ": " + finding.message);
  }
  std::vector<GivenCertificate> list;
  bool any = false;
  for (files::Part& part : contents.parts) {
    if (part.kind == files::Kind::certificate) {
      any = true;
      if (auto error = check_whole(part.der, part.kind, where)) return *std::move(error);
      if (auto certificate = parsed.parse(std::move(part.der)))
        list.push_back({std::move(certificate), std::move(part.settings)});
    } else if (part.container.empty()) {
      return usage(
          where + " holds " +
          (part.label.empty() ? std::string(describe(part.kind)) : "a PEM block \"" + part.label + "\"") +
          " instead of a certificate");
    }
  }
  const bool distrusts = distrusted != nullptr && !contents.distrusted.empty();
  if (distrusts)
    std::move(contents.distrusted.begin(), contents.distrusted.end(), std::back_inserter(*distrusted));
  if (!any && !distrusts) return usage(where + " contains no PEM certificate");
  return list;
}

Result<std::vector<GivenCertificate>> certificate_list(const std::vector<std::string>& pems, const char* key,
                                                       Distrusted* distrusted = nullptr) {
  std::vector<GivenCertificate> list;
  x509::CertificateList parsed;
  for (size_t i = 0; i < pems.size(); ++i) {
    auto found =
        certificates(pems[i], "\"" + std::string(key) + "\"[" + std::to_string(i) + "]", parsed, distrusted);
    if (!found) return found.error();
    std::move(found->begin(), found->end(), std::back_inserter(list));
  }
  return list;
}

Json subject_json(const Subject& subject) {
  return {{"kind", to_string(subject.kind)},
          {"index", subject.index ? Json(*subject.index) : Json()},
          {"sha256", subject.sha256 ? Json(hex_encode(*subject.sha256)) : Json()}};
}

/// Every CRL of the PEM texts.
Result<std::vector<x509::CrlPtr>> crl_list(const std::vector<std::string>& pems, Known& known) {
  std::vector<x509::CrlPtr> list;
  for (size_t i = 0; i < pems.size(); ++i) {
    const std::string where = "\"crls\"[" + std::to_string(i) + "]";
    const auto blocks = find_pem_blocks(pems[i]);
    if (blocks.empty()) return usage(where + " contains no PEM CRL");
    for (const PemBlock& block : blocks) {
      auto der = block.decode();
      if (block.label != "X509 CRL" || !der || !block.terminated)
        return usage(where + " is not a valid PEM CRL (line " + std::to_string(block.line) + ")");
      if (auto error = check_whole(*der, files::Kind::crl, where)) return *std::move(error);
      list.push_back(known.crl(*std::move(der)));
    }
  }
  return list;
}

/// OCSP responses in base64.
Result<std::vector<x509::OcspResponsePtr>> response_list(const std::vector<std::string>& texts) {
  std::vector<x509::OcspResponsePtr> list;
  for (size_t i = 0; i < texts.size(); ++i) {
    auto der = base64_decode(texts[i]);
    const std::string where = "\"ocsp\"[" + std::to_string(i) + "]";
    if (!der) return usage(where + " is not base64");
    if (auto error = check_whole(*der, files::Kind::ocsp_response, where)) return *std::move(error);
    list.push_back(x509::parse_ocsp_response(*std::move(der)));
  }
  return list;
}

Json result_json(const Json& id, const engine::Report& report) {
  Json findings = Json::array(), path = Json::array(), policies = Json::array(), revocation = Json::array();
  for (const Finding& finding : report.findings)
    findings.push_back({{"id", finding.id()},
                        {"severity", to_string(finding.severity())},
                        {"subject", subject_json(finding.subject)}});
  for (const auto& status : report.revocation)
    revocation.push_back(
        {{"subject", subject_json(status.subject)},
         {"status", to_string(status.status)},
         {"source", status.source.empty() ? Json() : Json(status.source)},
         {"revoked_at", status.revoked_at ? Json(format_rfc3339(*status.revoked_at)) : Json()},
         {"reason", status.reason.empty() ? Json() : Json(status.reason)}});
  if (!report.chain.paths.empty()) {
    const path::Path& best = report.chain.paths.front();
    for (const auto& certificate : best.certificates)
      path.push_back(hex_encode(report.chain.details_of(*certificate).sha256));
    if (best.trusted)
      for (const auto& policy : best.valid_policies) policies.push_back(policy);
  }
  return {{"id", id},
          {"verdict", to_string(report.verdict)},
          {"findings", std::move(findings)},
          {"path", std::move(path)},
          {"valid_policies", std::move(policies)},
          {"revocation", std::move(revocation)}};
}

/// What the SCTs come to, for a request that gives a list of logs.
Json transparency_json(const ct::Transparency& transparency) {
  Json timestamps = Json::array(), policies = Json::array();
  for (const ct::Timestamp& sct : transparency.timestamps) {
    const bool named = sct.log != nullptr && !sct.log->description.empty();
    timestamps.push_back(
        {{"source", to_string(sct.source)},
         {"log", named ? Json(shortened(sct.log->description, OutputBudget::value_bytes)) : Json()},
         {"timestamp", sct.time ? Json(format_rfc3339(*sct.time)) : Json()},
         {"status", to_string(sct.status)},
         {"counts", sct.counts}});
  }
  for (const ct::PolicyResult& result : transparency.policies)
    policies.push_back({{"policy", to_string(result.policy)},
                        {"compliant", result.compliant ? Json(*result.compliant) : Json()},
                        {"required", result.required},
                        {"counted", result.counted}});
  return {{"timestamps", std::move(timestamps)}, {"policies", std::move(policies)}};
}

/// What was fetched for a request that asks for that.
Json fetches_json(const std::vector<engine::Fetched>& fetched) {
  Json list = Json::array();
  for (const auto& each : fetched)
    list.push_back({{"kind", to_string(each.kind)},
                    {"subject", subject_json(each.subject)},
                    {"address", shortened(each.address, OutputBudget::value_bytes)},
                    {"error", each.error.empty() ? Json() : Json(each.error)}});
  return list;
}

/// On one line, whatever bytes the strings hold.
std::string dump(const Json& json) {
  return x509::inert_json(json.dump(-1, ' ', false, Json::error_handler_t::replace));
}

/// What the options about CRLs, logs and distrust bring, for either kind of request.
std::optional<Error> read_rules(const Settings& settings, Known& known, revocation::Evidence& evidence,
                                engine::Options& options) {
  auto crls = crl_list(settings.crls, known);
  if (!crls) return crls.error();
  auto responses = response_list(settings.ocsp);
  if (!responses) return responses.error();
  evidence = {*std::move(crls), *std::move(responses)};
  if (!settings.ct_log_list.empty()) {
    auto logs = known.log_list(settings.ct_log_list);
    if (!logs) return usage("\"ct_log_list\": " + logs.error().message);
    options.log_list = *std::move(logs);
  }
  if (!settings.distrust.empty()) {
    auto distrust = known.distrust(settings.distrust);
    if (!distrust) return usage("\"distrust\": " + distrust.error().message);
    options.path.distrust = *std::move(distrust);
  }
  return std::nullopt;
}

/// The trust anchors, with the constraints on them.
Known::Anchors read_anchors(const Settings& settings) {
  Distrusted distrusted;
  auto given = certificate_list(settings.trust, "trust", &distrusted);
  if (!given) return given.error();
  const auto anchors = std::make_shared<GivenAnchors>();
  for (auto& [issuer, serial] : distrusted) anchors->store.distrust(std::move(issuer), std::move(serial));
  for (GivenCertificate& anchor : *given) {
    Bytes der = anchor.certificate->der;
    const size_t trailing = trust::drop_trailing_data(der);
    if (trailing != 0) anchors->findings.push_back(trust::trailing_data_finding("\"trust\"", trailing));
    if (!anchors->store.add_der(std::move(der), anchor.settings))
      anchors->findings.push_back({.check = &trust::checks::not_a_certificate,
                                   .subject = {Subject::Kind::input},
                                   .message = "\"trust\" contains something that is not a certificate"});
  }
  if (!settings.anchor_constraints.empty()) {
    auto constraints = parse_anchor_constraints(settings.anchor_constraints);
    if (!constraints) return usage("\"anchor_constraints\": " + constraints.error().message);
    for (Finding& finding : bind({&anchors->store, 1}, *constraints))
      anchors->findings.push_back(std::move(finding));
  }
  return std::shared_ptr<const GivenAnchors>(anchors);
}

Result<Request> read(const Json& json, Time now, Known& known) {
  const auto settings = read_settings(json, About::chain);
  if (!settings) return settings.error();
  x509::CertificateList parsed;
  auto leaf = certificates(*settings->leaf, "\"leaf\"", parsed);
  if (!leaf) return leaf.error();
  auto pool = certificate_list(settings->untrusted, "untrusted");
  if (!pool) return pool.error();
  auto anchors = known.anchors(settings->trust, settings->anchor_constraints,
                               [&settings] { return read_anchors(*settings); });
  if (!anchors) return anchors.error();
  Request request;
  request.trust = {*anchors, &(*anchors)->store};
  request.input.input_findings = (*anchors)->findings;
  // A leaf given with its chain: the first is the leaf, the rest are as good as untrusted ones.
  for (const auto* const given : {&*leaf, &*pool})
    for (const GivenCertificate& one : *given) request.input.presented.push_back(one.certificate);
  auto options = to_options(*settings, now, Spelling::request);
  if (!options) return options.error();
  request.options = *std::move(options);
  request.options.check_presentation = false;
  if (auto problem = read_rules(*settings, known, request.input.evidence, request.options))
    return *std::move(problem);
  return request;
}

/// `target` or `targets`, and `concurrency`, which are no options; they are taken out of the request.
std::optional<Error> take_targets(Json& json, TargetRequest& request) {
  const auto taken = [&json](const char* key) {
    const auto found = json.find(key);
    Json value = found == json.end() ? Json() : std::move(*found);
    json.erase(key);
    return value;
  };
  const Json target = taken("target"), targets = taken("targets"), concurrency = taken("concurrency");
  if (!target.is_null() && !targets.is_null()) return usage("\"target\" and \"targets\" exclude each other");
  if (target.is_null() && targets.is_null()) return usage("\"target\" is missing");
  if (!target.is_null() && !target.is_string()) return usage("\"target\" is not a string");
  if (target.is_null() && (!targets.is_array() || targets.empty()))
    return usage("\"targets\" is not an array of one or more strings");
  if (target.is_string()) request.targets.push_back(target.get<std::string>());
  for (size_t i = 0; i < targets.size(); ++i) {
    if (!targets[i].is_string()) return usage("\"targets\"[" + std::to_string(i) + "] is not a string");
    request.targets.push_back(targets[i].get<std::string>());
  }
  if (concurrency.is_null()) return std::nullopt;
  constexpr uint64_t most = 100'000;
  if (!concurrency.is_number_unsigned() || concurrency.get<uint64_t>() == 0 ||
      concurrency.get<uint64_t>() > most)
    return usage("\"concurrency\" is not " + range_text(1, most));
  request.concurrency = concurrency.get<uint64_t>();
  return std::nullopt;
}

Result<TargetRequest> read_target(Json json, Time now, Known& known) {
  if (!json.is_object()) return usage("the request is not a JSON object");
  TargetRequest request;
  if (auto problem = take_targets(json, request)) return *std::move(problem);
  auto settings = read_settings(json, About::target);
  if (!settings) return settings.error();
  request.settings = *std::move(settings);
  auto options = to_options(request.settings, now, Spelling::request);
  if (!options) return options.error();
  request.options = *std::move(options);
  if (!request.settings.trust.empty()) {
    auto anchors = known.anchors(request.settings.trust, request.settings.anchor_constraints,
                                 [&request] { return read_anchors(request.settings); });
    if (!anchors) return anchors.error();
    request.trust = {*anchors, &(*anchors)->store};
    request.input_findings = (*anchors)->findings;
  } else if (!request.settings.anchor_constraints.empty()) {
    return usage("\"anchor_constraints\" has no effect without \"trust\"");
  }
  auto pool = certificate_list(request.settings.untrusted, "untrusted");
  if (!pool) return pool.error();
  for (const GivenCertificate& one : *pool) request.untrusted.push_back(one.certificate);
  if (auto problem = read_rules(request.settings, known, request.evidence, request.options))
    return *std::move(problem);
  return request;
}

Json id_of(const Json& json) { return json.is_object() && json.contains("id") ? json["id"] : Json(); }

Result<std::string> answer_json(const Json& json, Time now, crypto::Verifier& verifier, Known* known,
                                const InspectFetching& fetching) {
  Known nothing;
  auto request = read(json, now, known != nullptr ? *known : nothing);
  if (!request) return request.error();
  const std::array<const trust::Store*, 1> stores{request->trust.get()};
  const bool fetches = request->options.wants_issuers || request->options.wants_revocation;
  const bool lists_logs = request->options.log_list != nullptr;
  const auto result_of = [&](const engine::Report& report) {
    Json result = result_json(id_of(json), report);
    if (lists_logs) result["transparency"] = transparency_json(report.transparency);
    return result;
  };
  if (!fetches)
    return dump(result_of(engine::inspect(std::move(request->input), stores, request->options, verifier)));
  if (!fetching)
    return usage("\"" + std::string(request->options.wants_issuers ? "aia" : "online_revocation") +
                 "\": nothing is fetched here");
  const auto report = fetching(std::move(request->input), stores, std::move(request->options), verifier);
  if (!report) return report.error();
  Json result = result_of(*report);
  result["fetches"] = fetches_json(report->fetched);
  return dump(result);
}

std::string error_answer(const Json& id, const std::string& message) {
  return dump({{"id", id}, {"error", shortened(message, OutputBudget::text_bytes)}});
}

}  // namespace

Result<Request> read_request(std::string_view line, Time now, Known* known) {
  const JsonLine parsed = parse_line(line);
  if (parsed.error) return usage(*parsed.error);
  Known nothing;
  return read(parsed.json, now, known != nullptr ? *known : nothing);
}

std::string error_answer(const std::string& message) { return error_answer(Json(), message); }

Result<std::string> answer_or_error(std::string_view line, Time now, crypto::Verifier& verifier, Known* known,
                                    const InspectFetching& fetching) {
  const JsonLine parsed = parse_line(line);
  if (parsed.error) return usage(*parsed.error);
  return answer_json(parsed.json, now, verifier, known, fetching);
}

std::string answer(std::string_view line, Time now, crypto::Verifier& verifier, Known* known,
                   const InspectFetching& fetching) {
  const JsonLine parsed = parse_line(line);
  if (parsed.error) return error_answer(id_of(parsed.json), *parsed.error);
  const auto answer = answer_json(parsed.json, now, verifier, known, fetching);
  return answer ? *answer : error_answer(id_of(parsed.json), answer.error().message);
}

Result<TargetRequest> read_target_request(std::string_view text, Time now, Known* known) {
  JsonLine parsed = parse_line(text);
  if (parsed.error) return usage(*parsed.error);
  Known nothing;
  return read_target(std::move(parsed.json), now, known != nullptr ? *known : nothing);
}

}  // namespace certcheck::request
