#pragma once

#include "certcheck/base/result.h"

#include <memory>
#include <string_view>

namespace certcheck {

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

  ClientIdentity();
  ~ClientIdentity();
  ClientIdentity(const ClientIdentity&) = delete;
  ClientIdentity& operator=(const ClientIdentity&) = delete;

  struct Parts;  ///< Botan's objects; defined within this module only
  const Parts& parts() const { return *parts_; }

 private:
  std::unique_ptr<Parts> parts_;
};

}  // namespace certcheck
