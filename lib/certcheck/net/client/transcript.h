#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/tls/handshake_step.h"

#include <memory>
#include <string_view>

namespace certcheck::net {

/// The hash over all handshake messages of a connection (RFC 8446 4.4.1, RFC 5246 7.4.9). Until its hash is
/// known it keeps the messages.
class Transcript {
 public:
  Transcript();
  ~Transcript();
  Transcript(const Transcript&) = delete;
  Transcript& operator=(const Transcript&) = delete;

  /// A whole message with its header.
  void add(ByteView message);
  /// "SHA-256", "SHA-384", or "MD5+SHA-1" of TLS 1.0 and 1.1. Throws Botan's exception if there is none such.
  void set_hash(std::string_view name);
  bool has_hash() const;
  /// A HelloRetryRequest came: what was added so far counts as its hash alone. After set_hash() and before
  /// the request itself is added.
  void replace_first_hello();
  /// Of all so far; with "MD5+SHA-1" one after the other. After set_hash().
  Bytes hash() const;

  /// To be called before set_hash(): keeps the messages after it as well. A client's CertificateVerify of
  /// TLS 1.2 may sign them with another hash.
  void keep_messages() { keep_ = true; }
  void forget_messages();
  const Bytes& messages() const { return messages_; }

 private:
  struct Hashes;
  Bytes messages_;
  bool keep_ = false;
  std::unique_ptr<Hashes> hashes_;
};

/// What the CertificateVerify of TLS 1.3 signs, by who sends it and the transcript's hash until then (RFC
/// 8446 4.4.3).
Bytes certificate_verify_content(tls::Side sender, ByteView transcript_hash);

}  // namespace certcheck::net
