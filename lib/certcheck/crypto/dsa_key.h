#pragma once

#include "certcheck/x509/algorithm.h"

#include <optional>

namespace certcheck::crypto {

/// The prime, the order and the generator of a DSA key are there and none is zero. They may also be inherited
/// from the issuer's key (RFC 3279 2.3.2).
bool has_dsa_parameters(const x509::SubjectPublicKeyInfo& key);

/// FIPS 186-4 and NIST SP 800-89 5.3.1: 2 <= y <= p - 2. nullopt if key or parameters cannot be read.
std::optional<bool> is_in_dsa_range(const x509::SubjectPublicKeyInfo& key);

/// NIST SP 800-89 5.3.1: y^q = 1 modulo p. nullopt if key or parameters cannot be read, or are larger than
/// DSA keys are: the exponentiation takes milliseconds, of larger numbers too long.
std::optional<bool> is_in_dsa_subgroup(const x509::SubjectPublicKeyInfo& key);

}  // namespace certcheck::crypto
