#pragma once

#include "certcheck/base/bytes.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

/// What makes an RSA modulus easy to factor, found without any big arithmetic to speak of: a few microseconds
/// for all of it. A modulus is given as bytes, most significant first; leading zeros do not matter.
namespace certcheck::crypto {

/// The smallest prime below 752 that divides the modulus; 0 if there is none. BR 6.1.6, NIST SP 800-89 5.3.3.
uint32_t smallest_factor(ByteView modulus);

/// True for keys of the kind that Infineon's RSALib made (CVE-2017-15361): modulo every prime up to 167 both
/// primes, and so the modulus, are a power of 65537, with one and the same exponent. One in 2^154 other
/// moduli has this form by chance.
bool has_roca_fingerprint(ByteView modulus);

/// The bound of fermat_round(), in bits: more than implementations use, and costs grow with the square.
inline constexpr size_t fermat_bits_max = 16'384;

/// Fermat's factorization: the number of the first round, counted from 1, in which a*a - n is a square, where
/// a starts at the square root of the modulus, rounded up, and grows by one a round. nullopt if that is none
/// of `rounds`, or if the modulus is zero or larger than fermat_bits_max.
std::optional<unsigned> fermat_round(ByteView modulus, unsigned rounds);

/// The last 80 bits of SHA-1 over "Modulus=", the modulus in upper-case hexadecimal digits, and a newline:
/// how openssl-vulnkey's lists of Debian's weak keys (CVE-2008-0166) name a key.
using ModulusFingerprint = std::array<uint8_t, 10>;
ModulusFingerprint modulus_fingerprint(ByteView modulus);

}  // namespace certcheck::crypto
