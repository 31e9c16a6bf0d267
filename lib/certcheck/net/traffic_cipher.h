#pragma once

#include "certcheck/base/bytes.h"

#include <cstdint>
#include <memory>
#include <optional>

namespace certcheck {

/// Opens the protected records of one direction of a TLS 1.3 connection under one traffic secret
/// (RFC 8446 sections 5.2, 5.3 and 7.3). For reading along only: the handshake's own security does not rest
/// on it.
class TrafficCipher {
 public:
  /// nullopt for a suite other than 0x1301 to 0x1305 or a secret of the wrong length.
  static std::optional<TrafficCipher> create(uint16_t cipher_suite, ByteView traffic_secret);

  TrafficCipher(TrafficCipher&&) noexcept;
  TrafficCipher& operator=(TrafficCipher&&) noexcept;
  ~TrafficCipher();

  /// The inner plaintext (content, content type, padding) of the next record in order; `header` is the
  /// record's five bytes. nullopt if it does not authenticate; then the sequence number stays.
  std::optional<Bytes> open(ByteView header, ByteView encrypted_record);

 private:
  struct State;
  explicit TrafficCipher(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace certcheck
