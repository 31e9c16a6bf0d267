#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/tls/key_exchange.h"
#include "certcheck/tls/stage.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace certcheck::tls {

/// Who speaks; both where the two sides work something out for themselves.
enum class Side : uint8_t { client, server, both };

/// "client", "server", "both".
std::string_view to_string(Side side);

/// What was said in one step, as far as it is kept: code points (code_points.h, names.h) and sizes.
namespace step {

using Random = std::array<uint8_t, 32>;

struct ClientHello {
  enum class Occasion : uint8_t {
    first,
    retry,  ///< in answer to a HelloRetryRequest
    probe,  ///< another offer over another connection, because the one before was not answered
  };
  Occasion occasion = Occasion::first;
  std::vector<uint16_t> versions;
  std::vector<uint16_t> cipher_suites;
  std::string server_name;  ///< empty if none
  std::vector<std::string> alpn;
  std::vector<uint16_t> groups;
  std::vector<uint16_t> key_shares;  ///< the groups of the shares
  std::vector<uint16_t> signature_schemes;
  std::vector<uint16_t> extensions;  ///< types, in order
  Random random{};

  bool offers_extension(uint16_t type) const;
  bool offers_cipher_suite(uint16_t id) const;
  bool offers_version(uint16_t version) const;
  bool offers_alpn(std::string_view protocol) const;
};

struct HelloRetryRequest {
  uint16_t version = 0;
  uint16_t cipher_suite = 0;
  std::optional<uint16_t> group;  ///< of which a share is wanted
  bool has_cookie = false;
  std::vector<uint16_t> extensions;
};

struct ServerHello {
  uint16_t version = 0;
  uint16_t cipher_suite = 0;
  std::optional<uint16_t> group;  ///< of the share; TLS 1.3
  size_t share_bytes = 0;
  std::vector<uint16_t> extensions;
  std::string alpn;  ///< up to TLS 1.2; empty if none
  uint8_t compression = 0;
  Random random{};

  bool has_extension(uint16_t type) const;
};

struct EncryptedExtensions {
  std::vector<uint16_t> extensions;
  std::string alpn;
};

/// Of either side.
struct Certificate {
  std::vector<size_t> sizes;  ///< of the certificates, in bytes
  bool encrypted = false;     ///< TLS 1.3
  bool has_staple = false, has_scts = false;
  bool malformed = false;
  bool in_hello = false;  ///< SSL 2.0, whose server hello holds it
};

struct CertificateStatus {
  size_t response_bytes = 0;
};

struct CertificateRequest {
  std::vector<uint8_t> certificate_types;  ///< up to TLS 1.2
  std::vector<uint16_t> signature_schemes;
  size_t acceptable_cas = 0;
};

struct ServerKeyExchange {
  bool malformed = false;  ///< then nothing else is known
  KeyExchange exchange;
  size_t share_bytes = 0;
  std::optional<uint16_t> signature_scheme;  ///< from TLS 1.2 on, where it is signed
  size_t signature_bytes = 0;
  std::optional<bool> signature_valid;  ///< unset where it was not verified
};

struct ServerHelloDone {};

/// Of either side.
struct CertificateVerify {
  bool malformed = false;                    ///< then nothing else is known
  std::optional<uint16_t> signature_scheme;  ///< from TLS 1.2 on
  size_t signature_bytes = 0;
  std::optional<bool> signature_valid;  ///< of the server's; unset where it was not verified
};

struct ClientKeyExchange {
  KeyExchange::Kind kind = KeyExchange::Kind::unknown;
  size_t bytes = 0;
};

/// The keys are there: how the secret came about, and what it serves.
struct KeyAgreement {
  uint16_t version = 0;
  uint16_t cipher_suite = 0;
  KeyExchange exchange;
  std::optional<uint16_t>
      signature_scheme;                 ///< of the server, legacy_scheme included; unset if it signed nothing
  std::optional<bool> signature_valid;  ///< unset if it was not verified (yet)
  bool extended_master_secret = false;  ///< RFC 7627
};

struct ChangeCipherSpec {};
struct Finished {};

struct NewSessionTicket {
  bool malformed = false;  ///< then nothing else is known
  uint32_t lifetime_seconds = 0;
  size_t ticket_bytes = 0;
};

struct Alert {
  uint8_t level = 0;
  uint8_t description = 0;
  /// It ends the connection. In TLS 1.3 the description says so, not the level (RFC 8446 section 6).
  bool fatal = false;
};

/// The first encrypted data from the server.
struct ApplicationData {
  size_t bytes = 0;
  std::string first_line;  ///< empty if it is long or has unprintable characters
};

/// Bytes from the server that are no TLS.
struct Plaintext {
  size_t bytes = 0;
  std::string first_line;
};

/// A handshake message of which nothing is kept but its type.
struct OtherMessage {
  uint8_t type = 0;
};

using Message = std::variant<ClientHello, HelloRetryRequest, ServerHello, EncryptedExtensions, Certificate,
                             CertificateStatus, CertificateRequest, ServerKeyExchange, ServerHelloDone,
                             CertificateVerify, ClientKeyExchange, KeyAgreement, ChangeCipherSpec, Finished,
                             NewSessionTicket, Alert, ApplicationData, Plaintext, OtherMessage>;

}  // namespace step

/// One step of a handshake, in the order in which it happened.
///
/// By who speaks ([..] only where it takes place):
///   ClientHello (client), [HelloRetryRequest (server), ClientHello (client)], ServerHello (server),
///   TLS 1.3: EncryptedExtensions, [CertificateRequest], [CompressedCertificate], Certificate,
///            CertificateVerify, Finished (server),
///            KeyAgreement (both), [Certificate, CertificateVerify], Finished (client),
///            [NewSessionTicket (server)]
///   TLS 1.2: Certificate, [CertificateStatus], [ServerKeyExchange], [CertificateRequest],
///            ServerHelloDone (server), [Certificate], ClientKeyExchange, [CertificateVerify] (client),
///            KeyAgreement (both), ChangeCipherSpec, Finished (client), [NewSessionTicket],
///            ChangeCipherSpec, Finished (server)
///   any:     Alert (either), ApplicationData, Plaintext (server)
struct HandshakeStep {
  Side from = Side::client;
  double at_ms = 0;  ///< milliseconds after work on the target began (name lookup and connecting included)
  step::Message message;
  bool probe = false;  ///< over the second connection, where the first offer was not answered

  /// The message, or null if it is another.
  template <typename Type>
  const Type* as() const {
    return std::get_if<Type>(&message);
  }
  template <typename Type>
  Type* as() {
    return std::get_if<Type>(&message);
  }
};

Stage stage_of(const HandshakeStep& step);

/// stage_name() of its stage.
std::string step_name(const HandshakeStep& step);

}  // namespace certcheck::tls
