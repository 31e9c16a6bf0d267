#pragma once

#include "certcheck/base/bytes.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>

namespace certcheck::tls {

/// Writes the presentation language of TLS (RFC 8446 section 3): the counterpart of WireReader.
class WireWriter {
 public:
  WireWriter& u8(size_t value) { return number(value, 1); }
  WireWriter& u16(size_t value) { return number(value, 2); }
  WireWriter& u24(size_t value) { return number(value, 3); }
  WireWriter& u64(uint64_t value) { return number(value, 8); }
  WireWriter& u16s(std::span<const uint16_t> values) {
    for (const uint16_t value : values) u16(value);
    return *this;
  }
  WireWriter& bytes(ByteView content) {
    out_.insert(out_.end(), content.begin(), content.end());
    return *this;
  }

  /// A vector whose length takes 1, 2 or 3 bytes.
  WireWriter& vector8(ByteView content) { return u8(content.size()).bytes(content); }
  WireWriter& vector16(ByteView content) { return u16(content.size()).bytes(content); }
  WireWriter& vector24(ByteView content) { return u24(content.size()).bytes(content); }

  size_t size() const { return out_.size(); }
  const Bytes& written() const { return out_; }
  Bytes take() { return std::move(out_); }

 private:
  WireWriter& number(uint64_t value, size_t size) {
    for (size_t i = size; i-- > 0;) out_.push_back(static_cast<uint8_t>(value >> (8 * i)));
    return *this;
  }

  Bytes out_;
};

/// A handshake message with its header (RFC 8446 section 4).
inline Bytes handshake_message(uint8_t type, ByteView body) {
  return WireWriter().u8(type).vector24(body).take();
}

}  // namespace certcheck::tls
