#pragma once

#include "certcheck/base/bytes.h"

#include <array>
#include <cstddef>
#include <cstdint>

namespace certcheck::crypto {

/// The bytes before `end`, eight at most, as a number, the most significant first.
inline uint64_t word_before(ByteView number, size_t end) {
  uint64_t word = 0;
  if (end < 8) {
    for (size_t i = 0; i < end; ++i) word = word << 8U | number[i];
    return word;
  }
  // Written out, so that compilers see that it is one word read in the other order.
  const uint8_t* const o = number.data() + end - 8;
  return uint64_t{o[0]} << 56U | uint64_t{o[1]} << 48U | uint64_t{o[2]} << 40U | uint64_t{o[3]} << 32U |
         uint64_t{o[4]} << 24U | uint64_t{o[5]} << 16U | uint64_t{o[6]} << 8U | uint64_t{o[7]};
}

/// A natural number of bounded size, without allocations: just what factoring by differences of squares
/// takes. The bound is the caller's to keep: from_octets() takes octets_max bytes, and sums, squares and
/// products are no larger than that by much.
class Natural {
 public:
  static constexpr size_t octets_max = 2'048;

  Natural() = default;
  explicit Natural(uint64_t number);
  /// Most significant byte first.
  static Natural from_octets(ByteView octets);

  bool operator==(const Natural& other) const;
  /// Adds other * factor.
  void add(const Natural& other, uint64_t factor = 1);
  /// `other` must not be larger.
  void subtract(const Natural& other);
  Natural squared() const;
  struct Root;
  /// Rounded down.
  Root square_root() const;
  bool is_square() const;
  bool is_zero() const { return size_ == 0; }
  /// By a constant, so that it takes no division.
  template <uint32_t divisor>
  uint32_t modulo() const {
    uint64_t rest = 0;
    for (size_t i = size_; i > 0; --i) {
      rest = (rest << 32U | words_[i - 1] >> 32U) % divisor;
      rest = (rest << 32U | (words_[i - 1] & 0xffffffffU)) % divisor;
    }
    return static_cast<uint32_t>(rest);
  }

 private:
  static constexpr size_t words_max = octets_max / 8 + 4;
  void set_size(size_t words_used);

  std::array<uint64_t, words_max> words_{};  ///< the least significant first; those from size_ on are zero
  size_t size_ = 0;                          ///< the word before is not zero
};

/// A number is root * root + rest.
struct Natural::Root {
  Natural root, rest;
};

}  // namespace certcheck::crypto
