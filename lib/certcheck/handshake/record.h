#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/handshake/violation.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace certcheck {

/// One step of a handshake, in the order in which it happened.
///
/// Names, by who speaks ([..] only where it takes place):
///   client_hello (client), [hello_retry_request (server), client_hello (client)], server_hello (server),
///   TLS 1.3: encrypted_extensions, [certificate_request], [compressed_certificate], certificate,
///            certificate_verify, finished (server),
///            key_agreement (both), [certificate, certificate_verify], finished (client),
///            [new_session_ticket (server)]
///   TLS 1.2: certificate, [certificate_status], [server_key_exchange], [certificate_request],
///            server_hello_done (server), [certificate], client_key_exchange, [certificate_verify] (client),
///            key_agreement (both), change_cipher_spec, finished (client), [new_session_ticket],
///            change_cipher_spec, finished (server)
///   any:     alert (either), application_data (server: the first encrypted data), plaintext (server: bytes
///            that are no TLS)
/// Every detail starts with "meaning": one sentence for a newcomer on what this step does here. The other
/// keys are values for an expert; keys are snake_case, and an unknown code point reads "0x1a2b (unknown)".
struct HandshakeStep {
  enum class From : uint8_t { client, server, both };
  using Value = std::variant<std::string, std::vector<std::string>, int64_t, bool>;
  using Detail = std::vector<std::pair<std::string, Value>>;

  std::string name;
  From from = From::client;
  double at_ms = 0;  ///< milliseconds after work on the target began (name lookup and connecting included)
  Detail detail;

  /// The value of a key, or null.
  const Value* find(std::string_view key) const;
};

std::string_view to_string(HandshakeStep::From from);

/// How the two sides came to a shared secret.
struct KeyExchange {
  enum class Kind : uint8_t {
    unknown,
    static_rsa,  ///< the secret was encrypted to the certificate's key: no forward secrecy
    dhe,         ///< ephemeral Diffie-Hellman over a finite field
    ecdhe,       ///< ephemeral Diffie-Hellman over an elliptic curve
    hybrid,      ///< an elliptic curve and ML-KEM together
    kem,         ///< ML-KEM alone
    psk,         ///< a key shared before, nothing else
    static_dh,   ///< the certificate's own (EC)DH key: no forward secrecy
    anonymous    ///< nobody was authenticated
  };
  Kind kind = Kind::unknown;
  std::string group;  ///< IANA name ("x25519", "secp256r1", "ffdhe2048", "X25519MLKEM768"); "custom" for
                      ///< a server's own finite field; empty for static RSA
  /// Bits of the RSA modulus, the prime, or the curve's field (for a hybrid: of its curve part).
  std::optional<unsigned> bits;
};

/// "static_rsa", "dhe", "ecdhe", ...; "unknown".
std::string_view to_string(KeyExchange::Kind kind);

struct CipherSuite {
  uint16_t id = 0;
  std::string name;  ///< IANA name, "TLS_AES_128_GCM_SHA256"
};

/// What the server asked of us, and what we sent.
struct ClientCertificateExchange {
  bool requested = false;
  std::vector<Bytes> acceptable_cas;  ///< DER Names, as sent
  bool sent = false;
  /// There was one, but its key can sign by no scheme that the server accepts.
  bool no_scheme = false;
  /// Afterwards the server sent what it sends only to clients that it accepts: a ticket, data, or its
  /// Finished.
  bool accepted = false;
};

struct HandshakeAlert {
  HandshakeStep::From from = HandshakeStep::From::server;
  uint8_t level_code = 0;
  uint8_t description_code = 0;
  std::string level;        ///< "fatal" or "warning"
  std::string description;  ///< RFC name, "handshake_failure"
};

/// Why a handshake was not completed.
enum class HandshakeFailure : uint8_t {
  none,                 ///< it was completed
  usage,                ///< our own input: an unreadable client key, no address of the family asked for
  resolve,              ///< the name has no address
  connect,              ///< no address took the connection
  timeout,              ///< a deadline passed
  closed,               ///< the server closed or reset the connection half-way
  plaintext,            ///< the server does not speak TLS here (see plaintext)
  alert,                ///< the server refused by an alert
  protocol_too_old,     ///< the server speaks nothing newer than TLS 1.1
  unsupported,          ///< the server chose or needs something that we do not implement
  client_certificate,   ///< the server refused us for want of a client certificate that it accepts
  invalid_certificate,  ///< the certificate message or a certificate in it cannot be read or used
  tls,                  ///< the server broke the protocol (bad signature, bad message, wrong order)
  limit,                ///< the server sent more than is read (tls/limits.h)
  local,                ///< this machine ran out of something: descriptors, ports, threads
  internal
};

