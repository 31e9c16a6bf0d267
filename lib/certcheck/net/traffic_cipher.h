#pragma once

#include "certcheck/base/bytes.h"

#include <cstdint>
#include <memory>
#include <optional>

namespace certcheck {

/// The protection of records in one direction of a TLS 1.3 connection under one traffic secret (RFC 8446
/// sections 5.2, 5.3 and 7.3).
class TrafficCipher {
 public:
  enum class Use : uint8_t { open, seal };

  /// nullopt for a suite other than 0x1301 to 0x1305 or a secret of the wrong length.
  static std::optional<TrafficCipher> create(uint16_t cipher_suite, ByteView traffic_secret, Use use);

  TrafficCipher(TrafficCipher&&) noexcept;
  TrafficCipher& operator=(TrafficCipher&&) noexcept;
  ~TrafficCipher();

  /// The inner plaintext (content, content type, padding) of the next record in order; `header` is the
  /// record's five bytes. nullopt if it does not authenticate; then the sequence number stays. For Use::open.
  std::optional<Bytes> open(ByteView header, ByteView encrypted_record);

  /// The whole next record around a content of at most 2^14 bytes. For Use::seal.
  Bytes seal(uint8_t content_type, ByteView content);

 private:
  struct State;
  explicit TrafficCipher(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace certcheck
