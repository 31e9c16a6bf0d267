#pragma once

#include "certcheck/base/bytes.h"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace certcheck::tls {

/// Reads the presentation language of TLS (RFC 8446 section 3) from borrowed bytes: big-endian numbers and
/// vectors with a length before them. What does not fit in the bytes left is nullopt and moves nothing. The
/// views handed out live as long as the bytes.
class WireReader {
 public:
  explicit WireReader(ByteView bytes) : rest_(bytes) {}

  bool empty() const { return rest_.empty(); }
  ByteView rest() const { return rest_; }

  std::optional<uint8_t> u8() {
    const auto value = number(1);
    return value ? std::optional(static_cast<uint8_t>(*value)) : std::nullopt;
  }
  std::optional<uint16_t> u16() {
    const auto value = number(2);
    return value ? std::optional(static_cast<uint16_t>(*value)) : std::nullopt;
  }
  std::optional<uint32_t> u32() { return number(4); }

  std::optional<ByteView> take(size_t size) {
    if (size > rest_.size()) return std::nullopt;
    const ByteView taken = rest_.first(size);
    rest_ = rest_.subspan(size);
    return taken;
  }

  /// A vector whose length takes 1, 2 or 3 bytes.
  std::optional<ByteView> vector8() { return vector(1); }
  std::optional<ByteView> vector16() { return vector(2); }
  std::optional<ByteView> vector24() { return vector(3); }

 private:
  std::optional<uint32_t> number(size_t size) {
    if (size > rest_.size()) return std::nullopt;
    uint32_t value = 0;
    for (size_t i = 0; i < size; ++i) value = value << 8 | rest_[i];
    rest_ = rest_.subspan(size);
    return value;
  }

  std::optional<ByteView> vector(size_t length_size) {
    const ByteView before = rest_;
    const auto size = number(length_size);
    if (!size) return std::nullopt;
    const auto content = take(*size);
    if (!content) rest_ = before;
    return content;
  }

  ByteView rest_;
};

}  // namespace certcheck::tls
