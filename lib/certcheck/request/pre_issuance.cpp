#include "certcheck/request/pre_issuance.h"

#include "certcheck/base/encoding.h"
#include "certcheck/base/pem.h"
#include "certcheck/base/shorten.h"
#include "certcheck/lint/abridge.h"
#include "certcheck/lint/certificate_profile.h"
#include "certcheck/lint/in_force.h"
#include "certcheck/request/detail/json_line.h"
#include "certcheck/x509/strings.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace certcheck::request {
namespace {

using PreIssuanceJson = nlohmann::ordered_json;

/// What a request says, as it is written there.
struct PreIssuanceRequest {
  std::optional<std::string> certificate, tbs, issuer, profile, as_of;
};

/// One key of requests.
struct PreIssuanceKey {
  std::string_view name;
  std::optional<std::string> PreIssuanceRequest::*member;  ///< null: it is the answer's alone
  std::string_view value, otherwise;                       ///< for docs
};

constexpr PreIssuanceKey pre_issuance_keys[] = {
    {"id", nullptr, "any value; returned in the answer", "`null`"},
    {"certificate", &PreIssuanceRequest::certificate,
     "PEM, or DER in base64: a certificate or precertificate; its signature is not looked at",
     "`tbs` is given"},
    {"tbs", &PreIssuanceRequest::tbs, "PEM, or DER in base64: a TBSCertificate", "`certificate` is given"},
    {"issuer", &PreIssuanceRequest::issuer,
     "PEM, or DER in base64: the certificate of the CA, to lint how the two fit together", "not linted"},
    {"profile", &PreIssuanceRequest::profile, "as `--profile`", "that of the command line"},
    {"as_of", &PreIssuanceRequest::as_of, "as `--as-of`", "that of the command line"},
};

Error wrong_request(std::string message) { return Error{Error::Kind::usage, std::move(message)}; }

Result<PreIssuanceRequest> read_members(const PreIssuanceJson& json) {
  if (!json.is_object()) return wrong_request("the request is not a JSON object");
  PreIssuanceRequest request;
  for (const auto& [name, value] : json.items()) {
    const auto* const key =
        std::find_if(std::begin(pre_issuance_keys), std::end(pre_issuance_keys),
                     [&wanted = name](const PreIssuanceKey& each) { return each.name == wanted; });
    if (key == std::end(pre_issuance_keys)) return wrong_request("unknown key \"" + name + "\"");
    // Null stands for "not given", as in the other requests.
    if (key->member == nullptr || value.is_null()) continue;
    if (!value.is_string()) return wrong_request("\"" + name + "\" is not a string");
    request.*key->member = value.get<std::string>();
  }
  if (request.certificate && request.tbs)
    return wrong_request("\"certificate\" and \"tbs\" exclude each other");
  if (!request.certificate && !request.tbs) return wrong_request("\"certificate\" or \"tbs\" is missing");
  return request;
}

/// One PEM block, whatever its label, or base64.
Result<Bytes> read_der(const std::string& text, const std::string& key) {
  const auto blocks = find_pem_blocks(text);
  if (blocks.size() > 1) return wrong_request("\"" + key + "\" has more than one PEM block");
  if (!blocks.empty() && !blocks.front().terminated)
    return wrong_request("\"" + key + "\" has a PEM block without an end");
  auto der = blocks.empty() ? base64_decode(text) : blocks.front().decode();
  if (!der) return wrong_request("\"" + key + "\" is neither PEM nor base64");
  if (der->empty()) return wrong_request("\"" + key + "\" is empty");
  return *std::move(der);
}

PreIssuanceJson finding_json(const Finding& finding) {
  PreIssuanceJson evidence = PreIssuanceJson::object();
  for (const auto& [key, value] : finding.evidence) evidence[key] = value;
  const auto in_force = lint::in_force_of(*finding.check);
  const bool has_document = in_force && !in_force->document.empty();
  return {
      {"id", finding.id()},
      {"severity", to_string(finding.severity())},
      {"of", finding.subject.index.value_or(0) == 0 ? "certificate" : "issuer"},
      {"node_path", finding.node_path},
      {"offset", finding.offset ? PreIssuanceJson(*finding.offset) : PreIssuanceJson()},
      {"message", finding.message},
      {"evidence", std::move(evidence)},
      {"citation", finding.check->citation},
      {"effective", in_force ? PreIssuanceJson(in_force->day) : PreIssuanceJson()},
      {"document", has_document ? PreIssuanceJson(in_force->document) : PreIssuanceJson()},
      {"zlint", finding.check->zlint.empty() ? PreIssuanceJson() : PreIssuanceJson(finding.check->zlint)}};
}

/// On one line, whatever bytes the strings hold.
std::string dump_line(const PreIssuanceJson& json) {
  return x509::inert_json(json.dump(-1, ' ', false, PreIssuanceJson::error_handler_t::replace));
}

PreIssuanceAnswer error_line(const PreIssuanceJson& id, const std::string& message) {
  return {.line = dump_line({{"id", id}, {"error", shortened(message, OutputBudget::text_bytes)}}),
          .is_error = true};
}

Result<engine::Linted> lint_request(const PreIssuanceJson& json, const engine::LintSetting& setting) {
  const auto request = read_members(json);
  if (!request) return request.error();
  engine::LintSetting own = setting;
  if (request->profile) {
    const auto profile = lint::read_certificate_profile(*request->profile);
    if (!profile) return wrong_request("\"profile\": " + profile.error().message);
    own.assumed.profile = *profile;
  }
  if (request->as_of) {
    const auto day = lint::read_as_of(*request->as_of);
    if (!day) return wrong_request("\"as_of\": " + day.error().message);
    own.assumed.as_of = *day;
  }
  auto der =
      request->certificate ? read_der(*request->certificate, "certificate") : read_der(*request->tbs, "tbs");
  if (!der) return der.error();
  x509::CertificatePtr issuer;
  if (request->issuer) {
    auto of_issuer = read_der(*request->issuer, "issuer");
    if (!of_issuer) return of_issuer.error();
    issuer = x509::parse_certificate(*std::move(of_issuer));
    if (!issuer->complete) return wrong_request("\"issuer\" is not a certificate");
  }
  engine::Linted linted = engine::lint_to_be_signed(*std::move(der), issuer, own);
  if (issuer && linted.certificate->complete && linted.certificate->issuer_key() != issuer->subject_key()) {
    return wrong_request("\"issuer\" is the certificate of " + issuer->subject.to_string() +
                         ", the certificate's issuer is " + linted.certificate->issuer.to_string());
  }
  return linted;
}

/// What an answer says of a certificate of so many bytes; beyond that it counts.
size_t findings_bytes(size_t der_bytes) { return (size_t{1} << 16) + 4 * der_bytes; }

}  // namespace

