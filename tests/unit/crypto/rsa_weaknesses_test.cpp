// What is found in moduli, against Botan's arithmetic.
#include "certcheck/crypto/rsa_weaknesses.h"

#include "certcheck/base/encoding.h"

#include <botan/bigint.h>
#include <botan/numthry.h>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <random>

namespace certcheck::crypto {
namespace {

using Botan::BigInt;

Bytes octets_of(const BigInt& number) { return number.serialize<Bytes>(); }

/// With the highest bit set; the same numbers in each run.
BigInt random_number(std::mt19937_64& source, size_t bits) {
  Bytes octets((bits + 7) / 8);
  for (uint8_t& octet : octets) octet = static_cast<uint8_t>(source());
  BigInt number = BigInt::from_bytes(octets) >> (8 * octets.size() - bits);
  number.set_bit(bits - 1);
  return number;
}

/// Rounded down, by bisection.
BigInt square_root(const BigInt& number) {
  BigInt root = 0;
  for (size_t bit = number.bits() / 2 + 1; bit-- > 0;) {
    root.set_bit(bit);
    if (root * root > number) root.clear_bit(bit);
  }
  return root;
}

std::optional<unsigned> plain_fermat_round(const BigInt& n, unsigned rounds) {
  BigInt a = square_root(n);
  if (a * a == n) return 1;
  for (unsigned round = 1; round <= rounds; ++round) {
    a += 1;
    const BigInt difference = a * a - n;
    const BigInt root = square_root(difference);
    if (root * root == difference) return round;
  }
  return std::nullopt;
}

TEST_CASE("the smallest factor is the one that division finds") {
  std::mt19937_64 source(1);
  size_t found = 0;
  for (int i = 0; i < 3'000; ++i) {
    const BigInt n = random_number(source, 1 + source() % 600);
    uint32_t expected = n.is_even() ? 2 : 0;  // Botan's primes start at 3
    for (size_t p = 0; expected == 0 && Botan::PRIMES[p] < 752; ++p)
      if (n % Botan::PRIMES[p] == 0) expected = Botan::PRIMES[p];
    INFO(n.to_hex_string());
    CHECK(smallest_factor(octets_of(n)) == expected);
    found += expected != 0 ? 1 : 0;
  }
  CHECK(found > 1'000);
}

TEST_CASE("every prime below 752 is found in a large number, the next one is not") {
  const BigInt large = (BigInt::power_of_2(2'203) - 1);  // a Mersenne prime
  for (size_t p = 0; Botan::PRIMES[p] < 752; ++p)
    CHECK(smallest_factor(octets_of(large * Botan::PRIMES[p])) == Botan::PRIMES[p]);
  CHECK(smallest_factor(octets_of(large * 2)) == 2);
  CHECK(smallest_factor(octets_of(large * 757)) == 0);
  CHECK(smallest_factor(octets_of(large)) == 0);
}

TEST_CASE("leading zeros and numbers that are no modulus do no harm") {
  CHECK(smallest_factor(Bytes{0, 0, 0, 0, 0, 0, 0, 0, 0, 21}) == 3);
  CHECK(smallest_factor(Bytes{}) == 2);
  CHECK(smallest_factor(Bytes{0}) == 2);
  CHECK(smallest_factor(Bytes{1}) == 0);
  CHECK_FALSE(has_roca_fingerprint(Bytes{}));
  CHECK_FALSE(has_roca_fingerprint(Bytes{0}));
  CHECK_FALSE(fermat_round(Bytes{}, 100));
  CHECK_FALSE(fermat_round(Bytes{0, 0}, 100));
  CHECK(fermat_round(Bytes{0, 0, 0, 0, 0, 15}, 100) == 1);  // 3 * 5
  CHECK_FALSE(fermat_round(Bytes(fermat_bits_max / 8 + 1, 0xff), 100));
}

TEST_CASE("powers of 65537 have the ROCA fingerprint, whatever is added beyond the small primes") {
  std::mt19937_64 source(2);
  BigInt product = 1;
  for (size_t p = 0; Botan::PRIMES[p] <= 167; ++p) product *= Botan::PRIMES[p];
  for (int i = 0; i < 50; ++i) {
    const BigInt power = Botan::power_mod(BigInt(65'537), random_number(source, 200), product);
    const BigInt modulus = random_number(source, 1'800) * product + power;
    CHECK(has_roca_fingerprint(octets_of(modulus)));
    CHECK_FALSE(has_roca_fingerprint(octets_of(modulus + 2)));
    CHECK_FALSE(has_roca_fingerprint(octets_of(random_number(source, 2'048))));
  }
  CHECK(has_roca_fingerprint(Bytes{1}));
  CHECK(has_roca_fingerprint(Bytes{1, 0, 1}));
}

TEST_CASE("Fermat's method ends in the round in which plain arithmetic ends") {
  std::mt19937_64 source(3);
  size_t found = 0;
  for (int i = 0; i < 400; ++i) {
    const size_t bits = 1 + source() % 300;
    // (a + b) * (a - b) with b about the square root of 20 a: found within some rounds.
    const BigInt a = random_number(source, bits) + 1;
    BigInt b = square_root(a * (source() % 400));
    if (b >= a) b = a - 1;
    const BigInt n = (a + b) * (a - b);
    const auto expected = plain_fermat_round(n, 100);
    INFO(n.to_hex_string());
    CHECK(fermat_round(octets_of(n), 100) == expected);
    found += expected ? 1 : 0;
  }
  CHECK(found > 100);
  CHECK(found < 400);
}

TEST_CASE("squares of every size are found, and their neighbours are not squares") {
  std::mt19937_64 source(4);
  for (size_t bits = 2; bits <= 512; bits += 3) {
    const BigInt root = random_number(source, bits);
    CHECK(fermat_round(octets_of(root * root), 0) == 1);
    CHECK(fermat_round(octets_of(root * root - 1), 0) == std::nullopt);
    CHECK(fermat_round(octets_of(root * root + 1), 0) == std::nullopt);
  }
  // Digits of all ones and all zeros are where guesses of the root's digits go wrong.
  for (const size_t bits : {32U, 33U, 64U, 96U, 128U, 1024U, 8'192U}) {
    for (const BigInt& root :
         {BigInt::power_of_2(bits) - 1, BigInt::power_of_2(bits - 1), BigInt::power_of_2(bits - 1) + 1,
          BigInt::power_of_2(bits) - BigInt::power_of_2(bits / 2)}) {
      CHECK(fermat_round(octets_of(root * root), 0) == 1);
      CHECK(fermat_round(octets_of(root * root - 1), 0) == std::nullopt);
      if (bits < 8'192) CHECK(fermat_round(octets_of(root * root + 2 * root), 0) == std::nullopt);
    }
  }
}

TEST_CASE("fingerprints are those of openssl-vulnkey") {
  // printf 'Modulus=C0FFEE\n' | sha1sum | cut -c 21-40, and the same with ABC
  CHECK(hex_encode(modulus_fingerprint(Bytes{0, 0xc0, 0xff, 0xee})) == "6149ed99475722f13e18");
  CHECK(hex_encode(modulus_fingerprint(Bytes{0x0a, 0xbc})) == "5e88f10d69110483e558");
}

}  // namespace
}  // namespace certcheck::crypto
