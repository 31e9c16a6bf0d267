#pragma once

#include "certcheck/der/oid.h"

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace certcheck::der {

/// A list of object identifiers that is known while compiling, hashed without collisions: however long it is,
/// an identifier is compared with one of them.
template <size_t Count>
class OidTable {
 public:
  /// No identifier may be in the list twice.
  consteval explicit OidTable(const Oid (&ids)[Count]) {
    for (size_t i = 0; i < Count; ++i) ids_[i] = ids[i];
    while (!fill()) ++factor_;  // no end is reached: then it does not compile
  }

  /// The place in the list, counted from 1; 0 for what is not in it.
  constexpr size_t number_of(Oid id) const {
    if (id.empty()) return 0;
    const size_t number = numbers_[slot_of(id)];
    return number != 0 && ids_[number - 1] == id ? number : 0;
  }
  constexpr bool contains(Oid id) const { return number_of(id) != 0; }
  constexpr Oid operator[](size_t place) const { return ids_[place]; }
  static constexpr size_t size() { return Count; }

 private:
  static constexpr size_t slots = std::bit_ceil(4 * Count);
  static_assert(Count < 256);

  /// Most identifiers differ in their last bytes, others in their length.
  constexpr size_t slot_of(Oid id) const {
    return (static_cast<uint8_t>(id.content().back()) + factor_ * id.content().size()) % slots;
  }
  /// False if two of the list would share a slot.
  constexpr bool fill() {
    numbers_ = {};
    for (size_t i = 0; i < Count; ++i) {
      uint8_t& number = numbers_[slot_of(ids_[i])];
      if (number != 0) return false;
      number = static_cast<uint8_t>(i + 1);
    }
    return true;
  }

  std::array<Oid, Count> ids_{};
  std::array<uint8_t, slots> numbers_{};
  size_t factor_ = 1;
};

}  // namespace certcheck::der
