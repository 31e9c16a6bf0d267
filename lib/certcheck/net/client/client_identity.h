#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/base/result.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace certcheck::net {

/// A certificate chain and its private key, with which the client answers a server that asks for one. Safe to
/// share between threads and connections.
class ClientIdentity {
 public:
  /// `certificates`: PEM text with the client's certificate first, then its intermediates; other blocks are
  /// skipped. `key`: PEM text with one of "PRIVATE KEY", "ENCRYPTED PRIVATE KEY" (PKCS #8), "RSA PRIVATE KEY"
  /// or "EC PRIVATE KEY"; may be the same text. The passphrase is for an encrypted key only. Errors (kind
  /// unreadable) tell what cannot be read, and whether key and certificate do not belong together.
  static Result<std::shared_ptr<const ClientIdentity>> from_pem(std::string_view certificates,
                                                                std::string_view key,
                                                                std::string_view passphrase = {});

  /// The same of what is not PEM: `chain` as DER, leaf first, `key` a PrivateKeyInfo (PKCS #8).
  static Result<std::shared_ptr<const ClientIdentity>> from_der(std::vector<Bytes> chain, ByteView key);

  /// Leaf first.
  const std::vector<Bytes>& chain() const;
  /// What its key is, "RSA", "ECDSA", "Ed25519".
  std::string key_kind() const;
  /// The first of the schemes that its key can sign with in this version; nullopt if there is none.
  std::optional<uint16_t> choose_scheme(const std::vector<uint16_t>& accepted, uint16_t version) const;
  /// What its key signs with in TLS 1.1 and 1.0, which know RSA, DSA and ECDSA alone.
  std::optional<uint16_t> signs_without_scheme() const;
  /// Signs with a scheme of one of these two. nullopt if the key does not allow it (an
  /// RSA key that is too short for the padding).
  std::optional<Bytes> sign(uint16_t scheme, ByteView message) const;

  ClientIdentity();
  ~ClientIdentity();
  ClientIdentity(const ClientIdentity&) = delete;
  ClientIdentity& operator=(const ClientIdentity&) = delete;

  struct Parts;  ///< Botan's objects; defined within this module only
  const Parts& parts() const { return *parts_; }

 private:
  static Result<std::shared_ptr<const ClientIdentity>> checked(std::shared_ptr<ClientIdentity> identity);

  std::unique_ptr<Parts> parts_;
};

}  // namespace certcheck::net
