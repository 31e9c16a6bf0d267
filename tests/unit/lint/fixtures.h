#pragma once

#include "certcheck/base/pem.h"
#include "certcheck/crypto/verifier.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/runner.h"
#include "certcheck/x509/certificate.h"
#include "certcheck/x509/crl.h"
#include "certcheck/x509/ocsp.h"

#include "tests/support/paths.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
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

/// Every block of a PEM file, parsed, with the facts of its certificates.
struct Fixture {
  std::vector<x509::CertificatePtr> certificates;
  std::vector<std::unique_ptr<CertificateFacts>> facts;
  std::vector<x509::CrlPtr> crls;
  std::vector<x509::OcspResponsePtr> responses;

  explicit Fixture(const std::filesystem::path& path) {
    static crypto::Verifier verifier;
    const std::string text = read_text(path);
    for (const PemBlock& block : find_pem_blocks(text)) {
      const Bytes der = block.decode().value_or(Bytes{});
      if (block.label == "X509 CRL") {
        crls.push_back(x509::parse_crl(der));
      } else if (block.label == "OCSP RESPONSE") {
        responses.push_back(x509::parse_ocsp_response(der));
      } else {
        certificates.push_back(x509::parse_certificate(der));
        facts.push_back(std::make_unique<CertificateFacts>(*certificates.back(), verifier));
        facts.back()->weak_keys = &weak_keys();
      }
    }
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
    } else if (kind == Kind::chain && !chain.empty()) {
      run(chain, selection, {}, findings, &out);
    }
    return out;
  }
};

}  // namespace certcheck::lint::test
