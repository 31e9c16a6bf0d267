#pragma once

#include "certcheck/base/bytes.h"

#include <array>
#include <cstddef>
#include <cstdint>

namespace certcheck::crypto {

/// A natural number of bounded size, without allocations: just what factoring by differences of squares
/// takes. The bound is the caller's to keep: from_octets() takes octets_max octets, and sums, squares and
/// products are no larger than that by much.
class Natural {
 public:
  static constexpr size_t octets_max = 2'048;

  Natural() = default;
  explicit Natural(uint32_t number);
  /// Most significant octet first.
  static Natural from_octets(ByteView octets);

  bool operator==(const Natural& other) const;
  uint32_t modulo(uint32_t divisor) const;
  /// Adds other * factor.
  void add(const Natural& other, uint32_t factor = 1);
  /// `other` must not be larger.
  void subtract(const Natural& other);
  Natural squared() const;
  /// Rounded down.
  Natural square_root() const;
  bool is_square() const { return square_root().squared() == *this; }

 private:
  static constexpr size_t words_max = octets_max / 4 + 4;
  void set_size(size_t words_used);

  std::array<uint32_t, words_max> words_{};  ///< the least significant first; those from size_ on are zero
  size_t size_ = 0;                          ///< the word before is not zero
};

}  // namespace certcheck::crypto
