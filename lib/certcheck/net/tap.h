#pragma once

#include "certcheck/base/bytes.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace certcheck {

/// How much a tap reads and keeps of one direction. Beyond it that direction falls silent after one event
/// `malformed`, and Tap::limit_exceeded() names the limit.
struct TapLimits {
  /// One handshake message. Certificates are the longest: OpenSSL (SSL_CTX_set_max_cert_list) and BoringSSL
  /// stop at 100 kB, GnuTLS and NSS at 128 KiB, Go at 256 KiB; four times that lets us show what none reads.
  size_t message_bytes_max = size_t{1} << 20;
  /// All handshake messages together: one of the longest, and as much again for all others.
  size_t total_bytes_max = size_t{1} << 21;
  /// Handshake messages. The longest handshake has a dozen of a server; tickets follow, two by default in
  /// OpenSSL, four at most in BoringSSL.
  size_t messages_max = 64;
  /// Records of the server before its hello has come. OpenSSL reads a hello of at most 65,607 bytes
  /// (SERVER_HELLO_MAX_LENGTH); twice that, for a HelloRetryRequest before it.
  size_t bytes_before_hello_max = size_t{1} << 17;
  /// Warning alerts in a row: OpenSSL's MAX_WARN_ALERT_COUNT; BoringSSL allows four.
  size_t warnings_max = 5;
  /// Records without content in a row: OpenSSL's MAX_EMPTY_RECORDS, BoringSSL's kMaxEmptyRecords.
  size_t empty_records_max = 32;
  /// Records in a row that bring the handshake no further, such as change_cipher_spec in TLS 1.3: Go's
  /// maxUselessRecords is 16; BoringSSL's limits of each kind are 32.
  size_t useless_records_max = 32;
  /// Protected records that wait for their key. The client logs its secrets as soon as it has read the server
  /// hello, so no more waits than one read of the socket brought.
  size_t waiting_bytes_max = size_t{1} << 17;
};

/// What a tap saw next. `body` and `problem` are valid only during the call.
struct TapEvent {
  enum class Kind : uint8_t {
    handshake,           ///< a whole handshake message: `type` and its content
    change_cipher_spec,  ///< up to TLS 1.2 only; the dummy of TLS 1.3 means nothing and is left out
    alert,               ///< `type` is the description, `level` the level; body empty
    application_data,    ///< `record_bytes` tells the size; body is the content where the tap can read it
    unreadable,          ///< a protected record without a key: `type` is the record's content type
    malformed            ///< the direction is no TLS any more, or went over a limit; nothing follows
  };
  Kind kind;
  bool from_server;
  uint8_t type = 0;
  uint8_t level = 0;
  ByteView body = {};
  size_t record_bytes = 0;        ///< size of the (last) record that carried it, without header
  uint16_t record_version = 0;    ///< as written in that record's header
  std::string_view problem = {};  ///< for malformed
};

/// Reads along on both directions of a TLS connection and hands out every handshake message, exactly as sent.
/// Up to TLS 1.2 these are in the clear until the cipher changes; in TLS 1.3 the tap decrypts them with the
/// secrets that a client logs (the labels of the NSS key log). It judges nothing and knows no order of
/// messages. Total: any bytes in any pieces are taken; memory stays within the limits; nothing is thrown.
class Tap {
 public:
  using Sink = std::function<void(const TapEvent&)>;

  /// `sink` gets every event from within the three functions below and must not call them.
  explicit Tap(Sink sink, TapLimits limits = {});
  ~Tap();
  Tap(const Tap&) = delete;
  Tap& operator=(const Tap&) = delete;

  void from_server(ByteView bytes);
  void from_client(ByteView bytes);
  /// SERVER_HANDSHAKE_TRAFFIC_SECRET, SERVER_TRAFFIC_SECRET_0 and the same of the client; others are ignored.
  void add_secret(std::string_view label, ByteView secret);

  /// True if the server's first bytes are no TLS record; what it said is then in server_plaintext().
  bool server_speaks_no_tls() const;
  /// Which limit the server went beyond, e.g. "more than 5 warning alerts in a row"; empty if it did not.
  const std::string& limit_exceeded() const;
  /// At most 512 bytes.
  const Bytes& server_plaintext() const;

  /// Bytes held back at the moment, waiting for more or for a key.
  size_t kept() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace certcheck
