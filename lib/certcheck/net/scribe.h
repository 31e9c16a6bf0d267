#pragma once

#include "certcheck/handshake/record.h"
#include "certcheck/net/tap.h"
#include "certcheck/net/tls_names.h"

#include <optional>
#include <string>
#include <string_view>

namespace certcheck {

/// Turns what a tap sees into a HandshakeRecord: one step a message, and the facts that were agreed on. It
/// writes down and does not judge; messages out of order are written down as they came.
class HandshakeScribe {
 public:
  /// `record` must outlive the scribe. Steps are appended.
  explicit HandshakeScribe(HandshakeRecord& record, bool probe = false) : record_(record), probe_(probe) {}

  /// The time of what comes next, in milliseconds as HandshakeStep::at_ms.
  void set_time(double at_ms) { at_ms_ = at_ms; }

  void see(const TapEvent& event);

  /// From the TLS engine, what no tap can see: whether the server's handshake signature verified.
  void note_signature(bool valid);
  /// The size of the certificate's key where that is the key exchange (static RSA).
  void note_key_bits(unsigned bits);
  /// An alert that the tap could not read (TLS 1.2 after the keys changed); nothing if it was seen already.
  void note_alert(HandshakeStep::From from, uint8_t level, uint8_t description);
  /// The first data of the server, decrypted, unless the tap has read it already. Later calls are ignored.
  void note_application_data(ByteView content);

  /// What a server said that speaks no TLS.
  void note_plaintext(ByteView said);

  /// How far it went: the last step but alerts; empty if there was none.
  std::string last_step() const;
  bool saw_server_hello() const { return record_.version_id != 0; }
  bool saw_malformed() const { return malformed_; }
  const std::string& malformed_by() const { return malformed_by_; }  ///< what made it so
  bool saw_server_certificate() const { return saw_certificate_; }
  /// Of the server's handshake signature: what it was made with, and whether it verified.
  std::optional<uint16_t> signature_scheme() const { return signature_scheme_; }
  std::optional<bool> signature_valid() const { return signature_valid_; }

 private:
  void see_message(const TapEvent& event);
  void see_client_hello(ByteView body);
  void see_server_hello(ByteView body);
  void see_server_certificate(ByteView body);
  void see_client_certificate(ByteView body);
  void see_server_key_exchange(ByteView body);
  void see_alert(const HandshakeAlert& alert);
  void agree_on_keys();
  /// What is known only after that step was written down; nothing if there was none, or no such detail in it.
  void add_to_key_agreement(std::string_view after, HandshakeStep::Detail::value_type entry);
  /// Null if there is none.
  HandshakeStep* find_last(std::string_view name, HandshakeStep::From from);
  void add(std::string name, HandshakeStep::From from, HandshakeStep::Detail detail);
  bool tls13() const { return record_.version_id >= tls13_version; }

  HandshakeRecord& record_;
  bool probe_;
  double at_ms_ = 0;
  bool malformed_ = false;
  std::string malformed_by_;
  bool saw_certificate_ = false;
  bool extended_master_secret_ = false;
  bool agreed_ = false;
  bool data_seen_ = false;
  bool client_finished_ = false, server_finished_ = false;
  bool retried_ = false;
  std::optional<uint16_t> signature_scheme_;
  std::optional<bool> signature_valid_;
};

}  // namespace certcheck
