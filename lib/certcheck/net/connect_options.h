#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/net/client/client_identity.h"
#include "certcheck/net/client/offer.h"
#include "certcheck/net/pace.h"
#include "certcheck/net/proxy/proxy.h"
#include "certcheck/net/proxy_protocol.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace certcheck::net {

/// How to connect to a target and what to offer.
struct ConnectOptions {
  enum class Family : uint8_t { any, ipv4, ipv6 };

  Family family = Family::any;
  /// Connect here instead of to the target's host, which is still the name sent; empty for the target's.
  std::string connect_host;
  uint16_t connect_port = 0;  ///< 0 for the target's
  /// The name server to ask, "127.0.0.1:5353" or "[::1]:53"; empty for those of the system.
  std::string name_server;
  ProxyRules proxies;                                  ///< which hosts are reached through a proxy
  ProxyProtocol proxy_protocol = ProxyProtocol::none;  ///< the header to send ahead of everything
  /// The address of this machine that connections come from; empty for the system's choice.
  std::string source_address;
  /// Why an address (4 or 16 bytes) must not be connected to; empty: it may be. Asked of the very address
  /// that the connection is then made to, also by a proxy, which then gets addresses instead of names. Null:
  /// every address may be.
  std::function<std::string(ByteView address)> address_guard = {};
  /// Server name to send. Unset: the target's host, and none for an address (RFC 6066 section 3). Empty:
  /// none.
  std::optional<std::string> sni;
  /// Application protocols to offer. Unset: h2 and http/1.1, but none to a server that is asked for TLS in
  /// another protocol, which may refuse what it does not know (RFC 7301 3.2).
  std::optional<std::vector<std::string>> alpn;
  std::shared_ptr<const ClientIdentity> identity;  ///< null: no client certificate
  /// TLS versions to offer, the newest first (tls/code_points.h); empty for all from TLS 1.3 to 1.0.
  std::vector<uint16_t> versions;
  /// Groups for the key exchange in order of preference; a share is sent for the first. Empty for those of
  /// ordinary_offer(). Likewise the suites.
  std::vector<uint16_t> groups;
  std::vector<uint16_t> cipher_suites;
  /// Ask for a certificate with such a key; a server that has none refuses, and no other offer is made.
  ServerKey server_key = ServerKey::any;
  std::vector<uint16_t> signature_schemes;  ///< of the server's signature, likewise
  bool grease = false;                      ///< send the values of RFC 8701, which a server must ignore

  /// The hard limit over everything that is done for a target.
  std::chrono::milliseconds timeout{15'000};
  /// The limit of each single step: the lookup, each address tried, each answer of the server waited for.
  std::chrono::milliseconds step_timeout{10'000};
  /// Whatever the limits, nobody waits any longer than until then: turns, further tries and all else end.
  std::optional<std::chrono::steady_clock::time_point> end;
  /// Once the handshake is done: send a HEAD request where the protocol is HTTP by ALPN, by the target's
  /// scheme or by its port. To other servers nothing is said.
  bool send_request = true;
  /// Then wait for the first encrypted data or the server's late refusal. The wait takes a round trip or two,
  /// and never more than this; 0 skips it.
  std::chrono::milliseconds first_data_wait{1'000};
  /// Where the server does not answer the offer, make others: smaller, older, without a name, obsolete. Each
  /// has at most half of the time that is left for its answer to begin.
  bool second_tries = true;
  /// How often to try again, by a Connector, where what failed may go better in a while: no answer in time, a
  /// connection that was cut before the server showed a certificate, a name service that could not say. Each
  /// try has the whole `timeout`; what is waited before each is doubled from try to try.
  unsigned retries = 0;
  std::chrono::milliseconds first_retry_after{1'000};
  /// Gives each connection its turn; null: none has to wait for one. The waiting is not part of any limit.
  std::shared_ptr<Pace> pace;
  /// Ask for the TLSA records of the target's host and port before connecting. Where they are those of an
  /// authenticated alias of the host, that alias is the server name to send (RFC 7671 7).
  bool tlsa = false;
  /// After the handshake, ask for the CAA records of the target's host and the leaf's names.
  bool caa = false;
  /// The most that is read of one handshake message; see client/limits.h.
  size_t message_bytes_max = size_t{1} << 20;
};

}  // namespace certcheck::net
