#pragma once

#include "certcheck/net/client/cipher_suite.h"
#include "certcheck/net/client/detail/client.h"
#include "certcheck/net/client/detail/client_hellos.h"
#include "certcheck/net/client/detail/client_tls12.h"
#include "certcheck/net/client/detail/client_tls13.h"
#include "certcheck/net/client/detail/key_share.h"
#include "certcheck/net/client/record_cipher.h"
#include "certcheck/net/client/transcript.h"
#include "certcheck/tls/certificate_messages.h"
#include "certcheck/tls/code_points.h"
#include "certcheck/tls/hello.h"
#include "certcheck/tls/key_exchange_messages.h"

#include <string>
#include <utility>
#include <vector>

namespace certcheck::net {

/// What the client waits for, in the order of both protocols.
enum class Expect : uint8_t {
  server_hello,
  // TLS 1.3
  encrypted_extensions,
  certificate_request,  ///< or the certificate
  certificate,
  certificate_verify,
  finished,
  // TLS 1.2 and before: the flight of the server, whose optional messages come in this order
  old_certificate,
  old_certificate_status,
  old_server_key_exchange,
  old_certificate_request,
  old_server_hello_done,
  old_ticket,  ///< or change_cipher_spec
  old_finished,
  connected,
};

/// Private to this module: records and alerts, and what the parts of a handshake share.
struct ClientState {
  ClientState(ClientOptions options, Client::Sink sink);
  ~ClientState();
  ClientState(const ClientState&) = delete;
  ClientState& operator=(const ClientState&) = delete;

  void start();
  void receive(ByteView bytes);
  void read_records();
  void read_record(ByteView header, ByteView body);
  void read_content(uint8_t type, ByteView content);
  void read_fragment(ByteView fragment);
  void read_alert(ByteView content);
  void read_change_cipher_spec(ByteView content);
  void read_application_data(ByteView content);
  /// One whole message with its header.
  void read_message(ByteView message);
  void dispatch(uint8_t type, ByteView body, ByteView message);
  void after_handshake(uint8_t type, ByteView body);

  void write_record(uint8_t content_type, ByteView content);
  /// Adds to the transcript, shows and sends.
  void write_message(uint8_t type, ByteView body);
  void write_alert(uint8_t level, uint8_t description);

  /// Notes that a rule was broken and goes on.
  void note(tls::Violation kind, std::string message);
  /// Notes that a rule was broken, and ends the handshake with the alert.
  void violate(tls::Violation kind, std::string message, uint8_t alert);
  /// A limit is exhausted: ends everything.
  void exceed(tls::Violation kind, std::string message);
  void useless_record();
  void fail(ClientFailure::Kind kind, std::string message, std::optional<uint8_t> alert);
  bool failed() const { return failure.has_value(); }
  bool silent() const { return stopped || no_tls; }
  bool tls13() const { return version == tls::tls13_version; }
  void show(const Event& event) { sink(event); }

  /// The key of the certificate; fails if there is none.
  void take_leaf_key(const std::vector<Bytes>& certificates);
  /// Verifies, shows, and fails if it is not the key's. True if it is.
  bool verify(uint16_t scheme, ByteView message, ByteView signature);
  void finish_handshake();

  ClientOptions options;
  Client::Sink sink;
  std::unique_ptr<Botan::RandomNumberGenerator> own_random;
  Botan::RandomNumberGenerator& random;

  // records
  Bytes input;      // an incomplete record
  Bytes fragments;  // an incomplete handshake message
  Bytes output;
  std::unique_ptr<RecordCipher> read_cipher, write_cipher;
  bool saw_record = false;
  bool no_tls = false;
  bool stopped = false;  // nothing more is read
  Bytes plaintext;       // of a server without TLS
  size_t bytes_before_hello = 0, records = 0, useless_records = 0, handshake_bytes = 0, messages = 0,
         tickets = 0, warnings = 0, key_updates = 0, hello_requests = 0, application_bytes = 0;

  // hellos
  Bytes client_random, session_id, server_random;
  uint16_t grease = 0;
  Bytes cookie;
  KeyShares shares;
  std::vector<uint16_t> shares_sent;
  bool retried = false;
  std::vector<uint16_t> sent_extensions;
  bool sent_change_cipher_spec = false;  // of TLS 1.3, for middle boxes
  std::string downgrade;                 // what the server's random says; empty if nothing
  uint16_t version = 0;
  uint16_t suite_id = 0;
  SuiteParameters suite;
  Transcript transcript;
  Expect expect = Expect::server_hello;
  tls::Stage step = tls::Stage::client_hello;  // the message being read, or read last

  // authentication
  Bytes leaf_key;  // SubjectPublicKeyInfo
  bool saw_certificate = false;
  Proof proof = Proof::none;
  bool key_disproved = false;
  bool certificate_requested = false;
  tls::CertificateRequest request;

  // What each part of a handshake does, and knows alone.
  ClientHellos hellos{*this};
  Tls13Handshake tls13_handshake{*this};
  Tls12Handshake tls12_handshake{*this};

  bool done = false;
  bool closed = false;
  bool closing = false;
  std::optional<ClientFailure> failure;
};

}  // namespace certcheck::net
