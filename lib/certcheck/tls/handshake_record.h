#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/dns/records.h"
#include "certcheck/tls/handshake_step.h"
#include "certcheck/tls/key_exchange.h"
#include "certcheck/tls/stage.h"
#include "certcheck/tls/violation.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace certcheck::tls {

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
  Side from = Side::server;
  step::Alert alert;
};

/// The proxy between client and server, and how it was asked for the connection.
struct ProxyUse {
  enum class Outcome : uint8_t {
    unfinished,      ///< the connection ended, or a deadline passed
    ready,           ///< what follows is the server's
    unreachable,     ///< the proxy has no address, or none that takes the connection
    authentication,  ///< it wants to know who the client is, or did not believe it
    refused,         ///< it does not make this connection for the client
    no_connection,   ///< it tried, and the server could not be reached
    malformed,       ///< it does not speak the protocol, or says too much
    untrusted,       ///< it is to be reached by TLS, and its certificate is not trusted for its name
  };
  std::string url;       ///< "socks5h://proxy.test:1080", without credentials
  std::string named_by;  ///< what chose it: "--proxy", "https_proxy"
  Outcome outcome = Outcome::unfinished;
};

/// How a connection that begins in the clear was asked for TLS (RFC 3207 and its likes).
struct StartTls {
  enum class Outcome : uint8_t {
    unfinished,   ///< the connection ended, or a deadline passed
    ready,        ///< TLS was to begin
    not_offered,  ///< the server does not offer TLS, or does not know of it
    refused,      ///< it offers TLS and refuses to start it
    no_service,   ///< it serves nobody, or not us
    malformed,    ///< it does not speak the protocol, or says too much
  };
  std::string protocol;  ///< "smtp"
  Outcome outcome = Outcome::unfinished;
  std::string greeting;       ///< how the server introduced itself, escaped and shortened; may be empty
  size_t injected_bytes = 0;  ///< that came after the go-ahead, before the client's first byte of TLS
};

/// Why a handshake was not completed.
enum class HandshakeFailure : uint8_t {
  none,                 ///< it was completed
  usage,                ///< our own input: an unreadable client key, no address of the family asked for
  resolve,              ///< the name has no address
  mail_exchanger,       ///< the domain takes no mail, or names a mail exchanger that is not a host
  connect,              ///< no address took the connection
  proxy,                ///< the proxy on the way made no connection (see proxy)
  starttls,             ///< asked in the clear, the server did not start TLS (see starttls)
  timeout,              ///< a deadline passed
  closed,               ///< the server closed or reset the connection half-way
  plaintext,            ///< the server does not speak TLS here (see plaintext)
  alert,                ///< the server refused by an alert
  protocol_too_old,     ///< the server speaks nothing newer than TLS 1.1
  unsupported,          ///< the server chose or needs something that we do not implement
  client_certificate,   ///< the server refused us because of a missing or unaccepted client certificate
  invalid_certificate,  ///< the certificate message or a certificate in it cannot be read or used
  tls,                  ///< the server broke the protocol (bad signature, bad message, wrong order)
  limit,                ///< the server sent more than the client reads
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

/// An address that was tried in vain.
struct FailedAddress {
  std::string address, why;  ///< "192.0.2.1", "Connection refused"
  bool dead = false;         ///< this machine has a route to it: nobody answers there

  std::string describe() const { return address + ": " + why; }
};

/// All that is known of one attempt at a handshake. Plain data: nothing in it was validated. Whatever
/// happened, it holds everything that was seen until then.
struct HandshakeRecord {
  // --- how it went
  bool completed = false;  ///< Finished was exchanged and checked both ways
  /// none if completed, but for two: a TLS 1.3 server may refuse our client certificate, or the lack of one,
  /// only after the handshake (client_certificate); and one that broke a rule over which clients break off
  /// may be completed with all the same (tls).
  HandshakeFailure failure = HandshakeFailure::none;
  Stage stopped_at = Stage::none;  ///< the last one reached, if not completed
  std::string error;               ///< one sentence; empty if all went well
  Possession possession = Possession::unproven;
  /// Each rule that the server broke in the handshake, in order; bounded.
  std::vector<ProtocolViolation> violations;
  /// What had to be left out of the first offer until the server answered; in that order.
  std::vector<Intolerance> intolerances;
  /// The server did not answer the first offer, and the facts below are those of another over a second
  /// connection; its steps follow those of the first attempt and are marked as of a probe. `alert` is the
  /// first attempt's where the last one has none.
  bool probed = false;
  Bytes plaintext;  ///< the first bytes (at most 512) from a server that does not speak TLS

  // --- where
  /// Of the server, "192.0.2.1" or "2001:db8::1"; of the only one to try if nothing was connected, else
  /// empty. Empty too where a proxy looked the name up.
  std::string address;
  uint16_t port = 0;
  std::vector<std::string> addresses;          ///< all of the name, in the order in which they are tried
  std::vector<FailedAddress> addresses_tried;  ///< those to which no connection came about, in order
  /// The names that the target's host is an alias for, each of the one before (CNAME).
  std::vector<std::string> canonical_names;
  dns::EndpointRecords dns;  ///< what else DNS says of the endpoint, where it was asked
  std::optional<ProxyUse> proxy;
  std::string proxy_protocol;        ///< "v1" or "v2" if a header of the PROXY protocol was sent; else empty
  std::optional<StartTls> starttls;  ///< unset where the first byte was to be TLS's, or nothing was connected

  // --- what was agreed
  uint16_t version = 0;  ///< tls13_version and the like; 0 if no server hello came
  std::optional<uint16_t> cipher_suite;
  std::optional<KeyExchange> key_exchange;
  /// Of the server's handshake signature, legacy_scheme included; unset without one.
  std::optional<uint16_t> signature_scheme;
  std::string alpn;  ///< protocol agreed on; empty if none
  std::string sni;   ///< server name sent; empty if none was
  bool resumed = false;
  ClientCertificateExchange client_certificate;
  std::optional<HandshakeAlert> alert;  ///< the first fatal alert of either side, or else the last warning

  // --- what the server presented, exactly as sent
  std::vector<Bytes> certificates;   ///< leaf first as the protocol asks; any bytes at all
  size_t certificates_left_out = 0;  ///< sent after those, beyond what is looked at
  /// OCSPResponse (RFC 6066, RFC 8446 4.4.2.1) of the certificate at the same index; empty where there is
  /// none. Never longer than `certificates`, may be shorter.
  std::vector<Bytes> ocsp_staples;
  /// SignedCertificateTimestampList (RFC 6962 3.3) of the TLS extension, at the index of its certificate.
  std::vector<Bytes> sct_lists;

  std::vector<HandshakeStep> steps;

  /// The last step of a kind; null if there is none.
  template <typename Type>
  const Type* last() const {
    for (auto each = steps.rbegin(); each != steps.rend(); ++each)
      if (const Type* found = each->as<Type>()) return found;
    return nullptr;
  }
};

}  // namespace certcheck::tls
