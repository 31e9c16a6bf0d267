#pragma once

#include "certcheck/handshake/record.h"
#include "certcheck/tls/client.h"
#include "certcheck/tls/code_points.h"

#include <optional>
#include <string>
#include <string_view>

namespace certcheck {

/// Turns the events of a tls::Client into a HandshakeRecord: one step a message, and the facts that were
/// agreed on. It writes down and does not judge; messages out of order are written down as they came.
class Recorder {
 public:
  /// `record` must outlive the recorder. Steps are appended.
  explicit Recorder(HandshakeRecord& record, bool probe = false) : record_(record), probe_(probe) {}

  /// The time of what comes next, in milliseconds as HandshakeStep::at_ms.
  void set_time(double at_ms) { at_ms_ = at_ms; }

  void on(const tls::Event& event);

  /// How far it went: the last step but alerts; empty if there was none.
  std::string last_step() const;
  bool data_seen() const { return data_seen_; }
  bool ticket_seen() const { return ticket_seen_; }
  /// Bytes of the client's last hello, for what is said of it.
  size_t hello_bytes() const { return hello_bytes_; }

 private:
  void on_message(const tls::HandshakeMessage& message);
  void on_client_hello(ByteView body);
  void on_server_hello(ByteView body);
  void on_server_certificate(ByteView body);
  void on_client_certificate(ByteView body);
  void on_server_key_exchange(ByteView body);
  void on_certificate_request(ByteView body);
  void on_client_key_exchange(ByteView body);
  void on_finished(HandshakeStep::From from);
  void on_alert(const tls::AlertMessage& message);
  void on_signature(const tls::SignatureVerified& verified);
  void on_application_data(ByteView content);
  void on_plaintext(ByteView said);
  void on_violation(const ProtocolViolation& violation);
  void agree_on_keys();
  /// Null if there is none.
  HandshakeStep* find_last(std::string_view name, HandshakeStep::From from);
  void add(std::string name, HandshakeStep::From from, HandshakeStep::Detail detail);
  bool tls13() const { return record_.version_id >= tls::tls13_version; }

  HandshakeRecord& record_;
  bool probe_;
  double at_ms_ = 0;
  bool saw_certificate_ = false;
  bool extended_master_secret_ = false;
  bool agreed_ = false;
  bool data_seen_ = false, ticket_seen_ = false;
  bool server_finished_ = false, client_finished_ = false;
  bool retried_ = false;
  size_t hello_bytes_ = 0;
  std::optional<bool> signature_valid_;
};

}  // namespace certcheck
