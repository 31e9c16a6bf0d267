#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/x509/algorithm.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

/// What keys are, read from their encoding alone: no key is loaded.
namespace certcheck::crypto {

enum class KeyKind : uint8_t {
  unknown,
  rsa,
  rsa_pss,
  rsa_oaep,  ///< encrypts only (RFC 4055 1.2): no signature verifies with it
  dsa,
  dh,
  ec,
  ed25519,
  ed448,
  x25519,
  x448,
  ml_dsa,
  slh_dsa,
  ml_kem,
  hash_ml_dsa,   ///< pre-hash ML-DSA, which certificates may not use (RFC 9881 8.3)
  hash_slh_dsa,  ///< pre-hash SLH-DSA (RFC 9909)
};

struct KeyFacts {
  KeyKind kind = KeyKind::unknown;
  std::string name;          ///< "RSA-2048", "P-256", "Ed25519", "ML-DSA-65", "DSA-1024"; the OID if unknown
  size_t bits = 0;           ///< RSA modulus, DSA/DH prime, EC field size; 0 if it makes no sense
  size_t subgroup_bits = 0;  ///< DSA: the size of q; 0 for others and if it is inherited
  std::string_view curve;    ///< EC: "P-256", "secp256k1", "brainpoolP256r1", ...; empty if unknown
  bool explicit_curve = false;  ///< EC parameters are spelled out instead of named
  ByteView modulus, exponent;   ///< RSA: INTEGER content bytes; empty if they cannot be read
  bool strict = false;          ///< RSA: the key is a DER RSAPublicKey and nothing else
  size_t octets = 0;            ///< what a key of fixed length (Ed25519, ML-DSA, ...) takes; 0 for others
  bool well_formed = false;     ///< the key's encoding follows its algorithm's standard
};

KeyFacts key_facts(const x509::SubjectPublicKeyInfo& key);

}  // namespace certcheck::crypto