PreIssuanceAnswer pre_issuance_error(const std::string& message) {
  return error_line(PreIssuanceJson(), message);
}

PreIssuanceAnswer pre_issuance_answer(std::string_view line, const engine::LintSetting& setting,
                                      std::optional<Severity> fail_on) {
  const JsonLine parsed = parse_line(line);
  const PreIssuanceJson id =
      parsed.json.is_object() && parsed.json.contains("id") ? parsed.json["id"] : PreIssuanceJson();
  if (parsed.error) return error_line(id, *parsed.error);
  auto linted = lint_request(parsed.json, setting);
  if (!linted) return error_line(id, linted.error().message);
  Findings& findings = linted->findings;
  PreIssuanceAnswer answer;
  for (const Finding& finding : findings)
    if (!answer.worst || finding.severity() > *answer.worst) answer.worst = finding.severity();
  lint::abridge(findings, findings_bytes(linted->certificate->der.size()));
  PreIssuanceJson list = PreIssuanceJson::array();
  for (const Finding& finding : findings) list.push_back(finding_json(finding));
  const lint::Assumptions& assumed = linted->assumed;
  answer.line = dump_line(
      {{"id", id},
       {"pass", !fail_on || !answer.worst || *answer.worst < *fail_on},
       {"worst", answer.worst ? PreIssuanceJson(to_string(*answer.worst)) : PreIssuanceJson()},
       {"profile", assumed.profile != nullptr ? PreIssuanceJson(assumed.profile->name) : PreIssuanceJson()},
       {"as_of", assumed.as_of ? PreIssuanceJson(format_rfc3339(*assumed.as_of)) : PreIssuanceJson()},
       {"findings", std::move(list)}});
  return answer;
}

std::string table_of_pre_issuance_keys() {
  std::string out = "key | value | if left out\n---|---|---\n";
  for (const PreIssuanceKey& key : pre_issuance_keys) {
    out += '`';
    out += key.name;
    out += "` | ";
    out += key.value;
    out += " | ";
    out += key.otherwise;
    out += '\n';
  }
  return out;
}

}  // namespace certcheck::request
