#pragma once

#include "certcheck/base/bytes.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace Botan {
class RandomNumberGenerator;
}

namespace certcheck::net {

/// The client's halves of key exchanges over named groups, in TLS 1.3 and in ECDHE before it.
class KeyShares {
 public:
  /// `random` must outlive this.
  explicit KeyShares(Botan::RandomNumberGenerator& random);
  ~KeyShares();
  KeyShares(const KeyShares&) = delete;
  KeyShares& operator=(const KeyShares&) = delete;

  /// Whether Botan has the group.
  static bool supports(uint16_t group);

  /// Makes a share and keeps its secret: the bytes to send. Groups that share a curve (X25519MLKEM768 and
  /// x25519) share its key, as draft-ietf-tls-ecdhe-mlkem 3.2 allows. nullopt if Botan has no such group.
  std::optional<Bytes> add(uint16_t group);
  bool has(uint16_t group) const;
  void clear();

  /// The shared secret with what the server sent; nullopt if that is not an element of the group, or none
  /// that may be used (RFC 8446 4.2.8.2, 7.4.2).
  std::optional<Bytes> agree(uint16_t group, ByteView peer) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Diffie-Hellman over the server's own finite field (RFC 5246 7.4.3). Numbers big-endian.
struct FiniteFieldAgreement {
  Bytes public_value;
  Bytes secret;  ///< without leading zeros (RFC 5246 8.1.2)
};
/// nullopt if the numbers make no sense: an even or tiny prime, a value outside [2, p - 2].
std::optional<FiniteFieldAgreement> agree_over_prime(ByteView prime, ByteView generator, ByteView value,
                                                     Botan::RandomNumberGenerator& random);

}  // namespace certcheck::net
