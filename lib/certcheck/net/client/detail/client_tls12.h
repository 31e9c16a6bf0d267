#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/net/client/record_cipher.h"
#include "certcheck/tls/hello.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

namespace certcheck::net {

struct ClientState;

/// A handshake of TLS 1.2, 1.1 or 1.0 from the server's hello on. Belongs to the state of a client, which
/// outlives it.
class Tls12Handshake {
 public:
  explicit Tls12Handshake(ClientState& client) : client_(client) {}

  void start(const tls::ServerHello& hello);
  void read(uint8_t type, ByteView body, ByteView message);
  void read_change_cipher_spec();

 private:
  /// Of the PRF and of Finished.
  std::string_view prf_hash() const;
  bool may_come_now(uint8_t type);
  void read_certificate(ByteView body);
  void read_key_exchange(ByteView body);
  void check_key_kind(uint16_t scheme);
  void write_flight();
  std::optional<Bytes> client_key_exchange(Bytes& premaster);
  void derive_keys(ByteView premaster);
  void write_certificate_verify();
  void read_finished(ByteView body, ByteView message);

  ClientState& client_;
  bool extended_master_secret_ = false, encrypt_then_mac_ = false;
  bool ticket_announced_ = false;  // and not sent so far
  bool status_announced_ = false;
  uint16_t exchange_group_ = 0;                                 // of ECDHE
  Bytes exchange_prime_, exchange_generator_, exchange_value_;  // of DHE, and the public value of both
  bool saw_key_exchange_ = false;
  Bytes master_secret_;
  std::unique_ptr<RecordCipher> pending_read_cipher_;
};

}  // namespace certcheck::net
