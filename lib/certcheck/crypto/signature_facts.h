#pragma once

#include "certcheck/crypto/digest.h"
#include "certcheck/crypto/key_facts.h"
#include "certcheck/x509/algorithm.h"

#include <cstddef>
#include <cstdint>
#include <string>

/// What signatures are, read from their AlgorithmIdentifier alone.
namespace certcheck::crypto {

struct SignatureFacts {
  KeyKind key_kind = KeyKind::unknown;  ///< which keys can have made it
  Digest digest = Digest::none;         ///< none where the scheme fixes its own (Ed25519, ML-DSA)
  bool pss = false;
  Digest mgf_digest = Digest::none;  ///< PSS only
  uint64_t salt_length = 0;          ///< PSS only, bytes
  size_t octets = 0;  ///< what a signature of fixed length (Ed25519, ML-DSA, ...) takes; 0 for others
  std::string name;   ///< "RSA PKCS#1 with SHA-256", "ECDSA with SHA-384"; the OID if unknown
  bool known = false;
  /// Known, and its parameters are exactly as the standard says (RFC 3279, 4055, 5758, 8410, 9814, 9881).
  bool well_formed = false;
  /// Known, and its parameters leave no doubt how to verify: well-formed, or RSA PKCS#1 without the NULL, or
  /// RSASSA-PSS with defaults spelled out. Other signatures are not verified.
  bool usable = false;
};

SignatureFacts signature_facts(const x509::AlgorithmIdentifier& algorithm);

}  // namespace certcheck::crypto
