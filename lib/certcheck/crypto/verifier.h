#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/x509/algorithm.h"
#include "certcheck/x509/certificate.h"
#include "certcheck/x509/crl.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

namespace certcheck::crypto {

enum class SignatureStatus : uint8_t {
  valid,
  invalid,                ///< made by another key, or the signed bytes were changed
  algorithm_unsupported,  ///< we cannot check this algorithm (GOST, MD2, ...)
  key_mismatch,           ///< the key is of another kind than the algorithm asks for
  key_unusable,           ///< the key cannot be decoded or used (not on its curve, zero modulus, ...)
};

std::string_view to_string(SignatureStatus status);

/// Verifies signatures, remembering loaded issuer keys and which certificates were found signed by which
/// key. Thread-safe; share one among all inspections of a program. Memory is bounded: past the limits the
/// least recently used half is forgotten.
class Verifier {
 public:
  struct Limits {
    size_t keys = 2'048;    ///< loaded keys, about 2 KiB each
    size_t edges = 65'536;  ///< verified (certificate, issuer key) pairs, about 100 bytes each
    size_t crls = 1'024;    ///< verified (CRL, key) pairs, about 1 KiB each
  };

  Verifier();
  explicit Verifier(Limits limits);
  ~Verifier();
  Verifier(const Verifier&) = delete;
  Verifier& operator=(const Verifier&) = delete;

  /// Is this certificate signed by this key? The answer is memoised, both good and bad.
  SignatureStatus verify(const x509::Certificate& certificate, const x509::SubjectPublicKeyInfo& issuer_key);

  /// True if the answer to verify() is remembered, so that asking costs nothing.
  bool knows(const x509::Certificate& certificate, const x509::SubjectPublicKeyInfo& issuer_key) const;

  /// Is this CRL signed by this key? The answer is memoised for as long as the CRL lives, so that a large one
  /// is hashed once however often it is asked about. `crl` is not null.
  SignatureStatus verify(const x509::CrlPtr& crl, const x509::SubjectPublicKeyInfo& key);

  /// Any signature; only the key is memoised. A DSA key that inherits its parameters is given with the
  /// parameters of the path so far in `key.algorithm.parameters` (RFC 5280 6.1.4 (d) to (f)); `key.bytes` is
  /// not read.
  SignatureStatus verify(const x509::SubjectPublicKeyInfo& key, const x509::AlgorithmIdentifier& algorithm,
                         ByteView message, const der::BitString& signature);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace certcheck::crypto
