#pragma once

#include "certcheck/base/encoding.h"
#include "certcheck/base/pem.h"
#include "certcheck/crypto/verifier.h"
#include "certcheck/handshake/record.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/handshake_facts.h"
#include "certcheck/lint/runner.h"
#include "certcheck/x509/certificate.h"
#include "certcheck/x509/crl.h"
#include "certcheck/x509/ocsp.h"
#include "certcheck/x509/ocsp_request.h"

#include "tests/support/paths.h"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace certcheck::lint::test {

inline std::filesystem::path lint_testdata() { return certcheck::test::source_dir() / "testdata/lint"; }

inline std::string read_text(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// The list that fixtures are looked up in.
inline const WeakKeys& weak_keys() {
  static const WeakKeys keys = [] {
    WeakKeys out;
    out.add_list(read_text(lint_testdata() / "weak-keys.txt"));
    return out;
  }();
  return keys;
}

inline KeyExchange::Kind key_exchange_kind(const std::string& name) {
  for (int i = 0; i <= static_cast<int>(KeyExchange::Kind::anonymous); ++i) {
    if (to_string(static_cast<KeyExchange::Kind>(i)) == name) {
      return static_cast<KeyExchange::Kind>(i);
    }
  }
  throw std::invalid_argument("no key exchange " + name);
}

inline HandshakeStep::Value step_value(const nlohmann::json& value) {
  return value.is_boolean() ? HandshakeStep::Value(value.get<bool>())
                            : HandshakeStep::Value(value.get<std::vector<std::string>>());
}

/// What testdata/lint/handshakes.py wrote.
inline HandshakeRecord read_handshake(const std::string& text) {
  const nlohmann::json json = nlohmann::json::parse(text);
  HandshakeRecord record;
  record.completed = json.at("completed").get<bool>();
  record.resumed = json.at("resumed").get<bool>();
  record.version_id = json.at("version_id").get<uint16_t>();
  record.version = json.at("version").get<std::string>();
  if (const auto& suite = json.at("cipher_suite"); !suite.is_null()) {
    record.cipher_suite = CipherSuite{suite.at("id").get<uint16_t>(), suite.at("name").get<std::string>()};
  }
  if (const auto& exchange = json.at("key_exchange"); !exchange.is_null()) {
    record.key_exchange = KeyExchange{.kind = key_exchange_kind(exchange.at("kind").get<std::string>()),
                                      .group = exchange.at("group").get<std::string>(),
                                      .bits = {}};
    if (!exchange.at("bits").is_null()) {
      record.key_exchange->bits = exchange.at("bits").get<unsigned>();
    }
  }
  record.signature_scheme = json.at("signature_scheme").get<std::string>();
  record.alpn = json.at("alpn").get<std::string>();
  for (const auto& certificate : json.at("certificates")) {
    record.certificates.push_back(base64_decode(certificate.get<std::string>()).value());
  }
  for (const auto& staple : json.at("ocsp_staples")) {
    record.ocsp_staples.push_back(base64_decode(staple.get<std::string>()).value());
  }
  for (const auto& step : json.at("steps")) {
    HandshakeStep& added = record.steps.emplace_back();
    added.name = step.at("name").get<std::string>();
    for (const auto& [key, value] : step.at("detail").items()) {
      added.detail.emplace_back(key, step_value(value));
    }
  }
  return record;
}

/// Every block of a PEM file, parsed, with the facts of its certificates; or a handshake with what it showed.
struct Fixture {
  std::vector<x509::CertificatePtr> certificates;
  std::vector<std::unique_ptr<CertificateFacts>> facts;
  std::vector<x509::CrlPtr> crls;
  std::vector<x509::OcspResponsePtr> responses;
  std::vector<x509::OcspRequestPtr> requests;
  std::optional<HandshakeRecord> handshake;

  explicit Fixture(const std::filesystem::path& path) {
    const std::string text = read_text(path);
    if (path.extension() == ".json") {
      handshake = read_handshake(text);
      for (const Bytes& der : handshake->certificates) {
        add_certificate(der);
      }
      for (const Bytes& der : handshake->ocsp_staples) {
        responses.push_back(x509::parse_ocsp_response(der));
      }
      return;
    }
    for (const PemBlock& block : find_pem_blocks(text)) {
      const Bytes der = block.decode().value_or(Bytes{});
      if (block.label == "X509 CRL") {
        crls.push_back(x509::parse_crl(der));
      } else if (block.label == "OCSP RESPONSE") {
        responses.push_back(x509::parse_ocsp_response(der));
      } else if (block.label == "OCSP REQUEST") {
        requests.push_back(x509::parse_ocsp_request(der));
      } else {
        add_certificate(der);
      }
    }
    for (size_t i = 0; i + 1 < facts.size(); ++i) {
      facts[i]->signed_by_next = verifier().verify(*certificates[i], certificates[i + 1]->public_key);
    }
  }

  static crypto::Verifier& verifier() {
    static crypto::Verifier one;
    return one;
  }

  void add_certificate(const Bytes& der) {
    certificates.push_back(x509::parse_certificate(der));
    facts.push_back(std::make_unique<CertificateFacts>(*certificates.back(), verifier()));
    facts.back()->weak_keys = &weak_keys();
  }

  /// What came of each selected lint of a kind, on the first thing of that kind; a chain is all certificates.
  Outcomes outcomes(Kind kind, const Selection& selection, Findings& findings) const {
    Outcomes out;
    std::vector<const CertificateFacts*> chain;
    for (const auto& each : facts) {
      chain.push_back(each.get());
    }
    if (kind == Kind::certificate && !facts.empty()) {
      run(*facts.front(), selection, {}, findings, &out);
    } else if (kind == Kind::crl && !crls.empty()) {
      run(*crls.front(), selection, {}, findings, &out);
    } else if (kind == Kind::ocsp && !responses.empty()) {
      run(*responses.front(), selection, {}, findings, &out);
    } else if (kind == Kind::ocsp_request && !requests.empty()) {
      run(*requests.front(), selection, {}, findings, &out);
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
        if (Outcomes out = outcomes(kind, selection, findings); !out.empty()) {
          return out;
        }
      }
    }
    return {};
  }
};

}  // namespace certcheck::lint::test
