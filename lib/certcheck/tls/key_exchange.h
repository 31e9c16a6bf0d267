#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace certcheck::tls {

/// A finite field of DHE that has no code point of its own.
enum class PrimeGroup : uint8_t {
  none,    ///< no finite field, or one of RFC 7919, which has a code point
  custom,  ///< the server's own
  modp1024,
  modp1536,
  modp2048,
  modp3072,
  modp4096,
  modp6144,
  modp8192,
};

/// How the two sides came to a shared secret.
struct KeyExchange {
  enum class Kind : uint8_t {
    unknown,
    static_rsa,  ///< the secret was encrypted to the certificate's key: no forward secrecy
    dhe,         ///< ephemeral Diffie-Hellman over a finite field
    ecdhe,       ///< ephemeral Diffie-Hellman over an elliptic curve
    hybrid,      ///< an elliptic curve and ML-KEM together
    kem,         ///< ML-KEM alone
    psk,         ///< a key shared before, nothing else
    static_dh,   ///< the certificate's own (EC)DH key: no forward secrecy
    anonymous    ///< nobody was authenticated
  };
  Kind kind = Kind::unknown;
  std::optional<uint16_t>
      group;  ///< code point (RFC 8446 4.2.7), of RFC 7919's fields too; none for static RSA
  PrimeGroup prime = PrimeGroup::none;  ///< the field, where it has no code point
  /// Bits of the RSA modulus, the prime, or the curve's field (for a hybrid: of its curve part).
  std::optional<unsigned> bits;

  bool has_forward_secrecy() const;
};

/// "static_rsa", "dhe", "ecdhe", ...; "unknown".
std::string_view to_string(KeyExchange::Kind kind);

/// "x25519", "ffdhe2048", "X25519MLKEM768"; "modp2048" for a field of RFC 2409 or 3526 and "custom" for the
/// server's own; empty without a group.
std::string group_name(const KeyExchange& exchange);

}  // namespace certcheck::tls
