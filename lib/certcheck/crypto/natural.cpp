#include "certcheck/crypto/detail/natural.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

namespace certcheck::crypto {
namespace {

__extension__ using Double = unsigned __int128;  // of a word

constexpr uint64_t word_max = std::numeric_limits<uint64_t>::max();

uint64_t low(Double number) { return static_cast<uint64_t>(number); }
uint64_t high(Double number) { return static_cast<uint64_t>(number >> 64U); }
Double joined(uint64_t high, uint64_t low) { return Double{high} << 64U | low; }

/// Rounded down, of a number that is at least 2^126.
uint64_t root_of(Double number) {
  // Floating point gives the first 53 bits, one step of Newton's iteration the others.
  const double estimate = std::sqrt(static_cast<double>(number));
  uint64_t root = estimate < 18446744073709549568.0 ? static_cast<uint64_t>(estimate) : word_max;
  root = low(std::min<Double>((root + number / root) / 2, word_max));
  while (Double{root} * root > number) --root;
  while (root < word_max && Double{root + 1} * (root + 1) <= number) ++root;
  return root;
}

}  // namespace

Natural::Natural(uint64_t number) {
  words_[0] = number;
  set_size(1);
}

void Natural::set_size(size_t words_used) {
  size_ = words_used;
  while (size_ > 0 && words_[size_ - 1] == 0) --size_;
}

Natural Natural::from_octets(ByteView octets) {
  Natural number;
  for (size_t i = 0, end = octets.size(); end > 0; ++i, end -= std::min<size_t>(end, 8))
    number.words_[i] = word_before(octets, end);
  number.set_size((octets.size() + 7) / 8);
  return number;
}

bool Natural::operator==(const Natural& other) const {
  return size_ == other.size_ &&
         std::equal(words_.begin(), words_.begin() + static_cast<std::ptrdiff_t>(size_),
                    other.words_.begin());
}

void Natural::add(const Natural& other, uint64_t factor) {
  Double carry = 0;
  size_t i = 0;
  for (; i < other.size_ || carry != 0; ++i) {
    carry += Double{other.words_[i]} * factor + words_[i];
    words_[i] = low(carry);
    carry >>= 64U;
  }
  set_size(std::max(size_, i));
}

void Natural::subtract(const Natural& other) {
  uint64_t borrow = 0;
  for (size_t i = 0; i < size_; ++i) {
    const Double difference = Double{words_[i]} - other.words_[i] - borrow;
    words_[i] = low(difference);
    borrow = high(difference) & 1U;
  }
  set_size(size_);
}

Natural Natural::squared() const {
  Natural result;
  for (size_t i = 0; i < size_; ++i) {
    uint64_t carry = 0;
    for (size_t j = 0; j < size_; ++j) {
      const Double sum = Double{words_[i]} * words_[j] + result.words_[i + j] + carry;
      result.words_[i + j] = low(sum);
      carry = high(sum);
    }
    result.words_[i + size_] = carry;
  }
  result.set_size(2 * size_);
  return result;
}

/// As by hand, in digits of a word: of what is left, the next digit q of the root takes away
/// (2 * root so far + q * B^d) * q * B^d, where d is its place and B = 2^64.
bool Natural::is_square() const { return square_root().rest.is_zero(); }

Natural::Root Natural::square_root() const {
  if (size_ == 0) return {};
  // Shifted to the left by an even number of bits until there are 2 * digits words, the first of them at
  // least 2^62: then the root's first digit is at least 2^63, and digits can be guessed from the words in
  // front.
  const size_t digits = (size_ + 1) / 2, skipped = size_ % 2;
  const unsigned shift = static_cast<unsigned>(std::countl_zero(words_[size_ - 1])) & ~1U;
  std::array<uint64_t, words_max> rest{};
  for (size_t i = 0; i < size_; ++i) {
    const Double moved = Double{words_[i]} << shift;
    rest[i + skipped] |= low(moved);
    rest[i + skipped + 1] = high(moved);
  }

  std::array<uint64_t, words_max / 2 + 2> doubled{};  // the root so far, twice
  Natural root;
  const Double front = joined(rest[2 * digits - 1], rest[2 * digits - 2]);
  const uint64_t first = root_of(front);
  const Double left = front - Double{first} * first;
  rest[2 * digits - 2] = low(left);
  rest[2 * digits - 1] = high(left);
  root.words_[digits - 1] = first;
  doubled[digits - 1] = first << 1U;
  doubled[digits] = first >> 63U;

  for (size_t d = digits - 1; d-- > 0;) {
    // At most two too large (Knuth, The Art of Computer Programming 4.3.1, theorem B), and one more for q *
    // q.
    const size_t top = digits + d;
    const Double guess =
        (Double{rest[top + 1]} << 127U | Double{rest[top]} << 63U | rest[top - 1] >> 1U) / first;
    uint64_t q = low(std::min<Double>(guess, word_max));
    doubled[d] = q;
    uint64_t carry = 0;
    for (size_t i = d; i <= digits; ++i) {
      const Double taken = Double{doubled[i]} * q + carry;
      const uint64_t before = rest[d + i];
      rest[d + i] = before - low(taken);
      carry = high(taken) + (before < low(taken) ? 1U : 0U);
    }
    // These are small.
    auto sign = static_cast<int64_t>(rest[top + 1]) - static_cast<int64_t>(carry);
    while (sign < 0) {
      // q was one too large: it took 2 * root * B^d + (2 * q - 1) * B^2d too much.
      --q;
      doubled[d] = 0;
      Double sum = 2 * Double{q} + 1;
      for (size_t i = d; i <= digits; ++i) {
        sum += Double{doubled[i]} + rest[d + i];
        rest[d + i] = low(sum);
        sum >>= 64U;
      }
      sign += static_cast<int64_t>(low(sum));
    }
    rest[top + 1] = static_cast<uint64_t>(sign);
    root.words_[d] = q;
    doubled[d] = q << 1U;
    doubled[d + 1] |= q >> 63U;
  }

  const unsigned half = (shift + 64 * static_cast<unsigned>(skipped)) / 2;
  for (size_t i = 0; i < digits; ++i)
    root.words_[i] = low(joined(root.words_[i + 1], root.words_[i]) >> half);
  root.set_size(digits);
  if (half != 0) {
    Natural missing = *this;
    missing.subtract(root.squared());
    return {root, missing};
  }
  Natural missing;  // is what is left
  std::copy_n(rest.begin(), digits + 2, missing.words_.begin());
  missing.set_size(digits + 2);
  return {root, missing};
}

}  // namespace certcheck::crypto
