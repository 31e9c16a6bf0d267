#pragma once

#include "certcheck/net/client/detail/client.h"
#include "certcheck/tls/code_points.h"
#include "certcheck/tls/handshake_record.h"

#include <optional>
#include <string>
#include <string_view>

namespace certcheck::net {

/// Turns the events of a Client into a HandshakeRecord: one step a message, and the facts that were
/// agreed on. It records and does not validate; messages out of order are recorded as they came.
class Recorder {
 public:
  /// `record` must outlive the recorder. Steps are appended.
  explicit Recorder(tls::HandshakeRecord& record, bool probe = false) : record_(record), probe_(probe) {}

  /// The time of what comes next, in milliseconds as HandshakeStep::at_ms.
  void set_time(double at_ms) { at_ms_ = at_ms; }

  void on(const Event& event);

  /// How far it went: the last step but alerts; empty if there was none.
  tls::Stage last_stage() const;
  bool data_seen() const { return data_seen_; }
  bool ticket_seen() const { return ticket_seen_; }
  /// Bytes of the client's last hello, for what is said of it.
  size_t hello_bytes() const { return hello_bytes_; }

 private:
  void on_message(const HandshakeMessage& message);
  void on_client_hello(ByteView body);
  void on_server_hello(ByteView body);
  void on_server_certificate(ByteView body);
  void on_client_certificate(ByteView body);
  void on_server_key_exchange(ByteView body);
  void on_certificate_request(ByteView body);
  void on_client_key_exchange(ByteView body);
  void on_finished(tls::Side from);
  void on_alert(const AlertMessage& message);
  void on_signature(const SignatureVerified& verified);
  void on_application_data(ByteView content);
  void on_plaintext(ByteView said);
  void on_violation(tls::ProtocolViolation violation);
  void agree_on_keys();
  void note_signature_check(bool valid);
  void add(tls::Side from, tls::step::Message message);
  bool tls13() const { return record_.version >= tls::tls13_version; }

  tls::HandshakeRecord& record_;
  bool probe_;
  double at_ms_ = 0;
  bool saw_hello_ = false, saw_encrypted_extensions_ = false, saw_key_exchange_ = false;
  bool saw_certificate_ = false;
  bool extended_master_secret_ = false;
  bool agreed_ = false;
  bool data_seen_ = false, ticket_seen_ = false;
  bool server_finished_ = false, client_finished_ = false;
  bool retried_ = false;
  size_t hello_bytes_ = 0;
  std::optional<bool> signature_valid_;
};

/// The first line of an HTTP response or a greeting; empty if it is long or has unprintable characters.
std::string first_line(std::string_view content);

}  // namespace certcheck::net
