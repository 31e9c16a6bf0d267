#pragma once

#include "certcheck/path/path.h"
#include "certcheck/revocation/revocation.h"

#include "tests/support/pki_status.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace certcheck::test {

inline x509::CertificatePtr parsed(const Spec& spec) { return x509::parse_certificate(make_der(spec)); }

/// A PKI with what is said about it: root (key 0), CA "int" (key 1), a leaf with serial number 7.
struct Statements {
  Spec anchor = root("root", 0), issuer = authority("int", 1, "root", 0), end = leaf("int", 1);
  std::vector<Spec> pool = {};
  std::vector<CrlSpec> crls = {};
  std::vector<Bytes> responses = {};
  std::vector<std::pair<Bytes, Bytes>> requested = {};  ///< responses, each with the nonce of its request
  std::vector<Bytes> leaf_staples = {}, issuer_staples = {};
  std::vector<Bytes> stranger_staples = {};  ///< with a certificate that is not on the path
  path::Options path_options = {.time = now, .profile = Profile::rfc5280};
  revocation::Options options = {.mode = revocation::Mode::hard, .scope = revocation::Scope::leaf};

  Statements() {
    end.serial = 7;
    issuer.serial = 5;
  }

  revocation::Answer check() const {
    trust::Store store("roots");
    store.add(parsed(anchor));
    const trust::Store* const stores[] = {&store};
    std::vector<x509::CertificatePtr> certificates{parsed(issuer)};
    for (const Spec& spec : pool) certificates.push_back(parsed(spec));
    crypto::Verifier verifier;
    const auto server = parsed(end);
    const auto validation = path::validate(server, certificates, stores, path_options, verifier);
    REQUIRE(validation.trusted());
    revocation::Evidence evidence;
    for (const CrlSpec& crl : crls) evidence.crls.push_back(x509::parse_crl(make_der(crl)));
    for (const Bytes& response : responses)
      evidence.responses.push_back(x509::parse_ocsp_response(Bytes(response)));
    for (const auto& [response, nonce] : requested)
      evidence.add_requested(x509::parse_ocsp_response(Bytes(response)), nonce);
    for (const Bytes& staple : leaf_staples)
      evidence.add_staple(x509::parse_ocsp_response(Bytes(staple)), server);
    for (const Bytes& staple : issuer_staples)
      evidence.add_staple(x509::parse_ocsp_response(Bytes(staple)), certificates.front());
    for (const Bytes& staple : stranger_staples)
      evidence.add_staple(x509::parse_ocsp_response(Bytes(staple)), parsed(root("elsewhere", 9)));
    return revocation::check(validation.paths.front(), evidence, options,
                             {certificates, stores, &path_options}, verifier);
  }
  revocation::Status status() const { return check().statuses.at(0).status; }
};

/// What the first finding of an id says; empty if there is none.
inline std::string said(const revocation::Answer& answer, std::string_view id) {
  const auto found = std::find_if(answer.findings.begin(), answer.findings.end(),
                                  [&](const Finding& finding) { return finding.id() == id; });
  return found == answer.findings.end() ? std::string() : found->message;
}

/// One of several findings of a check.
inline bool one_says(const revocation::Answer& answer, std::string_view id, std::string_view part) {
  return std::any_of(answer.findings.begin(), answer.findings.end(), [&](const Finding& finding) {
    return finding.id() == id && finding.message.find(part) != std::string::npos;
  });
}

inline bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

}  // namespace certcheck::test
