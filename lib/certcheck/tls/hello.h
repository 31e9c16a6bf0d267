#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/tls/code_points.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace certcheck::tls {

/// One extension of a TLS message; the data is borrowed from the message.
struct TlsExtension {
  uint16_t type;
  ByteView data;
};

/// The extensions of a block with its length in front, as far as they can be read. With `whole`: whether the
/// block is nothing but extensions, and nothing is after it.
std::vector<TlsExtension> read_tls_extensions(ByteView block, bool* whole = nullptr);

/// Null if there is none of the type.
const TlsExtension* find_tls_extension(const std::vector<TlsExtension>& extensions, uint16_t type);

/// Their types, in order.
std::vector<uint16_t> extension_types(const std::vector<TlsExtension>& extensions);

/// RFC 8446 4.1.2, RFC 5246 7.4.1.2. Views live as long as the message.
struct ClientHello {
  uint16_t legacy_version = 0;
  ByteView random;
  ByteView session_id;
  std::vector<uint16_t> cipher_suites;
  std::vector<TlsExtension> extensions;

  std::string server_name;           ///< RFC 6066 section 3; empty if none
  std::vector<std::string> alpn;     ///< RFC 7301
  std::vector<uint16_t> versions;    ///< supported_versions, or else just legacy_version
  std::vector<uint16_t> groups;      ///< RFC 8446 4.2.7
  std::vector<uint16_t> key_shares;  ///< groups of the shares sent (RFC 8446 4.2.8)
  std::vector<uint16_t> signature_schemes;
};

/// RFC 8446 4.1.3 and 4.1.4, RFC 5246 7.4.1.3. Views live as long as the message.
struct ServerHello {
  uint16_t version = 0;         ///< that was negotiated: supported_versions, or else the field of TLS 1.2
  uint16_t legacy_version = 0;  ///< the field of TLS 1.2
  ByteView random;
  ByteView session_id;
  uint16_t cipher_suite = 0;
  uint8_t compression = 0;
  std::vector<TlsExtension> extensions;

  bool is_hello_retry_request = false;
  std::optional<uint16_t> group;  ///< of key_share: the server's share, or what a retry asks for
  ByteView key_share;             ///< the server's share; empty in a retry
  ByteView cookie;                ///< of a retry; empty if there is none
  bool whole = true;              ///< false if something in it or after it cannot be read
  std::optional<uint16_t> chosen_psk;
  std::string alpn;  ///< up to TLS 1.2; later it is in EncryptedExtensions
};

/// The content of the message, without its header. nullopt if the fixed part is cut short; broken extensions
/// are left out.
std::optional<ClientHello> read_client_hello(ByteView body);
std::optional<ServerHello> read_server_hello(ByteView body);

/// The version that a server could have spoken and was made not to, as its random says (RFC 8446 4.1.3):
/// tls13_version, or tls12_version; nullopt if it says nothing.
std::optional<uint16_t> downgrade_mark(ByteView random);

/// The one protocol of a server's ALPN extension; empty if there is none.
std::string read_chosen_alpn(const std::vector<TlsExtension>& extensions);

/// The signature_algorithms extension, and the like lists of two-byte values after a two-byte length.
std::vector<uint16_t> read_u16_list(ByteView vector);

}  // namespace certcheck::tls