std::string_view to_string(HandshakeFailure failure);

/// Whether the server showed that it holds the private key of its certificate.
enum class Possession : uint8_t {
  unproven,   ///< it did not come to that
  proven,     ///< it signed the handshake, or decrypted a secret that was encrypted to the key
  disproved,  ///< it signed with another key, or its key is of a kind that cannot do what it claims
};

std::string_view to_string(Possession possession);

/// What a server could not take: with another offer it answered.
struct Intolerance {
  enum class Kind : uint8_t {
    large_hello,  ///< a hello that does not fit into one packet, or more than some hundred bytes
    new_tls,      ///< TLS 1.3 and what came with it, though older versions are negotiated (RFC 8446 4.1.2)
    server_name,  ///< the name of the server (RFC 6066 section 3)
    alpn,         ///< the protocols offered (RFC 7301 3.2)
    modern_only,  ///< an offer without what is obsolete
  };
  Kind kind;
  std::string message;  ///< a clause with this case's values
};

std::string_view to_string(Intolerance::Kind kind);

/// All that is known of one attempt at a handshake. Plain data: nothing in it was judged. Whatever happened,
/// it holds everything that was seen until then.
struct HandshakeRecord {
  // --- how it went
  bool completed = false;  ///< Finished was exchanged and checked both ways
  /// none if completed, but for two: a TLS 1.3 server may refuse our client certificate, or the lack of one,
  /// only after the handshake (client_certificate); and one that broke a rule over which clients break off
  /// may be completed with all the same (tls).
  HandshakeFailure failure = HandshakeFailure::none;
  /// The last step reached if not completed: "resolve", "connect", or a HandshakeStep::name.
  std::string stopped_at;
  std::string error;  ///< one sentence; empty if all went well
  Possession possession = Possession::unproven;
  /// Each rule that the server broke in the handshake, in order; bounded.
  std::vector<ProtocolViolation> violations;
  /// What had to be left out of the first offer until the server answered; in that order.
  std::vector<Intolerance> intolerances;
  /// How the server broke the protocol behind a handshake that was completed all the same; empty if it did
  /// not.
  std::string violation;
  Violation violation_kind = Violation::unexpected_message;  ///< of `violation`
  /// The server did not answer the first offer, and the facts below are those of another over a second
  /// connection; its steps follow those of the first attempt and carry the detail "probe": true. `alert` is
  /// the first attempt's where the last one has none.
  bool probed = false;
  Bytes plaintext;  ///< the first bytes (at most 512) from a server that does not speak TLS

  // --- where
  std::string address;  ///< of the peer, "192.0.2.1" or "2001:db8::1"; empty if nothing was connected
  uint16_t port = 0;
  std::vector<std::string> addresses_tried;  ///< those that failed before, "192.0.2.1: Connection refused"

  // --- what was agreed
  uint16_t version_id = 0;  ///< 0x0304 for TLS 1.3; 0 if no server hello came
  std::string version;      ///< "TLS 1.3", "TLS 1.0", ...; empty if no server hello came
  std::optional<CipherSuite> cipher_suite;
  std::optional<KeyExchange> key_exchange;
  /// IANA name of the scheme of the server's handshake signature ("rsa_pss_rsae_sha256"); empty without one.
  std::string signature_scheme;
  std::string alpn;  ///< protocol agreed on; empty if none
  std::string sni;   ///< server name sent; empty if none was
  bool resumed = false;
  ClientCertificateExchange client_certificate;
  std::optional<HandshakeAlert> alert;  ///< the first fatal alert of either side, or else the last warning

  // --- what the server presented, exactly as sent
  std::vector<Bytes> certificates;   ///< leaf first as the protocol asks; any bytes at all
  size_t certificates_left_out = 0;  ///< sent behind those, beyond what is looked at
  /// OCSPResponse (RFC 6066, RFC 8446 4.4.2.1) of the certificate at the same index; empty where there is
  /// none. Never longer than `certificates`, may be shorter.
  std::vector<Bytes> ocsp_staples;
  /// SignedCertificateTimestampList (RFC 6962 3.3) of the TLS extension, at the index of its certificate.
  std::vector<Bytes> sct_lists;

  std::vector<HandshakeStep> steps;
};

}  // namespace certcheck
