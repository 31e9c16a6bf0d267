#pragma once

#include "certcheck/base/bytes.h"

#include "certserve/handmade_session.h"

#include <botan/pk_keys.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

namespace certcheck::certserve {

inline constexpr uint16_t p256_group = 23, x25519_group = 29;

/// The server's half of a key exchange of one connection.
struct HandmadeSession::Ephemeral {
  uint16_t group = 0;
  std::unique_ptr<Botan::Private_Key> key;
  Bytes share;

  static std::unique_ptr<Ephemeral> make(uint16_t group);
  /// Throws Botan's exceptions if the peer's share is none.
  Bytes agree(ByteView peer) const;
};

/// What the presentation's key signs a handshake with.
struct Signing {
  uint16_t scheme;  ///< of TLS 1.2 and 1.3
  Bytes signature;
};
/// In `version`; RSA signs with PSS in TLS 1.3 and with PKCS #1 before.
Signing sign_handshake(std::string_view key, uint16_t version, ByteView content);

/// Whether the key can sign for ECDHE_ECDSA suites (RFC 8422 5.10 has Ed25519 among them) and not for RSA's.
bool is_elliptic(std::string_view key);

}  // namespace certcheck::certserve
