#pragma once

#include "certcheck/handshake/record.h"
#include "certcheck/net/conclusion.h"
#include "certcheck/net/outcome.h"
#include "certcheck/net/scribe.h"
#include "certcheck/net/tap.h"
#include "certcheck/net/tls_engine.h"

namespace certcheck {

/// One handshake without its socket: the engine that performs it, the tap that reads along and the scribe
/// that writes it down. Times are those of HandshakeStep::at_ms.
class Exchange {
 public:
  /// `record` must outlive the exchange.
  Exchange(HandshakeRecord& record, TlsEngine::Settings settings);
  Exchange(const Exchange&) = delete;
  Exchange& operator=(const Exchange&) = delete;

  void start() { engine_.start(); }
  void receive(ByteView bytes, double at_ms);
  /// What is to be sent next; it counts as sent.
  Bytes take_output(double at_ms);
  void send(ByteView data) { engine_.send(data); }
  /// Says goodbye; take_output() has the words.
  void close();
  /// The server ended the connection.
  bool closed() const { return engine_.closed(); }

  /// The handshake is done. What the server breaks afterwards does not undo that, whether it came in the same
  /// segment of TCP or in a later one; the record has it as `violation`.
  bool completed() const { return concluded_ || finished_; }
  /// Nothing more is to be expected of the engine.
  bool over() const;
  /// The engine has given up, but what the server still has to say is worth reading before it is told so: its
  /// certificate, and in TLS 1.3 the proof that it holds the key.
  bool worth_reading_on() const;
  /// Where the engine gave up over a signature scheme that Botan can verify all the same, ends the handshake
  /// in its stead; then take_output() has the last flight.
  void conclude();

  bool first_data_seen() const { return data_seen_; }
  /// Application data can be exchanged: the engine has the keys, which it lacks if it gave up.
  bool has_data_keys() const { return engine_.handshake_done() && !engine_.problem(); }
  /// The certificate's key size where it is the key exchange (static RSA).
  void note_peer_key();
  void write_outcome(const SocketEnd& end);

 private:
  void receive_piece(ByteView piece);
  /// How much of what came belongs to the record that is being received.
  ByteView next_piece(ByteView bytes);
  /// After each piece: has the handshake been completed, or the protocol been broken since?
  void look_at_outcome(bool was_malformed);

  HandshakeRecord& record_;
  HandshakeScribe scribe_;
  Transcript transcript_;
  Tap tap_;
  ConclusionInput secrets_;
  bool has_identity_;
  TlsEngine engine_;
  Bytes last_flight_;
  Bytes header_;            ///< of the record being received, as far as it has come
  size_t record_left_ = 0;  ///< of its body
  bool framed_ = true;      ///< false once there are no records to be seen
  bool finished_ = false;
  bool concluded_ = false;
  bool closing_ = false;
  bool data_seen_ = false;
};

}  // namespace certcheck
