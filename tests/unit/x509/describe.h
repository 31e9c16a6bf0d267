#pragma once

#include "certcheck/base/encoding.h"
#include "certcheck/base/pem.h"
#include "certcheck/x509/certificate.h"
#include "certcheck/x509/crl.h"
#include "certcheck/x509/ocsp.h"
#include "certcheck/x509/oids.h"

#include "tests/support/read_file.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

/// What we read, in the form in which testdata/x509/describe.py says what python3-cryptography reads.
namespace certcheck::test {

using Json = nlohmann::json;

/// The contents of every PEM block with the label.
inline std::vector<Bytes> read_pem(const std::filesystem::path& path, std::string_view label) {
  const std::string text = read_file(path);
  std::vector<Bytes> blocks;
  for (const auto& block : find_pem_blocks(text))
    if (block.label == label) blocks.push_back(block.decode().value());
  return blocks;
}

inline Json number(ByteView content) {
  std::string digits = hex_encode(content);
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size() - 1));
  return digits;
}
inline Json number(const std::optional<ByteView>& content) { return content ? number(*content) : Json(); }
inline Json hex(const std::optional<ByteView>& content) {
  return content ? Json(hex_encode(*content)) : Json();
}
inline Json count(const std::optional<uint64_t>& value) { return value ? Json(*value) : Json(); }
inline Json moment(const x509::EncodedTime& time) {
  return time.time ? Json(format_rfc3339(*time.time)) : Json();
}
inline Json moment(const std::optional<x509::EncodedTime>& time) { return time ? moment(*time) : Json(); }

inline Json describe(const x509::Attribute& attribute) {
  const auto text = attribute.text();
  return {attribute.type.to_string(), attribute.string_tag, text ? Json(*text) : Json()};
}

/// A list of RDNs, each a sorted list of attributes.
inline Json describe(const x509::Name& name) {
  Json rdns = Json::array();
  for (size_t i = 0; i < name.rdn_count; ++i) rdns.push_back(Json::array());
  for (const auto& attribute : name.attributes) rdns[attribute.rdn].push_back(describe(attribute));
  for (auto& rdn : rdns) std::sort(rdn.begin(), rdn.end());
  return rdns;
}

inline Json describe(const x509::GeneralName& name) {
  using Kind = x509::GeneralName::Kind;
  const std::string kind(to_string(name.kind));
  switch (name.kind) {
    case Kind::dns_name:
    case Kind::rfc822_name:
    case Kind::uri:
      return {kind, name.text()};
    case Kind::ip_address:
      return {kind, hex_encode(name.value)};
    case Kind::registered_id:
      return {kind, der::Oid(name.value).to_string()};
    case Kind::directory_name:
      return {kind, describe(name.directory_name)};
    case Kind::other_name:
      return {kind, name.type_id.to_string(), hex_encode(name.value)};
    default:
      return {kind};
  }
}

inline Json describe(const std::vector<x509::GeneralName>& names) {
  Json list = Json::array();
  for (const auto& name : names) list.push_back(describe(name));
  return list;
}
/// cryptography has None where a list is absent.
inline Json none_if_empty(Json list) { return list.empty() ? Json() : list; }

/// Of KeyUsage and ReasonFlags, both of which name nine bits.
inline Json bit_numbers(const der::BitString& bits) {
  Json numbers = Json::array();
  for (size_t i = 0; i < 9; ++i)
    if (bits.bit(i)) numbers.push_back(i);
  return numbers;
}

inline Json relative_name(const x509::DistributionPoint& point) {
  if (!point.relative_name) return {};
  Json attributes = Json::array();
  for (const auto& attribute : *point.relative_name) attributes.push_back(describe(attribute));
  std::sort(attributes.begin(), attributes.end());
  return attributes;
}

inline Json describe(const x509::CrlDistributionPoints& points) {
  Json list = Json::array();
  for (const auto& point : points.points)
    list.push_back({{"full_name", none_if_empty(describe(point.full_name))},
                    {"relative_name", relative_name(point)},
                    {"reasons", point.reasons ? bit_numbers(*point.reasons) : Json()},
                    {"crl_issuer", none_if_empty(describe(point.crl_issuer))}});
  return list;
}

inline Json describe(const x509::InformationAccess& access) {
  Json list = Json::array();
  for (const auto& entry : access.descriptions)
    list.push_back(Json::array({entry.method.to_string(), describe(entry.location)}));
  return list;
}

inline Json describe(const x509::AuthorityKeyIdentifier& identifier) {
  return {{"key_identifier", hex(identifier.key_identifier)},
          {"issuer", identifier.has_issuer ? describe(identifier.issuer) : Json()},
          {"serial", number(identifier.serial)}};
}

