#include "certcheck/crypto/dsa_key.h"

#include "certcheck/crypto/detail/key_encoding.h"

#include <botan/bigint.h>
#include <botan/numthry.h>

namespace certcheck::crypto {
namespace {

constexpr size_t dsa_prime_bits_max = 4096, dsa_order_bits_max = 512;

struct DsaNumbers {
  DsaParameters parameters;
  Number key;
};

std::optional<DsaNumbers> read_dsa_numbers(const x509::SubjectPublicKeyInfo& key) {
  const auto parameters = read_dsa_parameters(key.algorithm.parameters);
  const auto number = read_integer_key(key.key);
  if (!parameters || !number) return std::nullopt;
  return DsaNumbers{*parameters, *number};
}

Botan::BigInt to_bigint(const Number& number) {
  return Botan::BigInt(number.magnitude.data(), number.magnitude.size());
}

}  // namespace

bool has_dsa_parameters(const x509::SubjectPublicKeyInfo& key) {
  const auto parameters = read_dsa_parameters(key.algorithm.parameters);
  return parameters && parameters->p.bits() != 0 && parameters->q.bits() != 0 && parameters->g.bits() != 0;
}

std::optional<bool> is_in_dsa_range(const x509::SubjectPublicKeyInfo& key) {
  const auto numbers = read_dsa_numbers(key);
  if (!numbers) return std::nullopt;
  const Number &y = numbers->key, &p = numbers->parameters.p;
  // 0, 1 and what is negative have one bit at most. Of p - 1, p is odd, the last bit is all that differs from
  // p.
  if (y.bits() < 2 || !less(y, p)) return false;
  const size_t last = p.magnitude.size() - 1;
  const bool is_minus_one = y.magnitude.size() == p.magnitude.size() &&
                            same_bytes(y.magnitude.first(last), p.magnitude.first(last)) &&
                            y.magnitude[last] + 1 == p.magnitude[last];
  return !is_minus_one;
}

std::optional<bool> is_in_dsa_subgroup(const x509::SubjectPublicKeyInfo& key) {
  const auto numbers = read_dsa_numbers(key);
  if (!numbers) return std::nullopt;
  const auto& [p, q, g] = numbers->parameters;
  if (!p.odd() || p.bits() > dsa_prime_bits_max || q.bits() > dsa_order_bits_max || q.bits() == 0 ||
      numbers->key.bits() > dsa_prime_bits_max)
    return std::nullopt;
  return Botan::power_mod(to_bigint(numbers->key), to_bigint(q), to_bigint(p)) == 1;
}

}  // namespace certcheck::crypto
