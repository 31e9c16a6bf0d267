#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/tls/cipher_suite.h"

#include <cstdint>
#include <string>

namespace certcheck::tls {

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

/// TLS 1.0 and 1.1 name no scheme: RSA signs MD5 and SHA-1 together, DSA and ECDSA sign SHA-1 (RFC
/// 4346 7.4.3, RFC 8422 5.4). These values are ours; no server can send them.
inline constexpr uint16_t legacy_rsa_md5_sha1 = 0xff01, legacy_dsa_sha1 = 0xff02, legacy_ecdsa_sha1 = 0xff03;

/// The scheme of a suite up to TLS 1.1.
uint16_t legacy_scheme(SuiteParameters::Authentication authentication);

/// The scheme's registered name; "rsa_pkcs1_md5_sha1" and the like for those of TLS 1.0 and 1.1.
std::string scheme_name(uint16_t scheme);

/// Whether the scheme may sign a handshake of TLS 1.3 (RFC 8446 4.2.3: neither PKCS #1 nor SHA-1 nor
/// SHA-224).
bool allowed_in_tls13(uint16_t scheme);

/// Whether `key`, a SubjectPublicKeyInfo, made the signature over the message. With `bound_curve` the scheme
/// fixes the curve, as it does in TLS 1.3 alone (RFC 8446 4.2.3).
SignatureCheck verify_signature(uint16_t scheme, ByteView key, ByteView message, ByteView signature,
                                bool bound_curve);

}  // namespace certcheck::tls
