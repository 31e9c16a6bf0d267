#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/net/client/cipher_suite.h"

#include <cstdint>
#include <string>

namespace certcheck::net {

/// What came of a server's handshake signature.
enum class SignatureResult : uint8_t {
  valid,
  invalid,             ///< another key made it, or what it covers was changed
  unsupported_scheme,  ///< not one that we can verify
  wrong_key,           ///< the certificate's key is of another kind than the scheme asks for
  unusable_key,        ///< the certificate's key cannot be read or used
};

struct SignatureCheck {
  SignatureResult result = SignatureResult::unusable_key;
  std::string detail;  ///< a clause, why; empty if valid
};

/// What a suite up to TLS 1.1 signs with (legacy_scheme).
uint16_t unnamed_scheme(SuiteParameters::Authentication authentication);

/// Whether the scheme may sign a handshake of TLS 1.3 (RFC 8446 4.2.3: neither PKCS #1 nor SHA-1 nor
/// SHA-224).
bool allowed_in_tls13(uint16_t scheme);

/// Whether the scheme is for the algorithm that `key`, a SubjectPublicKeyInfo, is kept for by its identifier
/// and parameters (RFC 8446 4.2.3: rsa_pss_pss for keys of RSASSA-PSS and no others). True for what cannot be
/// read. Signatures are verified all the same: the key is RSA either way.
bool fits_key_identifier(uint16_t scheme, ByteView key);

/// How a suite names the kind of key that makes signatures of this scheme (RFC 8422 section 2 and 5.10 for
/// Ed25519 and Ed448).
SuiteParameters::Authentication key_kind_of(uint16_t scheme);

/// Whether `key`, a SubjectPublicKeyInfo, made the signature over the message. With `bound_curve` the scheme
/// fixes the curve, as it does in TLS 1.3 alone (RFC 8446 4.2.3).
SignatureCheck verify_signature(uint16_t scheme, ByteView key, ByteView message, ByteView signature,
                                bool bound_curve);

}  // namespace certcheck::net
