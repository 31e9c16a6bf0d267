#pragma once

#include "certcheck/crypto/rsa_weaknesses.h"

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace certcheck::lint {

/// RSA keys that are known to others: a set of fingerprints, filled once and then read from any thread. Ten
/// bytes a key.
class WeakKeys {
 public:
  /// Adds a list in the form of Debian's openssl-blacklist: a fingerprint a line, as 20 hexadecimal digits;
  /// empty lines and what begins with # are skipped. Gives the number, from 1, of the first line that is
  /// neither, and then adds nothing.
  std::optional<size_t> add_list(std::string_view text);

  bool contains(const crypto::ModulusFingerprint& fingerprint) const;
  size_t size() const { return fingerprints_.size(); }

 private:
  std::vector<crypto::ModulusFingerprint> fingerprints_;  ///< ascending
};

}  // namespace certcheck::lint