inline Json describe(const std::vector<x509::GeneralSubtree>& subtrees) {
  Json list = Json::array();
  for (const auto& subtree : subtrees) list.push_back(describe(subtree.base));
  return none_if_empty(list);
}

inline Json describe(const std::vector<x509::SignedCertificateTimestamp>& scts) {
  Json list = Json::array();
  for (const auto& sct : scts)
    list.push_back({{"log_id", hex_encode(sct.log_id)},
                    {"timestamp_ms", sct.timestamp_ms},
                    {"extensions", hex_encode(sct.extensions)},
                    {"signature", hex_encode(sct.signature)},
                    {"signature_algorithm", sct.signature_algorithm}});
  return list;
}

inline Json describe(const x509::CertificatePolicies& policies) {
  Json list = Json::array();
  for (const auto& policy : policies.policies)
    list.push_back(Json::array({policy.id.to_string(), policy.qualifiers.size()}));
  return list;
}

inline Json describe(const x509::IssuingDistributionPoint& point) {
  return {{"full_name", point.point ? none_if_empty(describe(point.point->full_name)) : Json()},
          {"relative_name", point.point ? relative_name(*point.point) : Json()},
          {"reasons", point.only_some_reasons ? bit_numbers(*point.only_some_reasons) : Json()},
          {"flags", Json::array({point.only_user_certificates, point.only_ca_certificates, point.indirect,
                                 point.only_attribute_certificates})}};
}

template <typename T>
Json describe(const std::optional<T>& value) {
  return value ? describe(*value) : Json("not decoded");
}

/// Extensions as [id, critical, value], the value by the extension's type, or {"raw": hexadecimal}.
template <typename Value>
Json extensions(const std::vector<x509::Extension>& list, Value value) {
  Json result = Json::array();
  for (const auto& extension : list) {
    Json decoded = value(extension);
    if (decoded.is_null()) decoded = {{"raw", hex_encode(extension.value)}};
    result.push_back(Json::array({extension.id.to_string(), extension.critical, decoded}));
  }
  return result;
}

inline Json extension_value(const x509::Certificate& c, const x509::Extension& extension) {
  namespace oids = x509::oids;
  const der::Oid id = extension.id;
  if (id == oids::basic_constraints && c.basic_constraints)
    return {{"ca", c.basic_constraints->ca}, {"path_length", count(c.basic_constraints->path_length)}};
  if (id == oids::key_usage && c.key_usage) return bit_numbers(c.key_usage->bits);
  if (id == oids::extended_key_usage && c.extended_key_usage) {
    Json purposes = Json::array();
    for (const auto& purpose : c.extended_key_usage->purposes) purposes.push_back(purpose.to_string());
    return purposes;
  }
  if (id == oids::subject_alternative_name) return describe(c.subject_alternative_names);
  if (id == oids::issuer_alternative_name) return describe(c.issuer_alternative_names);
  if (id == oids::authority_key_identifier) return describe(c.authority_key_identifier);
  if (id == oids::subject_key_identifier) return hex(c.subject_key_identifier);
  if (id == oids::name_constraints && c.name_constraints)
    return {{"permitted", describe(c.name_constraints->permitted)},
            {"excluded", describe(c.name_constraints->excluded)}};
  if (id == oids::certificate_policies) return describe(c.certificate_policies);
  if (id == oids::policy_constraints && c.policy_constraints)
    return Json::array({count(c.policy_constraints->require_explicit_policy),
                        count(c.policy_constraints->inhibit_policy_mapping)});
  if (id == oids::inhibit_any_policy && c.inhibit_any_policy) return c.inhibit_any_policy->skip_certificates;
  if (id == oids::crl_distribution_points) return describe(c.crl_distribution_points);
  if (id == oids::freshest_crl) return describe(c.freshest_crl);
  if (id == oids::authority_information_access) return describe(c.authority_information_access);
  if (id == oids::subject_information_access) return describe(c.subject_information_access);
  if (id == oids::tls_feature && c.tls_features) return c.tls_features->features;
  if (id == oids::signed_certificate_timestamps) return describe(c.signed_certificate_timestamps);
  if (id == oids::precertificate_poison) return c.precertificate_poison;
  if (id == oids::ocsp_no_check) return c.ocsp_no_check;
  return {};
}

