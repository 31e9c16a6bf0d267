#pragma once

#include "certcheck/tls/code_points.h"
#include "certcheck/tls/key_exchange.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace certcheck::tls {

// The registries of TLS by name ("TLS Parameters" and "TLS Extension Types" of IANA), old entries included,
// because old servers are what people look at. A value without a name reads "0x1a2b (unknown)", and one of
// the values that clients send to keep servers tolerant (RFC 8701) "0x1a1a (GREASE)".

/// "TLS 1.3", "SSL 3.0".
std::string tls_version_name(uint16_t version);

/// "TLS_AES_128_GCM_SHA256".
std::string cipher_suite_name(uint16_t id);

/// A group for key exchange (RFC 8446 4.2.7 and later).
struct NamedGroup {
  uint16_t id;
  std::string_view name;  ///< "secp256r1"
  KeyExchange::Kind kind;
  unsigned bits;  ///< of the field or the prime; for a hybrid of its curve
};

/// Null if unknown. Static storage.
const NamedGroup* find_named_group(uint16_t id);

std::string named_group_name(uint16_t id);

/// "rsa_pss_rsae_sha256"; pairs of TLS 1.2 that RFC 8446 does not name read like "dsa_sha1".
std::string signature_scheme_name(uint16_t scheme);

/// The same of a handshake's signature; "rsa_pkcs1_md5_sha1" and the like for those of TLS 1.0 and 1.1
/// (legacy_scheme).
std::string handshake_scheme_name(uint16_t scheme);

/// "handshake_failure".
std::string alert_name(uint8_t description);

/// "server_name".
std::string tls_extension_name(uint16_t type);

/// "server_hello".
std::string handshake_message_name(uint8_t type);

/// The client certificate types of TLS 1.2: "rsa_sign".
std::string client_certificate_type_name(uint8_t type);

/// "0x1a2b", with as many digits as asked.
std::string hex_number(uint32_t value, int digits);

}  // namespace certcheck::tls
