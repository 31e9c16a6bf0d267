#pragma once

#include "certcheck/handshake/record.h"
#include "certcheck/lint/facts.h"

#include <optional>
#include <string_view>

namespace certcheck::lint {

/// A handshake with what was shown in it. Views all of it.
struct HandshakeFacts {
  const HandshakeRecord& record;
  const CertificateFacts* leaf = nullptr;  ///< the first certificate shown; null if there was none

  /// TLS 1.2, which knows weaknesses that 1.3 has done away with and which older versions have anyway.
  bool is_tls12() const { return record.version_id == 0x0303; }
  bool completed_with_certificate() const { return record.completed && leaf != nullptr; }
};

/// True if the list `key` of the client's last hello ("extensions", "versions", "alpn" ...) has the value.
bool client_offered(const HandshakeRecord& record, std::string_view key, std::string_view value);

/// What the server's hello says under a key that is yes or no ("extended_master_secret" ...); nullopt if no
/// server hello was seen, or none with that key.
std::optional<bool> server_agreed(const HandshakeRecord& record, std::string_view key);

}  // namespace certcheck::lint
