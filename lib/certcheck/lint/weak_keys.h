#pragma once

#include "certcheck/base/finding.h"
#include "certcheck/crypto/rsa_weaknesses.h"

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace certcheck::lint {

/// Keys that are known to others: a set of fingerprints, filled once and then read from any thread. Ten or 32
/// bytes a key.
class WeakKeys {
 public:
  /// Adds a list, a fingerprint a line: 20 hexadecimal digits name an RSA key as Debian's openssl-blacklist
  /// does, 64 a key of any kind by the SHA-256 of its SubjectPublicKeyInfo. Empty lines and what begins with
  /// # are skipped. Gives the number, from 1, of the first line that is neither, and then adds nothing.
  std::optional<size_t> add_list(std::string_view text);

  bool contains(const crypto::ModulusFingerprint& fingerprint) const;
  bool contains(const Sha256& public_key) const;
  /// Whether keys are listed that are not RSA's alone.
  bool has_public_keys() const { return !public_keys_.empty(); }
  size_t size() const { return moduli_.size() + public_keys_.size(); }

 private:
  std::vector<crypto::ModulusFingerprint> moduli_;  ///< ascending
  std::vector<Sha256> public_keys_;                 ///< ascending
};

}  // namespace certcheck::lint
