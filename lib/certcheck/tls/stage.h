#pragma once

#include "certcheck/tls/code_points.h"

#include <cstdint>
#include <string>

namespace certcheck::tls {

/// How far a connection came: what precedes TLS, or the last message. Each message of the handshake has its
/// type on the wire as value, so that types which nobody registered are stages, too (stage_of_message()).
enum class Stage : uint16_t {
  hello_request = message_type::hello_request,
  client_hello = message_type::client_hello,
  server_hello = message_type::server_hello,
  new_session_ticket = message_type::new_session_ticket,
  encrypted_extensions = message_type::encrypted_extensions,
  certificate = message_type::certificate,
  server_key_exchange = message_type::server_key_exchange,
  certificate_request = message_type::certificate_request,
  server_hello_done = message_type::server_hello_done,
  certificate_verify = message_type::certificate_verify,
  client_key_exchange = message_type::client_key_exchange,
  finished = message_type::finished,
  certificate_status = message_type::certificate_status,
  key_update = message_type::key_update,
  compressed_certificate = message_type::compressed_certificate,

  none = 0x100,
  resolve,   ///< the name's addresses, or its mail exchangers, are looked up
  connect,   ///< to one of the addresses
  proxy,     ///< it is asked for the connection
  starttls,  ///< the server is asked for TLS
  hello_retry_request,
  key_agreement,
  change_cipher_spec,
  alert,
  application_data,
  plaintext
};

constexpr Stage stage_of_message(uint8_t type) { return static_cast<Stage>(type); }

/// "connect", "client_hello", "key_agreement"; "0x2a (unknown)" for a message of a type that nobody
/// registered; empty for none.
std::string stage_name(Stage stage);

}  // namespace certcheck::tls
