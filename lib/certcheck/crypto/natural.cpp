#include "certcheck/crypto/detail/natural.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

namespace certcheck::crypto {
namespace {

uint32_t low(uint64_t number) { return static_cast<uint32_t>(number); }

/// Rounded down.
uint32_t root_of(uint64_t number) {
  constexpr uint64_t root_max = std::numeric_limits<uint32_t>::max();
  // Floating point rounds, so the root may be off by one.
  auto root = std::min(root_max, static_cast<uint64_t>(std::sqrt(static_cast<double>(number))));
  while (root * root > number) --root;
  while (root < root_max && (root + 1) * (root + 1) <= number) ++root;
  return low(root);
}

}  // namespace

Natural::Natural(uint32_t number) {
  words_[0] = number;
  set_size(1);
}

void Natural::set_size(size_t words_used) {
  size_ = words_used;
  while (size_ > 0 && words_[size_ - 1] == 0) --size_;
}

Natural Natural::from_octets(ByteView octets) {
  Natural number;
  for (size_t i = 0; i < octets.size(); ++i)
    number.words_[i / 4] |= uint32_t{octets[octets.size() - 1 - i]} << (8 * (i % 4));
  number.set_size((octets.size() + 3) / 4);
  return number;
}

bool Natural::operator==(const Natural& other) const {
  return size_ == other.size_ &&
         std::equal(words_.begin(), words_.begin() + static_cast<std::ptrdiff_t>(size_),
                    other.words_.begin());
}

uint32_t Natural::modulo(uint32_t divisor) const {
  uint64_t rest = 0;
  for (size_t i = size_; i > 0; --i) rest = (rest << 32U | words_[i - 1]) % divisor;
  return low(rest);
}

void Natural::add(const Natural& other, uint32_t factor) {
  uint64_t carry = 0;
  size_t i = 0;
  for (; i < other.size_ || carry != 0; ++i) {
    carry += uint64_t{other.words_[i]} * factor + words_[i];
    words_[i] = low(carry);
    carry >>= 32U;
  }
  set_size(std::max(size_, i));
}

void Natural::subtract(const Natural& other) {
  uint64_t borrow = 0;
  for (size_t i = 0; i < size_; ++i) {
    const uint64_t difference = uint64_t{words_[i]} - other.words_[i] - borrow;
    words_[i] = low(difference);
    borrow = difference >> 63U;
  }
  set_size(size_);
}

Natural Natural::squared() const {
  Natural result;
  for (size_t i = 0; i < size_; ++i) {
    uint64_t carry = 0;
    for (size_t j = 0; j < size_; ++j) {
      carry += uint64_t{words_[i]} * words_[j] + result.words_[i + j];
      result.words_[i + j] = low(carry);
      carry >>= 32U;
    }
    result.words_[i + size_] = low(carry);
  }
  result.set_size(2 * size_);
  return result;
}

/// As by hand, in digits of a word: of what is left, the next digit q of the root takes away
/// (2 * root so far + q * B^d) * q * B^d, where d is its place and B = 2^32.
Natural Natural::square_root() const {
  if (size_ == 0) return {};
  // Shifted to the left by an even number of bits until there are 2 * digits words, the first of them at
  // least 2^30: then the root's first digit is at least 2^31, and digits can be guessed from the words in
  // front.
  const size_t digits = (size_ + 1) / 2, skipped = size_ % 2;
  const unsigned shift = static_cast<unsigned>(std::countl_zero(words_[size_ - 1])) & ~1U;
  std::array<uint32_t, words_max> rest{};
  for (size_t i = 0; i < size_; ++i) {
    const uint64_t moved = uint64_t{words_[i]} << shift;
    rest[i + skipped] |= low(moved);
    rest[i + skipped + 1] = low(moved >> 32U);
  }

  std::array<uint32_t, words_max> doubled{};  // the root so far, twice
  Natural root;
  const uint64_t front = uint64_t{rest[2 * digits - 1]} << 32U | rest[2 * digits - 2];
  const uint32_t first = root_of(front);
  const uint64_t left = front - uint64_t{first} * first;
  rest[2 * digits - 2] = low(left);
  rest[2 * digits - 1] = low(left >> 32U);
  root.words_[digits - 1] = first;
  doubled[digits - 1] = first << 1U;
  doubled[digits] = first >> 31U;

  for (size_t d = digits - 1; d-- > 0;) {
    // At most two too large (Knuth, The Art of Computer Programming 4.3.1, theorem B), and by one more for q
    // * q.
    const size_t top = digits + d;
    const uint64_t guess =
        (uint64_t{rest[top + 1]} << 63U | uint64_t{rest[top]} << 31U | rest[top - 1] >> 1U) / first;
    auto q = low(std::min<uint64_t>(guess, std::numeric_limits<uint32_t>::max()));
    doubled[d] = q;
    uint64_t carry = 0, borrow = 0;
    for (size_t i = d; i <= digits; ++i) {
      carry += uint64_t{doubled[i]} * q;
      const uint64_t difference = uint64_t{rest[d + i]} - low(carry) - borrow;
      rest[d + i] = low(difference);
      borrow = difference >> 63U;
      carry >>= 32U;
    }
    auto sign = static_cast<int64_t>(rest[top + 1]) - static_cast<int64_t>(carry + borrow);
    while (sign < 0) {
      // q was one too large: it took 2 * root * B^d + (2 * q - 1) * B^2d too much.
      --q;
      carry = 2 * uint64_t{q} + 1;
      doubled[d] = 0;
      for (size_t i = d; i <= digits; ++i) {
        carry += uint64_t{doubled[i]} + rest[d + i];
        rest[d + i] = low(carry);
        carry >>= 32U;
      }
      sign += static_cast<int64_t>(carry);
    }
    rest[top + 1] = low(static_cast<uint64_t>(sign));
    root.words_[d] = q;
    doubled[d] = q << 1U;
    doubled[d + 1] |= q >> 31U;
  }

  const unsigned half = (shift + 32 * static_cast<unsigned>(skipped)) / 2;
  for (size_t i = 0; i < digits; ++i) {
    const uint64_t both = uint64_t{root.words_[i + 1]} << 32U | root.words_[i];
    root.words_[i] = low(both >> half);
  }
  root.set_size(digits);
  return root;
}

}  // namespace certcheck::crypto
