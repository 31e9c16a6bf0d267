#include "certverify/request.h"

#include "certcheck/base/encoding.h"
#include "certcheck/base/pem.h"
#include "certcheck/base/shorten.h"
#include "certcheck/crypto/digest.h"
#include "certcheck/files/contents.h"
#include "certcheck/x509/strings.h"

#include "certverify/json_line.h"
#include "common/anchor_constraints.h"
#include "common/verification_options.h"
#include "common/whole_number.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <limits>
#include <utility>

namespace certcheck::tools {
namespace {

using Json = nlohmann::ordered_json;

Error usage(std::string message) { return Error{Error::Kind::usage, std::move(message)}; }

constexpr std::array known_keys{"id",
                                "leaf",
                                "untrusted",
                                "trust",
                                "anchor_checks",
                                "anchor_constraints",
                                "crls",
                                "ocsp",
                                "max_age_days",
                                "name",
                                "no_name",
                                "purpose",
                                "time",
                                "profile",
                                "strict",
                                "allow_sha1",
                                "max_depth",
                                "min_key_strength",
                                "policies",
                                "require_explicit_policy",
                                "inhibit_policy_mapping",
                                "inhibit_any_policy",
                                "revocation",
                                "revocation_scope"};

/// The members of one request by type; the first thing wrong stays as the error.
class Members {
 public:
  explicit Members(const Json& json) : json_(json) {}

  std::optional<std::string> string(const char* key) {
    const Json* value = find(key);
    if (value == nullptr) return std::nullopt;
    if (!value->is_string()) return fail<std::string>(key, "is no string");
    return value->get<std::string>();
  }

  std::optional<bool> boolean(const char* key) {
    const Json* value = find(key);
    if (value == nullptr) return std::nullopt;
    if (!value->is_boolean()) return fail<bool>(key, "is neither true nor false");
    return value->get<bool>();
  }

  std::optional<size_t> count(const char* key, uint64_t most = std::numeric_limits<uint64_t>::max()) {
    const Json* value = find(key);
    if (value == nullptr) return std::nullopt;
    if (!value->is_number_unsigned() || value->get<uint64_t>() > most)
      return fail<size_t>(key, "is not " + range_text(0, most));
    return value->get<size_t>();
  }

  std::vector<std::string> strings(const char* key) {
    std::vector<std::string> list;
    const Json* value = find(key);
    if (value == nullptr) return list;
    if (!value->is_array()) {
      fail<bool>(key, "is no array");
      return list;
    }
    for (size_t i = 0; i < value->size(); ++i) {
      if (!(*value)[i].is_string()) {
        fail<bool>(key, "[" + std::to_string(i) + "] is no string");
        return list;
      }
      list.push_back((*value)[i].get<std::string>());
    }
    return list;
  }

  /// Null stands for "not given", so that callers may send every key always.
  const Json* find(const char* key) const {
    const auto it = json_.find(key);
    return it == json_.end() || it->is_null() ? nullptr : &*it;
  }

  template <typename T>
  std::optional<T> fail(const std::string& key, const std::string& what) {
    if (!error_) error_ = usage("\"" + key + "\"" + (what.starts_with('[') ? "" : " ") + what);
    return std::nullopt;
  }

  const std::optional<Error>& error() const { return error_; }

