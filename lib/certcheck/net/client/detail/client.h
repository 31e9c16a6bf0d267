#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/net/client/client_identity.h"
#include "certcheck/net/client/detail/limits.h"
#include "certcheck/net/client/detail/signature_scheme.h"
#include "certcheck/net/client/offer.h"
#include "certcheck/tls/handshake_step.h"
#include "certcheck/tls/violation.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <variant>

namespace certcheck::net {

/// A whole handshake message, decrypted where it was encrypted. A CompressedCertificate is followed by the
/// Certificate that it becomes. The body is valid during the call only.
struct HandshakeMessage {
  tls::Side from;
  uint8_t type;
  ByteView body;
};
/// Up to TLS 1.2 only; the dummy of TLS 1.3 means nothing and is left out.
struct ChangeCipherSpec {
  tls::Side from;
};
struct AlertMessage {
  tls::Side from;
  uint8_t level, description;
};
/// The server's signature over the handshake was verified, or could not be.
struct SignatureVerified {
  uint16_t scheme;
  SignatureCheck check;
};
/// Data of the application from the server; valid during the call only.
struct ApplicationData {
  ByteView content;
};
/// The server's first bytes are no TLS record. The bytes so far, at most 512; comes once more when there are
/// more.
struct NoTls {
  ByteView said;
};
using Event = std::variant<HandshakeMessage, ChangeCipherSpec, AlertMessage, SignatureVerified,
                           ApplicationData, NoTls, tls::ProtocolViolation>;

struct ClientOptions {
  Offer offer = ordinary_offer();
  std::string server_name;                         ///< empty: none is sent
  std::shared_ptr<const ClientIdentity> identity;  ///< null: no client certificate
  Limits limits;
  /// Fills a span with random bytes; for tests that replay. Empty: the system's.
  std::function<void(std::span<uint8_t>)> random;
};

/// Why a handshake did not come to its end, as far as the bytes say.
struct ClientFailure {
  enum class Kind : uint8_t {
    violation,            ///< the server broke the protocol or exhausted a limit: the last ProtocolViolation
    unsupported,          ///< the server chose what this library or this Botan cannot do
    protocol_too_old,     ///< SSL 3.0
    invalid_certificate,  ///< no key can be read from the server's certificate
    refused,              ///< a fatal alert of the server
    no_tls,               ///< the server does not speak TLS
    internal
  };
  Kind kind;
  tls::Stage step;      ///< the message at which it ended
  std::string message;  ///< a clause
};

/// What shows that the server holds the private key of its certificate.
enum class Proof : uint8_t {
  none,
  signature,  ///< it signed our random, or all messages
  finished,   ///< it decrypted the secret that was encrypted to the key (static RSA)
};

struct ClientState;

/// A client of TLS 1.3 to 1.0 without input and output of its own: bytes of the server in, bytes to send out,
/// and every step as an event. It is made to complete a handshake with whatever is there and to prove that
/// the server holds the key of the certificate it shows; nothing in the certificate but its
/// SubjectPublicKeyInfo is read, and nothing is validated. It is not made to carry data: it defends its own
/// memory, time and client key, not what goes over the connection.
///
/// Where the server breaks a rule and the handshake can go on, it goes on; each such rule is an event. Total:
/// any bytes in any pieces are taken, nothing is thrown, what is kept is bounded by the limits.
class Client {
 public:
  using Sink = std::function<void(const Event&)>;

  /// `sink` gets every event from within the functions below and must not call them.
  Client(ClientOptions options, Sink sink);
  ~Client();
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  /// Makes the first hello.
  void start();
  void receive(ByteView bytes);
  /// What is to be sent next; it counts as sent.
  Bytes take_output();
  /// Application data; only once the handshake is done.
  void send(ByteView data);
  /// Says goodbye.
  void close();

  /// Finished was exchanged and checked both ways.
  bool handshake_done() const;
  Proof proof() const;
  /// The server's signature does not fit its certificate: it was verified and is not the key's.
  bool key_disproved() const;
  const std::optional<ClientFailure>& failure() const;
  /// The server said goodbye.
  bool closed() const;
  /// Nothing more is to be expected: it failed, the server said goodbye, or a limit of what may follow the
  /// handshake was exhausted.
  bool over() const;
  /// It failed, but the server's certificate may still come: what is received is still shown as events.
  bool worth_reading_on() const;

  uint16_t version() const;  ///< negotiated; 0 before the server's hello

  /// Bytes held back at the moment.
  size_t kept() const;

 private:
  std::unique_ptr<ClientState> state_;
};

}  // namespace certcheck::net