inline Json describe(const x509::Certificate& c) {
  return {{"kind", "certificate"},
          {"version", c.version},
          {"serial", number(c.serial)},
          {"issuer", describe(c.issuer)},
          {"subject", describe(c.subject)},
          {"not_before", moment(c.not_before)},
          {"not_after", moment(c.not_after)},
          {"tbs", base64_encode(c.tbs)},
          {"signature", hex_encode(c.signature.bytes)},
          {"signature_algorithm", c.signature_algorithm.oid.to_string()},
          {"extensions",
           extensions(c.extensions, [&](const x509::Extension& e) { return extension_value(c, e); })}};
}

inline Json describe(const x509::RevokedCertificate& entry) {
  namespace oids = x509::oids;
  const auto value = [&](const x509::Extension& extension) -> Json {
    if (extension.id == oids::crl_reason) return count(entry.reason);
    if (extension.id == oids::invalidity_date) return moment(entry.invalidity_date);
    if (extension.id == oids::certificate_issuer) return describe(entry.certificate_issuer);
    return {};
  };
  return {{"serial", number(entry.serial)},
          {"date", moment(entry.revocation_date)},
          {"extensions", extensions(entry.extensions, value)}};
}

inline Json describe(const x509::Crl& crl) {
  namespace oids = x509::oids;
  const auto value = [&](const x509::Extension& extension) -> Json {
    if (extension.id == oids::crl_number) return number(crl.crl_number);
    if (extension.id == oids::delta_crl_indicator) return number(crl.delta_crl_indicator);
    if (extension.id == oids::authority_key_identifier) return describe(crl.authority_key_identifier);
    if (extension.id == oids::issuer_alternative_name) return describe(crl.issuer_alternative_names);
    if (extension.id == oids::freshest_crl) return describe(crl.freshest_crl);
    if (extension.id == oids::authority_information_access) return describe(crl.authority_information_access);
    if (extension.id == oids::issuing_distribution_point) return describe(crl.issuing_distribution_point);
    return {};
  };
  Json revoked = Json::array();
  for (const auto& entry : crl.revoked) revoked.push_back(describe(entry));
  return {{"kind", "crl"},
          {"issuer", describe(crl.issuer)},
          {"this_update", moment(crl.this_update)},
          {"next_update", moment(crl.next_update)},
          {"revoked", revoked},
          {"tbs", base64_encode(crl.tbs)},
          {"signature", hex_encode(crl.signature.bytes)},
          {"signature_algorithm", crl.signature_algorithm.oid.to_string()},
          {"extensions", extensions(crl.extensions, value)}};
}

inline Json describe(const x509::SingleResponse& single) {
  return {{"status", static_cast<int>(single.status)},
          {"issuer_name_hash", hex_encode(single.issuer_name_hash)},
          {"issuer_key_hash", hex_encode(single.issuer_key_hash)},
          {"serial", number(single.serial)},
          {"revocation_time", moment(single.revocation_time)},
          {"revocation_reason", count(single.revocation_reason)},
          {"this_update", moment(single.this_update)},
          {"next_update", moment(single.next_update)}};
}

inline Json describe(const x509::OcspResponse& response) {
  Json result{{"kind", "ocsp"}, {"status", count(response.status)}};
  if (response.status != 0U) return result;
  Json responses = Json::array(), certificates = Json::array();
  for (const auto& single : response.responses) responses.push_back(describe(single));
  for (const auto& certificate : response.certificates)
    certificates.push_back(base64_encode(certificate->der));
  result.update(
      {{"responder_name", response.responder_name ? describe(*response.responder_name) : Json()},
       {"responder_key_hash", hex(response.responder_key_hash)},
       {"produced_at", moment(response.produced_at)},
       {"responses", responses},
       {"tbs", base64_encode(response.tbs)},
       {"signature", hex_encode(response.signature.bytes)},
       {"signature_algorithm", response.signature_algorithm.oid.to_string()},
       {"extensions", extensions(response.extensions, [](const x509::Extension&) { return Json(); })},
       {"certificates", certificates}});
  return result;
}

/// What differs, as a JSON patch. Where cryptography could not read a field, or decodes no such extension,
/// there is null and nothing to compare.
inline Json difference(const Json& expected, Json actual) {
  if (expected.is_null()) return Json::array();
  for (const char* key : {"extensions", "issuer", "subject"})
    if (expected.contains(key) && expected[key].is_null()) actual[key] = nullptr;
  if (expected.contains("extensions") && expected["extensions"].is_array() &&
      expected["extensions"].size() == actual["extensions"].size())
    for (size_t i = 0; i < actual["extensions"].size(); ++i)
      if (expected["extensions"][i][2].is_null()) actual["extensions"][i][2] = nullptr;
  return Json::diff(expected, actual);
}

}  // namespace certcheck::test
