#pragma once

#include "certcheck/base/finding.h"
#include "certcheck/crypto/verifier.h"
#include "certcheck/engine/report.h"
#include "certcheck/lint/lint.h"
#include "certcheck/x509/certificate.h"

#include <memory>
#include <unordered_map>
#include <utility>

namespace certcheck::engine {

/// What is worked out about certificates in the course of one inspection, once for each. Not thread-safe. The
/// certificates that it is asked about must outlive it.
class KnownCertificates {
 public:
  explicit KnownCertificates(crypto::Verifier& verifier) : verifier_(verifier) {}

  /// SHA-256 of the bytes: a report may have thousands of findings about a certificate of a megabyte.
  const Sha256& fingerprint(const x509::Certificate& certificate);
  const lint::CertificateFacts& facts(const x509::Certificate& certificate);
  CertificateDetails details(const x509::Certificate& certificate);

 private:
  crypto::Verifier& verifier_;
  std::unordered_map<const x509::Certificate*, Sha256> fingerprints_;
  std::unordered_map<const x509::Certificate*, std::shared_ptr<const lint::CertificateFacts>> facts_;
};

}  // namespace certcheck::engine
