#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace certcheck {

/// Owned bytes.
using Bytes = std::vector<uint8_t>;

/// Borrowed bytes. Whoever hands one out documents how long it stays valid.
using ByteView = std::span<const uint8_t>;

inline ByteView as_bytes(std::string_view text) {
  return {reinterpret_cast<const uint8_t*>(text.data()), text.size()};
}

inline std::string_view as_text(ByteView bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

inline Bytes to_bytes(ByteView bytes) { return {bytes.begin(), bytes.end()}; }

/// Equality of contents (std::span has none).
inline bool same_bytes(ByteView a, ByteView b) { return as_text(a) == as_text(b); }

}  // namespace certcheck
