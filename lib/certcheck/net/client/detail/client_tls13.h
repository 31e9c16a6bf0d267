#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/net/client/key_schedule.h"
#include "certcheck/tls/hello.h"

#include <cstdint>
#include <optional>

namespace certcheck::net {

struct ClientState;

/// A handshake of TLS 1.3 from the server's hello on. Belongs to the state of a client, which outlives it.
class Tls13Handshake {
 public:
  explicit Tls13Handshake(ClientState& client) : client_(client) {}

  void start(const tls::ServerHello& hello, ByteView message);
  void read(uint8_t type, ByteView body, ByteView message);
  /// After the handshake.
  void read_key_update(ByteView body);

 private:
  void check_request();
  void read_encrypted_extensions(ByteView body);
  void read_compressed_certificate(ByteView body);
  void read_certificate(ByteView body);
  void read_certificate_verify_message(ByteView body);
  void read_finished(ByteView body, ByteView message);
  void write_flight();
  void write_client_certificate();

  ClientState& client_;
  std::optional<Hkdf> hkdf_;
  Tls13Secrets secrets_;
};

}  // namespace certcheck::net
