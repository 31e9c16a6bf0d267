#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/crypto/digest.h"
#include "certcheck/crypto/rsa_parameters.h"
#include "certcheck/x509/algorithm.h"

#include <cstdint>
#include <optional>
#include <string_view>

/// What is inside keys and algorithm parameters. Views point into the bytes given.
namespace certcheck::crypto {

/// A positive INTEGER of any size, most significant byte first, without leading zeros; empty if the number
/// read is zero or negative.
struct Number {
  ByteView content;  ///< as encoded
  ByteView magnitude;

  size_t bits() const;
  bool odd() const { return !magnitude.empty() && (magnitude.back() & 1) != 0; }
};
bool less(const Number& a, const Number& b);

/// True for the parameters NULL.
bool is_der_null(ByteView parameters);

/// RFC 8017 A.1.1
struct RsaKey {
  Number modulus, exponent;
  bool strict = false;  ///< DER and nothing else
};
std::optional<RsaKey> read_rsa_key(const der::BitString& key);

/// RFC 3279 2.3.2. The parameters may be in the issuer's key.
struct DsaParameters {
  Number p, q, g;
};
/// nullopt unless they are DER and complete; also reads the start of X9.42 parameters (RFC 3279 2.3.3).
std::optional<DsaParameters> read_dsa_parameters(ByteView parameters);
/// PKCS #3 DHParameter: the prime.
std::optional<Number> read_dh_prime(ByteView parameters);
/// A key that is one INTEGER (DSA, DH).
std::optional<Number> read_integer_key(const der::BitString& key);

/// The OID, if that is all that the parameters of an elliptic curve key are (RFC 5480 2.1.1).
std::optional<der::Oid> read_named_curve(ByteView parameters);
/// RFC 5480 2.2: uncompressed or compressed, of the field's size, in whole bytes.
bool point_has_size(const der::BitString& key, size_t field_bits);

/// RFC 3279 2.3.5 ECParameters over a prime field
struct ExplicitCurve {
  Number prime;
  ByteView a, b;  ///< field elements
  ByteView base;  ///< encoded point
  Number order;
  std::optional<Number> cofactor;
};
std::optional<ExplicitCurve> read_explicit_curve(ByteView parameters);

/// Nothing wrong with RSASSA-PSS parameters but that defaults may be spelled out; nullopt if they cannot be
/// made out, name what we do not know, or have another trailer than 0xbc.
std::optional<PssParameters> usable_pss_parameters(ByteView parameters);

/// "SLH-DSA-SHA2-128s" and so on; empty for other OIDs.
std::string_view slh_dsa_name(der::Oid oid);
/// "HashSLH-DSA-SHA2-128s-with-SHA256" and so on; empty for other OIDs.
std::string_view hash_slh_dsa_name(der::Oid oid);

}  // namespace certcheck::crypto
