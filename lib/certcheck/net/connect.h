#pragma once

#include "certcheck/base/result.h"
#include "certcheck/net/client/client_identity.h"
#include "certcheck/net/target.h"
#include "certcheck/tls/handshake_record.h"

#include <chrono>
#include <cstddef>
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
  /// Server name to send. Unset: the target's host, and none for an address (RFC 6066 section 3). Empty:
  /// none.
  std::optional<std::string> sni;
  /// These two are HTTP's: as long as no others are given, nothing is offered to a server that is asked for
  /// TLS in another protocol, which may refuse what it does not know (RFC 7301 3.2).
  std::vector<std::string> alpn = {"h2", "http/1.1"};
  std::shared_ptr<const ClientIdentity> identity;  ///< null: no client certificate
  /// TLS versions to offer, the newest first (tls/code_points.h); empty for all from TLS 1.3 to 1.0.
  std::vector<uint16_t> versions;
  /// Groups for the key exchange in order of preference; a share is sent for the first. Empty for those of
  /// ordinary_offer(). Likewise the suites.
  std::vector<uint16_t> groups;
  std::vector<uint16_t> cipher_suites;
  bool grease = false;  ///< send the values of RFC 8701, which a server must ignore

  /// The hard limit over everything that is done for a target.
  std::chrono::milliseconds timeout{15'000};
  /// The limit of each single step: the lookup, each address tried, each answer of the server waited for.
  std::chrono::milliseconds step_timeout{10'000};
  /// Once the handshake is done: send a HEAD request where the protocol is HTTP by ALPN, by the target's
  /// scheme or by its port. To other servers nothing is said.
  bool send_request = true;
  /// Then wait for the first encrypted data or the server's late refusal. The wait takes a round trip or two,
  /// and never more than this; 0 skips it.
  std::chrono::milliseconds first_data_wait{1'000};
  /// Where the server does not answer the offer, make others: smaller, older, without a name, obsolete. Each
  /// has at most half of the time that is left for its answer to begin.
  bool second_tries = true;
  /// The most that is read of one handshake message; see client/limits.h.
  size_t message_bytes_max = size_t{1} << 20;
};

/// Resolves, connects and performs one handshake; the certificate is not judged. Always returns a record, and
/// within `timeout`.
tls::HandshakeRecord handshake(const Target& target, const ConnectOptions& options);

/// All addresses of a name, in the order of the system's preference; just itself for an address. Errors are
/// of kind network or timeout.
Result<std::vector<std::string>> resolve(const std::string& host, ConnectOptions::Family family,
                                         std::chrono::milliseconds timeout);

/// Many handshakes at once.
class Connector {
 public:
  struct Job {
    Target target;
    std::shared_ptr<const ConnectOptions> options;  ///< never null
    /// One handshake with every address of the target instead of with the first that answers, each with a
    /// record and a time limit of its own. A name without an address gives one record that says so.
    bool each_address = false;
  };
  struct Limits {
    size_t in_flight = 200;  ///< handshakes under way at the same time
    unsigned threads = 0;    ///< that do the handshakes; 0 for one a processor
  };
  /// The limits as this process can keep them: each handshake takes a descriptor, each thread and lookup a
  /// few more.
  static Limits fitting(Limits wanted);

  /// The next target, or nothing when there are no more. Called on the thread of run() alone; it may block
  /// without holding up the handshakes under way.
  using Next = std::function<std::optional<Job>()>;
  /// A finished one with its job's number in the order of `Next`. Called on threads that do nothing else, by
  /// several at once, so it may take its time; until it returns, its job counts as under way: when what is
  /// done waits, no new handshakes begin, and none of those that have begun is disturbed.
  using Done = std::function<void(size_t index, const Target& target, tls::HandshakeRecord record)>;

  explicit Connector(Limits limits);
  Connector() : Connector(Limits()) {}

  /// Returns when `next` is exhausted and all handshakes have been handed to `done`.
  void run(const Next& next, const Done& done) const;

 private:
  Limits limits_;
};

}  // namespace certcheck::net
