#pragma once

#include "certcheck/base/bytes.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

namespace certcheck::net {

/// HKDF as TLS 1.3 uses it (RFC 8446 7.1). `hash` is "SHA-256" or "SHA-384".
class Hkdf {
 public:
  /// Throws Botan's exception if Botan was built without the hash.
  explicit Hkdf(std::string_view hash);
  Hkdf(Hkdf&&) noexcept;
  Hkdf& operator=(Hkdf&&) noexcept;
  ~Hkdf();

  size_t hash_size() const;
  Bytes extract(ByteView salt, ByteView input);
  Bytes expand_label(ByteView secret, std::string_view label, ByteView context, size_t size);
  /// Derive-Secret, given the hash of the messages.
  Bytes derive_secret(ByteView secret, std::string_view label, ByteView transcript_hash);
  /// The verify_data of Finished (RFC 8446 4.4.4).
  Bytes finished(ByteView traffic_secret, ByteView transcript_hash);

 private:
  friend struct Tls13Secrets;
  struct State;
  std::unique_ptr<State> state_;
};

/// The secrets of one connection without a pre-shared key (RFC 8446 7.1). Those of the application are empty
/// until the server's Finished was hashed.
struct Tls13Secrets {
  Bytes early, handshake, master;
  Bytes client_handshake, server_handshake, client_application, server_application;

  /// With the hash of the messages up to the server hello.
  static Tls13Secrets from_shared_secret(Hkdf& hkdf, ByteView shared, ByteView hello_hash);
  /// With the hash of the messages up to the server's Finished.
  void add_application(Hkdf& hkdf, ByteView finished_hash);
};

/// The pseudorandom function of TLS 1.2 (RFC 5246 section 5) with its hash, or that of TLS 1.0 and 1.1
/// (RFC 4346 section 5) for "MD5+SHA-1".
Bytes prf(std::string_view hash, ByteView secret, std::string_view label, ByteView seed, size_t size);

}  // namespace certcheck::net
