#include "certcheck/engine/detail/known_certificates.h"

#include "certcheck/crypto/digest.h"
#include "certcheck/lint/facts.h"

namespace certcheck::engine {

const Sha256& KnownCertificates::fingerprint(const x509::Certificate& certificate) {
  const auto [known, is_new] = fingerprints_.try_emplace(&certificate);
  if (is_new) known->second = crypto::sha256(certificate.der);
  return known->second;
}

const lint::CertificateFacts& KnownCertificates::facts(const x509::Certificate& certificate) {
  const auto [known, is_new] = facts_.try_emplace(&certificate, nullptr);
  if (is_new) known->second = std::make_shared<lint::CertificateFacts>(certificate, verifier_);
  return *known->second;
}

CertificateDetails KnownCertificates::details(const x509::Certificate& certificate) {
  const auto facts = facts_.find(&certificate);
  const crypto::KeyFacts key =
      facts != facts_.end() ? facts->second->key : crypto::key_facts(certificate.public_key);
  return {fingerprint(certificate), key.name, key.bits, key.kind};
}

}  // namespace certcheck::engine
