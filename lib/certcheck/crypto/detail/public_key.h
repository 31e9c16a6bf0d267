#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/crypto/verifier.h"

#include <memory>

/// Keys as Botan loads them.
namespace certcheck::crypto {

/// Checks signatures of one algorithm by one key. Not thread-safe.
class SignatureChecker {
 public:
  SignatureChecker() = default;
  SignatureChecker(const SignatureChecker&) = delete;
  SignatureChecker& operator=(const SignatureChecker&) = delete;
  virtual ~SignatureChecker() = default;
  /// May throw what Botan throws on malformed signatures; the checker is to be thrown away then.
  virtual bool check(ByteView message, ByteView signature) = 0;
};

/// A key made ready for one signature algorithm; or the reason why that cannot be.
class PreparedKey {
 public:
  static std::shared_ptr<PreparedKey> prepare(const x509::SubjectPublicKeyInfo& key,
                                              const x509::AlgorithmIdentifier& algorithm);
  virtual ~PreparedKey() = default;
  PreparedKey(const PreparedKey&) = delete;
  PreparedKey& operator=(const PreparedKey&) = delete;

  /// Thread-safe.
  virtual SignatureStatus verify(ByteView message, const der::BitString& signature) = 0;

 protected:
  PreparedKey() = default;
};

}  // namespace certcheck::crypto
