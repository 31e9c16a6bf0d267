#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/tls/key_exchange.h"

#include <cstdint>
#include <optional>

namespace certcheck::tls {

/// A ServerKeyExchange up to TLS 1.2 (RFC 5246 7.4.3, RFC 8422 5.4). Views live as long as the message.
struct ServerKeyExchange {
  KeyExchange exchange;
  ByteView parameters;  ///< what the signature covers, after the two randoms
  ByteView prime, generator;
  ByteView public_value;
  std::optional<uint16_t> signature_scheme;  ///< from TLS 1.2 on
  ByteView signature;                        ///< empty if it is not signed
  bool whole = true;                         ///< false if something is after it
};

/// `kind` and `version` are what the server hello chose. nullopt if the message does not fit them.
std::optional<ServerKeyExchange> read_server_key_exchange(ByteView body, KeyExchange::Kind kind,
                                                          uint16_t version);

/// A CertificateVerify (RFC 5246 7.4.8, RFC 8446 4.4.3). Views live as long as the message.
struct CertificateVerify {
  std::optional<uint16_t> signature_scheme;  ///< from TLS 1.2 on
  ByteView signature;
  bool whole = true;  ///< false if something is after it
};

std::optional<CertificateVerify> read_certificate_verify(ByteView body, uint16_t version);

/// A NewSessionTicket (RFC 5077 3.3, RFC 8446 4.6.1); nullopt if it is not of that form.
struct NewSessionTicket {
  uint32_t lifetime_seconds = 0;
  size_t ticket_bytes = 0;
};

std::optional<NewSessionTicket> read_new_session_ticket(ByteView body, bool tls13);

}  // namespace certcheck::tls
