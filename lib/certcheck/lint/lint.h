#pragma once

#include "certcheck/base/check.h"
#include "certcheck/base/finding.h"
#include "certcheck/base/time.h"
#include "certcheck/crypto/algorithms.h"
#include "certcheck/x509/certificate.h"
#include "certcheck/x509/crl.h"
#include "certcheck/x509/ocsp.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

/// What a lint is. Every lint is one row of its source's constexpr table (lint/<source>/table.cpp); its
/// function stands in lint/<source>/<theme>.cpp under the header comment that quotes the requirement.
namespace certcheck::lint {

/// What came of one lint on one subject. not_applicable and not_effective are no passes.
enum class Outcome : uint8_t { not_applicable, not_effective, pass, fired };

/// Roles a certificate lint can be asked for. A certificate may have several, see CertificateFacts.
enum class Role : uint8_t {
  any = 0,
  leaf = 1,          ///< not a CA
  subscriber = 2,    ///< leaf for TLS servers: serverAuth or anyExtendedKeyUsage or no EKU
  ca = 4,            ///< any CA certificate
  intermediate = 8,  ///< CA, not self-issued
  root = 16,         ///< CA, self-issued
};

/// What several lints want to know of a certificate, worked out once.
struct CertificateFacts {
  explicit CertificateFacts(const x509::Certificate& certificate);
  const x509::Certificate& certificate;
  crypto::KeyFacts key;
  crypto::SignatureFacts signature;
  uint8_t roles = 0;  ///< set of Role bits
  bool has(Role role) const { return role == Role::any || (roles & static_cast<uint8_t>(role)) != 0; }
};

/// Where a lint puts what it found. Fills in check and subject; the lint gives the place, the words and the
/// values.
class Reporter {
 public:
  Reporter(const Check& check, Findings& findings) : check_(check), findings_(findings) {}
  /// `node_path` e.g. "tbsCertificate.subject"; `offset` from the start of the input.
  Finding& add(std::string node_path, std::optional<size_t> offset, std::string message) const;

 private:
  const Check& check_;
  Findings& findings_;
};

using CertificateLint = Outcome (*)(const CertificateFacts&, const Reporter&);
using CrlLint = Outcome (*)(const x509::Crl&, const Reporter&);
using OcspLint = Outcome (*)(const x509::OcspResponse&, const Reporter&);

/// One row. Exactly one of the functions is set.
struct Lint {
  Check check;
  std::string_view source;               ///< "rfc5280", "rfc6960", "hygiene", ...
  std::string_view theme;                ///< the file it stands in
  Role applies = Role::any;              ///< certificates in another role are not_applicable
  std::optional<Time> effective = {};    ///< certificates with notBefore earlier are not_effective
  std::optional<Time> ineffective = {};  ///< and those from this moment on too: [effective, ineffective)
  CertificateLint certificate = nullptr;
  CrlLint crl = nullptr;
  OcspLint ocsp = nullptr;
};

}  // namespace certcheck::lint
