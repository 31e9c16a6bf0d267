#include "certcheck/crypto/rsa_weaknesses.h"

#include "certcheck/base/encoding.h"
#include "certcheck/crypto/detail/natural.h"
#include "certcheck/crypto/digest.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <string>

namespace certcheck::crypto {
namespace {

ByteView without_leading_zeros(ByteView number) {
  while (!number.empty() && number[0] == 0) number = number.subspan(1);
  return number;
}

/// The primes from 3 up to a bound.
template <size_t Count>
constexpr std::array<uint32_t, Count> odd_primes() {
  std::array<uint32_t, Count> primes{};
  size_t count = 0;
  for (uint32_t candidate = 3; count < Count; candidate += 2) {
    bool prime = true;
    for (size_t i = 0; i < count && primes[i] * primes[i] <= candidate; ++i)
      prime = prime && candidate % primes[i] != 0;
    if (prime) primes[count++] = candidate;
  }
  return primes;
}

// Small factors. The modulus is reduced modulo products of primes: each of its words w(i) is multiplied with
// 2^(64 i) modulo the product, and the sum brought down to a word by a step of Montgomery's method, which
// takes no division. What is left is the modulus times a power of two, which has the same odd factors in
// common with the product.

/// x * inverse_of(x) = 1 modulo 2^64, for odd x. Newton's iteration doubles the correct bits, of which x
/// has 3.
constexpr uint64_t inverse_of(uint64_t x) {
  uint64_t inverse = x;
  for (int i = 0; i < 5; ++i) inverse *= 2 - x * inverse;
  return inverse;
}

constexpr auto small_primes = odd_primes<132>();
static_assert(small_primes.back() == 751);

__extension__ using Uint128 = unsigned __int128;

/// Words that are summed up before the sum is reduced: those of an RSA modulus of 2048 bits.
constexpr size_t block_words = 32;
/// So small that a sum of block_words and one products with words fits into two words.
constexpr uint64_t product_max = uint64_t{1} << 58U;

struct PrimeProduct {
  uint64_t product = 1, inverse = 1;
  size_t end = 0;                                  ///< in small_primes; starts where the product before ends
  std::array<uint64_t, block_words + 2> powers{};  ///< of 2^64, modulo the product
};

constexpr size_t products_needed() {
  size_t count = 1;
  uint64_t product = 1;
  for (const uint64_t prime : small_primes) {
    if (product > product_max / prime) {
      ++count;
      product = 1;
    }
    product *= prime;
  }
  return count;
}

constexpr auto prime_products = [] {
  std::array<PrimeProduct, products_needed()> products{};
  size_t current = 0;
  for (size_t i = 0; i < small_primes.size(); ++i) {
    if (products[current].product > product_max / small_primes[i]) ++current;
    products[current].product *= small_primes[i];
    products[current].end = i + 1;
  }
  for (PrimeProduct& each : products) {
    each.inverse = inverse_of(each.product);
    each.powers[0] = 1;
    for (size_t i = 1; i < each.powers.size(); ++i)
      each.powers[i] = static_cast<uint64_t>((Uint128{each.powers[i - 1]} << 64U) % each.product);
  }
  return products;
}();

/// x is a multiple of the prime if x * inverse, modulo 2^64, is at most bound.
struct Divisor {
  uint64_t inverse = 0, bound = 0;
};
constexpr auto divisors = [] {
  std::array<Divisor, small_primes.size()> all{};
  for (size_t i = 0; i < all.size(); ++i)
    all[i] = {inverse_of(small_primes[i]), std::numeric_limits<uint64_t>::max() / small_primes[i]};
  return all;
}();

/// sum / 2^64 modulo the product, or some multiples of the product more.
uint64_t reduced(Uint128 sum, const PrimeProduct& by) {
  const auto high = static_cast<uint64_t>(sum >> 64U);
  const auto taken =
      static_cast<uint64_t>((Uint128{static_cast<uint64_t>(sum) * by.inverse} * by.product) >> 64U);
  return high - taken + (taken > high ? by.product : 0);
}

// ROCA: https://crocs.fi.muni.cz/public/papers/rsa_ccs17 section 2

constexpr auto roca_primes = odd_primes<38>();
static_assert(roca_primes.back() == 167);
constexpr uint32_t generator = 65537;

uint64_t remainder(ByteView number, uint64_t divisor) {
  uint64_t result = 0;
  size_t end = number.size() % 4;
  for (size_t i = 0; i < end; ++i) result = (result << 8U | number[i]) % divisor;
  for (; end < number.size(); end += 4)
    result = (result << 32U | (word_before(number, end + 4) & 0xffffffff)) % divisor;
  return result;
}

/// exponent modulo order
struct Logarithm {
  uint32_t exponent = 0, order = 0;
};

/// x to the base 65537 modulo a prime below 168; nullopt if x is not a power of it.
std::optional<Logarithm> logarithm(uint32_t x, uint32_t prime) {
  std::optional<uint32_t> exponent;
  uint32_t power = 1, order = 0;
  do {
    if (power == x) exponent = order;
    power = power * generator % prime;
    ++order;
  } while (power != 1);
  if (!exponent) return std::nullopt;
  return Logarithm{*exponent, order};
}

// Fermat

/// Bit n: n is a square modulo the modulus, which is at most 64.
constexpr uint64_t squares_modulo(uint32_t modulus) {
  uint64_t squares = 0;
  for (uint64_t root = 0; root < modulus; ++root) squares |= uint64_t{1} << (root * root % modulus);
  return squares;
}

template <uint32_t modulus>
bool may_be_square_modulo(uint64_t number) {
  constexpr uint64_t squares = squares_modulo(modulus);
  return (squares >> (number % modulus) & 1U) != 0;
}

constexpr uint32_t sieve_modulus = 64 * 63 * 5 * 11 * 13 * 17 * 19;

/// Which of the numbers a*a - n, (a+1)*(a+1) - n, ... may be squares, by what they are modulo some small
/// numbers. One in 400 gets through.
class SquareSieve {
 public:
  SquareSieve(const Natural& a, const Natural& difference)
      : a_(a.modulo<sieve_modulus>()), difference_(difference.modulo<sieve_modulus>()) {}