 private:
  const Json& json_;
  std::optional<Error> error_;
};

/// A certificate of a request, with the trust settings that came with it.
struct GivenCertificate {
  x509::CertificatePtr certificate;
  trust::Settings settings;
};

/// Every certificate of a PEM text; an error if there is none, one cannot be decoded, or something else is
/// there.
Result<std::vector<GivenCertificate>> certificates(const std::string& pem, const std::string& where) {
  files::Contents contents = files::read_contents(as_bytes(pem), {});
  for (const Finding& finding : contents.findings) {
    if (finding.severity() != Severity::error) continue;
    for (const auto& [key, value] : finding.evidence)
      if (key == "line") return usage(where + " is damaged PEM (line " + value + ")");
    return usage(where + ": " + finding.message);
  }
  std::vector<GivenCertificate> list;
  for (files::Part& part : contents.parts) {
    if (part.kind == files::Kind::certificate)
      list.push_back({x509::parse_certificate(std::move(part.der)), std::move(part.settings)});
    else if (part.container.empty())
      return usage(
          where + " holds " +
          (part.label.empty() ? std::string(describe(part.kind)) : "a PEM block \"" + part.label + "\"") +
          " instead of a certificate");
  }
  if (list.empty()) return usage(where + " holds no PEM certificate");
  return list;
}

Result<std::vector<GivenCertificate>> certificate_list(const std::vector<std::string>& pems,
                                                       const char* key) {
  std::vector<GivenCertificate> list;
  for (size_t i = 0; i < pems.size(); ++i) {
    auto found = certificates(pems[i], "\"" + std::string(key) + "\"[" + std::to_string(i) + "]");
    if (!found) return found.error();
    std::move(found->begin(), found->end(), std::back_inserter(list));
  }
  return list;
}

Result<names::ReferenceName> read_name(const Json& json) {
  if (!json.is_object() || !json.contains("kind") || !json.contains("value") || !json["kind"].is_string() ||
      !json["value"].is_string())
    return usage(
        "it is no object {\"kind\": \"dns\"|\"ip\"|\"email\"|\"uri\"|\"srv\", \"value\"} nor a list of them");
  const auto word = json["kind"].get<std::string>();
  const auto kind = names::parse_kind(word);
  if (!kind) return usage("it has the kind \"" + word + "\", which is none of dns, ip, email, uri, srv");
  return names::make_reference_name(*kind, json["value"].get<std::string>());
}

Result<std::vector<names::ReferenceName>> read_names(const Json* json) {
  std::vector<names::ReferenceName> list;
  if (json == nullptr) return list;
  const auto add = [&](const Json& one) -> std::optional<Error> {
    auto name = read_name(one);
    if (!name) return usage("\"name\": " + name.error().message);
    list.push_back(*std::move(name));
    return std::nullopt;
  };
  if (json->is_array()) {
    for (const Json& one : *json)
      if (auto error = add(one)) return *error;
  } else if (auto error = add(*json)) {
    return *error;
  }
  return list;
}

Json subject_json(const Subject& subject) {
  return {{"kind", to_string(subject.kind)},
          {"index", subject.index ? Json(*subject.index) : Json()},
          {"sha256", subject.sha256 ? Json(hex_encode(*subject.sha256)) : Json()}};
}

/// Every CRL of the PEM texts.
Result<std::vector<x509::CrlPtr>> crl_list(const std::vector<std::string>& pems) {
  std::vector<x509::CrlPtr> list;
  for (size_t i = 0; i < pems.size(); ++i) {
    const std::string where = "\"crls\"[" + std::to_string(i) + "]";
    const auto blocks = find_pem_blocks(pems[i]);
    if (blocks.empty()) return usage(where + " holds no PEM CRL");
    for (const PemBlock& block : blocks) {
      auto der = block.decode();
      if (block.label != "X509 CRL" || !der || !block.terminated)
        return usage(where + " is no undamaged PEM CRL (line " + std::to_string(block.line) + ")");
      list.push_back(x509::parse_crl(*std::move(der)));
    }
  }
  return list;
}

/// OCSP responses in base64.
Result<std::vector<x509::OcspResponsePtr>> response_list(const std::vector<std::string>& texts) {
  std::vector<x509::OcspResponsePtr> list;
  for (size_t i = 0; i < texts.size(); ++i) {
    auto der = base64_decode(texts[i]);
    if (!der) return usage("\"ocsp\"[" + std::to_string(i) + "] is no base64");
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
    revocation.push_back({{"subject", subject_json(status.subject)},
                          {"status", to_string(status.status)},
                          {"source", status.source.empty() ? Json() : Json(status.source)}});
  if (!report.chain.paths.empty()) {
    const path::Path& best = report.chain.paths.front();
    for (const auto& certificate : best.certificates)
      path.push_back(hex_encode(crypto::sha256(certificate->der)));
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

/// On one line, whatever octets the strings hold.
std::string dump(const Json& json) {
  return x509::inert_json(json.dump(-1, ' ', false, Json::error_handler_t::replace));
}

}  // namespace

Result<Request> read_request(const Json& json, Time now) {
  if (!json.is_object()) return usage("the request is no JSON object");
  for (const auto& [key, value] : json.items())
    if (std::find(known_keys.begin(), known_keys.end(), key) == known_keys.end())
      return usage("unknown key \"" + key + "\"");

  Request request;
  Members members(json);
  const auto leaf_pem = members.string("leaf");
  const auto untrusted = members.strings("untrusted");
  const auto trust = members.strings("trust");
  const auto anchor_checks = members.strings("anchor_checks");
  const auto purpose = members.string("purpose");
  const auto time = members.string("time");
  const auto profile = members.string("profile");
  const auto policies = members.strings("policies");
  const auto revocation = members.string("revocation");
  const auto revocation_scope = members.string("revocation_scope");
  const auto crls = members.strings("crls");
  const auto responses = members.strings("ocsp");
  const auto max_age_days = members.count("max_age_days", max_age_days_most);
  const auto min_key_strength = members.count("min_key_strength", path::key_strength_max);
  path::Options& options = request.options.path;
  const bool no_name = members.boolean("no_name").value_or(false);
  options.strict = members.boolean("strict").value_or(false);
  options.allow_sha1 = members.boolean("allow_sha1");
  options.max_depth = members.count("max_depth", max_depth_most);
  options.policy.require_explicit_policy = members.boolean("require_explicit_policy").value_or(false);
  options.policy.inhibit_policy_mapping = members.boolean("inhibit_policy_mapping").value_or(false);
  options.policy.inhibit_any_policy = members.boolean("inhibit_any_policy").value_or(false);
  if (members.error()) return *members.error();
  if (!leaf_pem) return usage("\"leaf\" is missing");

  auto leaf = certificates(*leaf_pem, "\"leaf\"");
  if (!leaf) return leaf.error();
  auto pool = certificate_list(untrusted, "untrusted");
  if (!pool) return pool.error();
  auto anchors = certificate_list(trust, "trust");
  if (!anchors) return anchors.error();
  for (const GivenCertificate& anchor : *anchors)
    if (const auto cut = files::cut_off(anchor.certificate->der))
      return usage("\"trust\" holds a certificate that is " + *cut);
  // A leaf given with its chain: the first is the leaf, the rest are as good as untrusted ones.
  for (const auto* const given : {&*leaf, &*pool})
    for (const GivenCertificate& one : *given) request.input.presented.push_back(one.certificate);
  for (auto& anchor : *anchors) request.trust.add(std::move(anchor.certificate), anchor.settings);
  if (const Json* const json_constraints = members.find("anchor_constraints")) {
    auto constraints = parse_anchor_constraints(*json_constraints);
    if (!constraints) return usage("\"anchor_constraints\": " + constraints.error().message);
    request.trust.constrain(constraints->by_hash);
  }
  auto parsed_crls = crl_list(crls);
  if (!parsed_crls) return parsed_crls.error();
  auto parsed_responses = response_list(responses);
  if (!parsed_responses) return parsed_responses.error();
  request.input.evidence = {*std::move(parsed_crls), *std::move(parsed_responses)};
  if (revocation) {
    const auto mode = parse_revocation_mode(*revocation);
    if (!mode) return mode.error();
    request.options.revocation.mode = *mode;
  }
  if (revocation_scope) {
    const auto scope = parse_revocation_scope(*revocation_scope);
    if (!scope) return scope.error();
    request.options.revocation.scope = *scope;
  }
  if (max_age_days) request.options.revocation.max_age = std::chrono::days(*max_age_days);

  if (min_key_strength) options.min_key_strength = static_cast<unsigned>(*min_key_strength);

  options.time = now;
  if (time) {
    const auto parsed = parse_rfc3339(*time);
    if (!parsed) return usage("\"time\" is \"" + *time + "\", which is no RFC 3339 time");
    options.time = *parsed;
  }
  if (profile) {
    const auto parsed = parse_profile(*profile);
    if (!parsed) return parsed.error();
    options.profile = *parsed;
  }
  if (purpose)
    if (const auto error = read_purpose(*purpose, options)) return *error;
  const auto checks = parse_anchor_checks(anchor_checks);
  if (!checks) return checks.error();
  options.anchor_checks = *checks;
  for (const auto& policy : policies) {
    auto oid = parse_policy(policy);
    if (!oid) return oid.error();
    options.policy.initial_policies.push_back(*std::move(oid));
  }
  auto wanted = read_names(members.find("name"));
  if (!wanted) return wanted.error();
  if (no_name && !wanted->empty()) return usage("\"no_name\" and \"name\" exclude each other");
  options.names = *std::move(wanted);
  request.options.judge_presentation = false;
  return request;
}

std::string error_answer(const Json& id, const std::string& message) {
  return dump({{"id", id}, {"error", shortened(message, OutputBudget::text_bytes)}});
}

std::string answer(std::string_view line, Time now, crypto::Verifier& verifier) {
  const JsonLine parsed = parse_line(line);
  const Json id = parsed.json.is_object() && parsed.json.contains("id") ? parsed.json["id"] : Json();
  if (parsed.error) return error_answer(id, *parsed.error);
  auto request = read_request(parsed.json, now);
  if (!request) return error_answer(id, request.error().message);
  const std::array<const trust::Store*, 1> stores{&request->trust};
  return dump(
      result_json(id, engine::inspect(std::move(request->input), stores, request->options, verifier)));
}

}  // namespace certcheck::tools
