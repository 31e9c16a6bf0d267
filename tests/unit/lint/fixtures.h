#pragma once

#include "certcheck/base/encoding.h"
#include "certcheck/base/pem.h"
#include "certcheck/crypto/verifier.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/handshake_facts.h"
#include "certcheck/lint/runner.h"
#include "certcheck/tls/handshake_record.h"
#include "certcheck/tls/names.h"
#include "certcheck/x509/certificate.h"
#include "certcheck/x509/crl.h"
#include "certcheck/x509/ocsp.h"
#include "certcheck/x509/ocsp_request.h"

#include "tests/support/paths.h"
#include "tests/support/read_file.h"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace certcheck::lint::test {

inline std::filesystem::path lint_testdata() { return certcheck::test::source_dir() / "testdata/lint"; }

/// The list that fixtures are looked up in.
inline const WeakKeys& weak_keys() {
  static const WeakKeys keys = [] {
    WeakKeys out;
    out.add_list(certcheck::test::read_file(lint_testdata() / "weak-keys.txt"));
    return out;
  }();
  return keys;
}

/// The code point of a registered name: the inverse of tls::cipher_suite_name() and the like.
inline uint16_t code_point(const std::string& name, std::string (*name_of)(uint16_t)) {
  // Of all 65,536, so once for each function.
  static std::map<std::string (*)(uint16_t), std::map<std::string, uint16_t>> known;
  auto& values = known[name_of];
  for (uint32_t value = values.empty() ? 0 : 0x10000; value <= 0xffff; ++value)
    values.emplace(name_of(static_cast<uint16_t>(value)), static_cast<uint16_t>(value));
  const auto found = values.find(name);
  if (found == values.end()) throw std::invalid_argument("nothing is registered as " + name);
  return found->second;
}

inline std::vector<uint16_t> code_points(const nlohmann::json& names, std::string (*name_of)(uint16_t)) {
  std::vector<uint16_t> values;
  for (const auto& name : names) values.push_back(code_point(name.get<std::string>(), name_of));
  return values;
}

inline tls::KeyExchange read_key_exchange(const nlohmann::json& json) {
  using Kind = tls::KeyExchange::Kind;
  tls::KeyExchange exchange;
  const auto kind = json.at("kind").get<std::string>();
  while (to_string(exchange.kind) != kind) {
    if (exchange.kind == Kind::anonymous) throw std::invalid_argument("no key exchange " + kind);
    exchange.kind = static_cast<Kind>(static_cast<int>(exchange.kind) + 1);
  }
  if (const auto group = json.at("group").get<std::string>(); group == "custom")
    exchange.prime = tls::PrimeGroup::custom;
  else if (!group.empty())
    exchange.group = code_point(group, tls::named_group_name);
  if (!json.at("bits").is_null()) exchange.bits = json.at("bits").get<unsigned>();
  return exchange;
}

inline tls::step::ClientHello read_client_hello(const nlohmann::json& json) {
  return {.versions = code_points(json.at("versions"), tls::tls_version_name),
          .cipher_suites = code_points(json.at("cipher_suites"), tls::cipher_suite_name),
          .alpn = json.at("alpn").get<std::vector<std::string>>(),
          .extensions = code_points(json.at("extensions"), tls::tls_extension_name)};
}

/// What testdata/lint/handshakes.py wrote.
inline tls::HandshakeRecord read_handshake(const std::string& text) {
  const nlohmann::json json = nlohmann::json::parse(text);
  tls::HandshakeRecord record;
  record.completed = json.at("completed").get<bool>();
  record.resumed = json.at("resumed").get<bool>();
  if (!json.at("version").is_null())
    record.version = code_point(json.at("version").get<std::string>(), tls::tls_version_name);
  record.steps.push_back({.message = read_client_hello(json.at("client_hello"))});
  if (const auto& hello = json.at("server_hello"); !hello.is_null()) {
    record.cipher_suite = code_point(hello.at("cipher_suite").get<std::string>(), tls::cipher_suite_name);
    record.steps.push_back({.from = tls::Side::server,
                            .message = tls::step::ServerHello{
                                .version = record.version,
                                .cipher_suite = *record.cipher_suite,
                                .extensions = code_points(hello.at("extensions"), tls::tls_extension_name),
                                .compression = hello.at("compression").get<uint8_t>()}});
  }
  if (const auto& exchange = json.at("key_exchange"); !exchange.is_null())
    record.key_exchange = read_key_exchange(exchange);
  if (const auto scheme = json.at("signature_scheme").get<std::string>(); !scheme.empty())
    record.signature_scheme = code_point(scheme, tls::handshake_scheme_name);
  record.alpn = json.at("alpn").get<std::string>();
  for (const auto& certificate : json.at("certificates"))
    record.certificates.push_back(base64_decode(certificate.get<std::string>()).value());
  for (const auto& staple : json.at("ocsp_staples"))
    record.ocsp_staples.push_back(base64_decode(staple.get<std::string>()).value());
  return record;
}