  bool may_be_square() const {
    return may_be_square_modulo<64>(difference_) && may_be_square_modulo<63>(difference_) &&
           may_be_square_modulo<5>(difference_) && may_be_square_modulo<11>(difference_) &&
           may_be_square_modulo<13>(difference_) && may_be_square_modulo<17>(difference_) &&
           may_be_square_modulo<19>(difference_);
  }
  void advance() {
    difference_ = (difference_ + 2 * a_ + 1) % sieve_modulus;
    ++a_;
  }

 private:
  uint64_t a_, difference_;  ///< modulo sieve_modulus
};

}  // namespace

uint32_t smallest_factor(ByteView modulus) {
  if (modulus.empty() || modulus.back() % 2 == 0) return 2;
  std::array<uint64_t, prime_products.size()> rest{};
  const size_t words = (modulus.size() + 7) / 8;
  // Block by block from the most significant on, the first of which may be shorter.
  for (size_t end = words; end > 0;) {
    const size_t begin = (end - 1) / block_words * block_words;
    std::array<uint64_t, block_words> block{};
    for (size_t i = begin; i < end; ++i) block[i - begin] = word_before(modulus, modulus.size() - 8 * i);
    for (size_t p = 0; p < rest.size(); ++p) {
      const auto& powers = prime_products[p].powers;
      // The rest so far stands for the blocks before, divided by 2^64.
      Uint128 sum = Uint128{rest[p]} * powers[block_words + 1];
      for (size_t i = 0; i < end - begin; ++i) sum += Uint128{block[i]} * powers[i];
      rest[p] = reduced(sum, prime_products[p]);
    }
    end = begin;
  }
  size_t prime = 0;
  for (size_t i = 0; i < rest.size(); ++i)
    for (; prime < prime_products[i].end; ++prime)
      if (rest[i] * divisors[prime].inverse <= divisors[prime].bound) return small_primes[prime];
  return 0;
}

bool has_roca_fingerprint(ByteView modulus) {
  // Few moduli get past the primes for which 65537 has few powers: these come first, as one division a word.
  constexpr std::array<uint32_t, 6> telling = {11, 13, 17, 19, 37, 53};
  constexpr uint64_t product = 11ULL * 13 * 17 * 19 * 37 * 53;
  const uint64_t rest = remainder(modulus, product);
  if (!std::all_of(telling.begin(), telling.end(), [rest](uint32_t prime) {
        return logarithm(static_cast<uint32_t>(rest % prime), prime).has_value();
      }))
    return false;
  std::array<Logarithm, roca_primes.size()> found{};
  for (size_t i = 0; i < roca_primes.size(); ++i) {
    const auto value = logarithm(static_cast<uint32_t>(remainder(modulus, roca_primes[i])), roca_primes[i]);
    if (!value) return false;
    // One exponent must fit all primes: where two orders have a factor in common, modulo that.
    for (size_t j = 0; j < i; ++j) {
      const uint32_t common = std::gcd(value->order, found[j].order);
      if (value->exponent % common != found[j].exponent % common) return false;
    }
    found[i] = *value;
  }
  return true;
}

static_assert(fermat_bits_max <= 8 * Natural::octets_max);

std::optional<unsigned> fermat_round(ByteView modulus, unsigned rounds) {
  modulus = without_leading_zeros(modulus);
  if (modulus.empty() || modulus.size() > fermat_bits_max / 8) return std::nullopt;
  const Natural n = Natural::from_octets(modulus);
  auto [a, rest] = n.square_root();
  if (rest.is_zero()) return 1;
  // (a + 1)^2 - n
  Natural difference(1);
  difference.add(a, 2);
  difference.subtract(rest);
  a.add(Natural(1));
  SquareSieve squares(a, difference);
  for (unsigned step = 0; step < rounds; ++step, squares.advance()) {
    if (!squares.may_be_square()) continue;
    // (a + step)^2 - n
    Natural candidate = difference;
    candidate.add(a, uint64_t{2} * step);
    candidate.add(Natural(step), step);
    if (candidate.is_square()) return step + 1;
  }
  return std::nullopt;
}

ModulusFingerprint modulus_fingerprint(ByteView modulus) {
  modulus = without_leading_zeros(modulus);
  std::string digits = hex_encode(modulus);
  std::transform(digits.begin(), digits.end(), digits.begin(),
                 [](char digit) { return digit >= 'a' ? static_cast<char>(digit - 'a' + 'A') : digit; });
  // OpenSSL writes no leading zero.
  const std::string text = "Modulus=" + digits.substr(digits.starts_with('0') ? 1 : 0) + "\n";
  ModulusFingerprint fingerprint{};
  const auto hash = digest(Digest::sha1, as_bytes(text));
  if (hash) std::copy_n(hash->end() - 10, 10, fingerprint.begin());
  return fingerprint;
}

}  // namespace certcheck::crypto
