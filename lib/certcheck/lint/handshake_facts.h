#pragma once

#include "certcheck/lint/lint.h"
#include "certcheck/tls/cipher_suites.h"
#include "certcheck/tls/code_points.h"
#include "certcheck/tls/handshake_record.h"
#include "certcheck/tls/names.h"

#include <string>

namespace certcheck::lint {

/// A handshake with the certificate presented in it. Views all of it.
struct HandshakeFacts {
  const tls::HandshakeRecord& record;
  const CertificateFacts* leaf = nullptr;  ///< the first certificate shown; null if there was none

  /// TLS 1.2, which knows weaknesses that 1.3 has done away with and which older versions have anyway.
  bool is_tls12() const { return record.version == tls::tls12_version; }
  bool completed_with_certificate() const { return record.completed && leaf != nullptr; }

  /// The suite chosen; null if none was, or none that is registered.
  const tls::CipherSuite* cipher_suite() const {
    return record.cipher_suite ? tls::find_cipher_suite(*record.cipher_suite) : nullptr;
  }
  /// The client's last hello; null if none was seen.
  const tls::step::ClientHello* client_hello() const { return record.last<tls::step::ClientHello>(); }
  /// The server's hello up to TLS 1.2, which agrees to what later has a place of its own or is given; null if
  /// none was seen, or one of TLS 1.3.
  const tls::step::ServerHello* old_server_hello() const {
    const auto* hello = record.last<tls::step::ServerHello>();
    return hello != nullptr && hello->version < tls::tls13_version ? hello : nullptr;
  }
  bool client_offered_extension(uint16_t type) const {
    return client_hello() != nullptr && client_hello()->offers_extension(type);
  }
};

/// Where in a handshake something stands: the name of a handshake message, as a node path.
inline std::string message_path(uint8_t message_type) { return tls::handshake_message_name(message_type); }

}  // namespace certcheck::lint