/// Every block of a PEM file, parsed, with the facts of its certificates; or a handshake with what it showed.
struct Fixture {
  Assumptions assumed = {};
  std::vector<x509::CertificatePtr> certificates;
  std::vector<std::unique_ptr<CertificateFacts>> facts;
  std::vector<x509::CrlPtr> crls;
  std::vector<x509::OcspResponsePtr> responses;
  std::vector<x509::OcspRequestPtr> requests;
  std::optional<tls::HandshakeRecord> handshake;

  explicit Fixture(const std::filesystem::path& path, const Assumptions& given = {}) : assumed(given) {
    const std::string text = certcheck::test::read_file(path);
    if (path.extension() == ".json") {
      handshake = read_handshake(text);
      for (const Bytes& der : handshake->certificates) add_certificate(der);
      for (const Bytes& der : handshake->ocsp_staples) responses.push_back(x509::parse_ocsp_response(der));
      return;
    }
    for (const PemBlock& block : find_pem_blocks(text)) {
      const Bytes der = block.decode().value_or(Bytes{});
      if (block.label == "X509 CRL")
        crls.push_back(x509::parse_crl(der));
      else if (block.label == "OCSP RESPONSE")
        responses.push_back(x509::parse_ocsp_response(der));
      else if (block.label == "OCSP REQUEST")
        requests.push_back(x509::parse_ocsp_request(der));
      else
        add_certificate(der);
    }
    for (size_t i = 0; i + 1 < facts.size(); ++i)
      facts[i]->signed_by_next = verifier().verify(*certificates[i], certificates[i + 1]->public_key);
  }

  static crypto::Verifier& verifier() {
    static crypto::Verifier one;
    return one;
  }

  void add_certificate(const Bytes& der) {
    certificates.push_back(x509::parse_certificate(der));
    facts.push_back(std::make_unique<CertificateFacts>(*certificates.back(), verifier(), assumed));
    facts.back()->weak_keys = &weak_keys();
  }

  /// From now on the rules of that day hold for everything here.
  void judge_by(Time day) {
    as_of = day;
    for (const auto& each : facts) each->issued = day;
  }
  std::optional<Time> as_of = {};

  /// What came of each selected lint of a kind, on the first thing of that kind; a chain is all certificates.
  Outcomes outcomes(Kind kind, const Selection& selection, Findings& findings) const {
    Outcomes out;
    std::vector<const CertificateFacts*> chain;
    for (const auto& each : facts) chain.push_back(each.get());
    if (kind == Kind::certificate && !facts.empty()) {
      run(*facts.front(), selection, {}, findings, &out);
    } else if (kind == Kind::crl && !crls.empty()) {
      run(*crls.front(), selection, {}, findings, &out, {}, as_of);
    } else if (kind == Kind::ocsp && !responses.empty()) {
      run(*responses.front(), selection, {}, findings, &out, {}, as_of);
    } else if (kind == Kind::ocsp_request && !requests.empty()) {
      run(*requests.front(), selection, {}, findings, &out, {}, as_of);
    } else if (kind == Kind::chain && !chain.empty()) {
      run(chain, selection, {}, findings, &out);
    } else if (kind == Kind::handshake && handshake) {
      const HandshakeFacts of_handshake{*handshake, facts.empty() ? nullptr : facts.front().get()};
      run(of_handshake, selection, {}, findings, &out);
    }
    return out;
  }

  /// The same of the one kind of thing that is here and the lint is about.
  Outcomes outcomes(const Lint& lint, const Selection& selection, Findings& findings) const {
    for (size_t number = 0; number < kind_count; ++number) {
      const Kind kind = static_cast<Kind>(number);
      if (lint.is_about(kind)) {
        if (Outcomes out = outcomes(kind, selection, findings); !out.empty()) return out;
      }
    }
    return {};
  }
};

}  // namespace certcheck::lint::test
