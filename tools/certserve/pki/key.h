#pragma once

#include "certcheck/base/bytes.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace Botan {
class Private_Key;
}

namespace certcheck::pki {

/// Which digest a signature is made over. Ed25519 takes none of them and ignores the choice.
enum class Digest : uint8_t { md5, sha1, sha224, sha256, sha384 };

/// One of the fixed keys of the test PKI. Signatures are deterministic: RSA PKCS#1 v1.5, ECDSA with the
/// nonces of RFC 6979, Ed25519.
class Key {
 public:
  /// The key kept as keys/<name>.pem, loaded on first use and kept. Throws std::out_of_range for an unknown
  /// name.
  static const Key& get(std::string_view name);

  /// SubjectPublicKeyInfo, DER. Elliptic curves are named.
  const Bytes& public_key_info() const { return public_key_info_; }
  /// The same with the curve written out (RFC 3279 2.3.5 ecParameters), which RFC 5480 2.1.1 forbids. EC keys
  /// only.
  Bytes public_key_info_with_explicit_curve() const;
  /// The content of its BIT STRING.
  Bytes public_key_bits() const;
  /// RFC 7093 section 2 method 1: the leftmost 160 bits of the SHA-256 of the public key's bit string.
  const Bytes& key_identifier() const { return key_identifier_; }
  /// The AlgorithmIdentifier of sign() with this digest, DER.
  Bytes signature_algorithm(Digest digest) const;
  /// The signature as it is in a certificate's BIT STRING.
  Bytes sign(ByteView message, Digest digest) const;

  bool is_rsa() const;
  /// An RSA key that signs with PSS alone (RFC 4055 1.2).
  bool is_rsa_pss() const { return rsa_pss_; }
  /// PKCS#8.
  std::string_view pem() const { return pem_; }
  std::shared_ptr<Botan::Private_Key> botan() const { return key_; }

 private:
  explicit Key(std::string_view pem);
  void load_rsa_pss();

  std::string_view pem_;
  bool rsa_pss_ = false;
  std::shared_ptr<Botan::Private_Key> key_;
  Bytes public_key_info_;
  Bytes key_identifier_;
};

/// SHA-256, for serial numbers and the like.
Bytes sha256(ByteView data);
/// With any of the digests.
Bytes digest(Digest which, ByteView data);

}  // namespace certcheck::pki
