#pragma once

#include "certcheck/base/result.h"
#include "certcheck/net/connect_options.h"
#include "certcheck/net/target.h"
#include "certcheck/tls/handshake_record.h"

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace certcheck::net {

/// Resolves, connects and performs one handshake; the certificate is not validated. Always returns a
/// record, and within `timeout`.
tls::HandshakeRecord handshake(const Target& target, const ConnectOptions& options);

/// All addresses of a name, in the order of preference (RFC 6724); just itself for an address. Errors are of
/// kind network or timeout.
Result<std::vector<std::string>> resolve(const std::string& host, ConnectOptions::Family family,
                                         std::chrono::milliseconds timeout,
                                         const std::string& name_server = {});

/// Many handshakes at once.
class Connector {
 public:
  struct Job {
    Target target;
    std::shared_ptr<const ConnectOptions> options;  ///< never null
    /// One handshake with every address of the target instead of with the first that answers, each with a
    /// record and a time limit of its own; `addresses` of each record has all. A name without an address
    /// gives one record that says so; a name that a proxy looks up, and an address, one without `addresses`.
    bool each_address = false;
    /// No handshake: only look the mail exchangers of the target's host up (HandshakeRecord::dns).
    bool exchangers = false;
  };
  struct Limits {
    size_t in_flight = 200;  ///< handshakes under way at the same time
    unsigned threads = 0;    ///< that do the handshakes; 0 for one a processor
  };
  /// The limits as this process can keep them: each handshake takes a descriptor, each thread some more.
  static Limits fitting(Limits wanted);

  /// The next target, or nothing when there are no more. Called on the thread of run() alone; it may block
  /// without holding up the handshakes under way.
  using Next = std::function<std::optional<Job>()>;
  /// Keeps a job under way for whoever is not through with it: until the last copy is gone.
  class Hold {
   public:
    Hold(std::shared_ptr<void> slot, std::function<void(std::function<void()>)> consumers)
        : slot_(std::move(slot)), consumers_(std::move(consumers)) {}
    /// Has one of the threads that call `Done` do this. May be called on any thread.
    void run(std::function<void()> work) const { consumers_(std::move(work)); }

   private:
    std::shared_ptr<void> slot_;
    std::function<void(std::function<void()>)> consumers_;
  };
  /// A finished one with its job's number in the order of `Next`. Called on threads that do nothing else, by
  /// several at once, so it may take its time; as long as there is a `hold`, its job counts as under way:
  /// when what is done waits, no new handshakes begin, and none of those that have begun is disturbed.
  using Done =
      std::function<void(size_t index, const Target& target, tls::HandshakeRecord record, const Hold& hold)>;

  explicit Connector(Limits limits);
  Connector() : Connector(Limits()) {}

  /// Returns when `next` is exhausted and all handshakes have been handed to `done`.
  void run(const Next& next, const Done& done) const;

 private:
  Limits limits_;
};

}  // namespace certcheck::net
