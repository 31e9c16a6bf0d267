#pragma once

#include "certcheck/base/bytes.h"

#include <array>
#include <cstdint>
#include <cstring>

namespace certcheck::crypto {

/// What was worked out from bytes that come again and again (the certificate in hand, its issuer's key):
/// comparing them with a copy is much cheaper than hashing them or solving a curve's equation. Bounded to 64
/// KiB; not thread-safe, so each thread has its own.
template <typename Value>
class Recent {
 public:
  /// `work_out(bytes)`, or what it gave for the same bytes a moment ago.
  template <typename Function>
  Value get(ByteView bytes, Function&& work_out) {
    if (bytes.size() > kept_size_max || bytes.size() < 16) return work_out(bytes);
    uint64_t middle = 0, last = 0;
    std::memcpy(&middle, bytes.data() + bytes.size() / 2, sizeof middle);
    std::memcpy(&last, bytes.data() + bytes.size() - sizeof last, sizeof last);
    Slot& slot = slots_[((middle ^ last) * 0x9e3779b97f4a7c15U) >> 60];
    if (!same_bytes(slot.bytes, bytes)) {
      slot.bytes.clear();  // so that a value that could not be worked out is not taken for this one's
      slot.value = work_out(bytes);
      slot.bytes.assign(bytes.begin(), bytes.end());
    }
    return slot.value;
  }

 private:
  static constexpr size_t kept_size_max = 4'096;
  struct Slot {
    Bytes bytes;
    Value value{};
  };
  std::array<Slot, 16> slots_;
};

}  // namespace certcheck::crypto
