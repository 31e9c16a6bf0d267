#pragma once

#include "certcheck/net/client/cipher_suite.h"
#include "certcheck/net/client/key_schedule.h"
#include "certcheck/net/client/record_cipher.h"
#include "certcheck/net/client/transcript.h"
#include "certcheck/tls/code_points.h"
#include "certcheck/tls/hello.h"

#include "certserve/session.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace certcheck::certserve {

/// What a server made by hand speaks, and what it does that others do not.
struct Script {
  enum class Deed : uint8_t {
    nothing,
    request_hellos,        ///< HelloRequest during the handshake and after it
    leave_without_a_word,  ///< closes after the client's Finished
    compress_certificate,  ///< RFC 8879, where the client offers it
    send_bomb,             ///< a compressed certificate that claims 16 MiB
    send_hidden_bomb,      ///< one that claims little and becomes much
    send_error_of_ssl3,    ///< refuses every hello in a record of SSL 3.0
  };
  uint16_t newest = tls::tls13_version, oldest = tls::tls12_version;
  bool static_rsa = false;  ///< up to TLS 1.2
  Deed deed = Deed::nothing;
};

/// One connection of a TLS server on the primitives of certcheck::tls and certcheck::net, written by hand:
/// for certificates that no TLS library would serve, versions that none speaks any more, and deeds that none
/// does. It answers one HTTP request. TLS 1.3 to 1.0 whole; of SSL 3.0 the half in the clear.
class HandmadeSession final : public Session {
 public:
  HandmadeSession(const Script& script, std::shared_ptr<const Presentation> presentation,
                  std::shared_ptr<const std::string> response);
  ~HandmadeSession() override;

  bool receive(ByteView received, Bytes& answer) override;

 private:
  struct Ephemeral;

  // Each returns false when the connection is to be closed after what was written.
  bool read_records();
  bool read_record(ByteView header, ByteView body);
  bool read_content(uint8_t type, ByteView content);
  bool read_message(uint8_t type, ByteView body, ByteView message);
  bool read_request(ByteView content);

  bool read_client_hello_message(ByteView body, ByteView message);
  bool start_tls13(const tls::ClientHello& hello);
  bool read_tls13_finished(ByteView body, ByteView message);
  Bytes compressed_certificate() const;
  bool start_old(const tls::ClientHello& hello);
  Bytes server_key_exchange(const tls::ClientHello& hello, ByteView client_random);
  bool read_client_key_exchange(ByteView body, ByteView message);
  bool read_change_cipher_spec();
  bool read_old_finished(ByteView body, ByteView message);

  void write_record(uint8_t type, ByteView content);
  /// Adds to the transcript and to the flight.
  void say(uint8_t type, ByteView body);
  void send_flight();
  bool refuse(uint8_t alert);
  bool tls13() const;

  const Script script_;
  const std::shared_ptr<const Presentation> presentation_;
  const std::shared_ptr<const std::string> response_;

  Bytes records_;    // received, not yet taken apart
  Bytes fragments_;  // of handshake messages
  Bytes flight_, output_;
  uint16_t version_ = 0;
  uint16_t suite_ = 0;
  net::Transcript transcript_;
  std::unique_ptr<net::RecordCipher> read_cipher_, write_cipher_, pending_read_cipher_, pending_write_cipher_;
  std::unique_ptr<Ephemeral> ephemeral_;
  bool done_ = false;
  std::string request_;

  // TLS 1.3
  std::optional<net::Hkdf> hkdf_;
  net::Tls13Secrets secrets_;

  // up to TLS 1.2
  Bytes client_random_, server_random_, master_secret_;
  bool extended_master_secret_ = false;
  uint16_t client_version_ = 0;
};

}  // namespace certcheck::certserve
