#pragma once

#include "certcheck/base/target.h"
#include "certcheck/net/connect_options.h"
#include "certcheck/net/detail/connect_race.h"
#include "certcheck/net/detail/resolver.h"
#include "certcheck/net/detail/time_limit.h"
#include "certcheck/net/detail/transport.h"
#include "certcheck/net/proxy/detail/dialogue.h"
#include "certcheck/tls/handshake_record.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace certcheck::net {

/// The way to a target's server: its addresses, the proxy between if there is one, and what is sent ahead of
/// everything else. What comes of it is written into records. Private to this module; lives as long as the
/// coroutine that uses it.
class Route {
 public:
  using tcp = boost::asio::ip::tcp;
  template <typename T>
  using awaitable = boost::asio::awaitable<T>;

  /// `target` and `time` are borrowed.
  Route(std::shared_ptr<boost::asio::io_context> io, const Target& target,
        std::shared_ptr<const ConnectOptions> options, TimeLimit& time);
  ~Route();
  Route(const Route&) = delete;
  Route& operator=(const Route&) = delete;

  /// The addresses to connect to, in that order. If there are none, the record says why, but where a proxy
  /// looks them up.
  awaitable<std::vector<tcp::endpoint>> find_endpoints(tls::HandshakeRecord& record);

  /// The first connection. False: the record says why there is none.
  awaitable<bool> connect(tls::HandshakeRecord& record);
  /// Another one, the same way.
  awaitable<bool> connect_again(tls::HandshakeRecord& record);
  /// Leads a dialogue on the connection to its end. If a deadline passes before, the milliseconds for which
  /// the peer was silent.
  awaitable<std::optional<double>> lead(Dialogue& dialogue);
  /// Writes down what became of the addresses to which connections were under way when another one answered.
  awaitable<void> finish(tls::HandshakeRecord& record);

  /// The connection that is open.
  Transport& transport() { return *transport_; }
  void close() { transport_.reset(); }
  /// What kept it from a connection may pass, although nobody changes anything.
  bool failed_for_now() const { return failed_for_now_; }
  /// Of the first connection, in milliseconds; with a proxy, all until it had connected.
  double round_trip_ms() const { return round_trip_ms_; }

 private:
  const std::string& host() const {
    return options_->connect_host.empty() ? target_.host : options_->connect_host;
  }
  uint16_t port() const { return options_->connect_port != 0 ? options_->connect_port : target_.port; }
  bool fits(const boost::asio::ip::address& address) const;
  /// Takes away the addresses that the guard has something against, and says what.
  std::string keep_out(std::vector<tcp::endpoint>& endpoints) const;

  awaitable<Lookup> look_up(std::string name);
  awaitable<void> pause(std::chrono::milliseconds time);

  awaitable<bool> open(std::vector<tcp::endpoint> endpoints, Transport::Clock::time_point deadline);
  void note_failures(tls::HandshakeRecord& record) const;
  void write_no_connection(tls::HandshakeRecord& record) const;
  void write_no_proxy(tls::HandshakeRecord& record) const;

  awaitable<bool> connect_by_proxy(tls::HandshakeRecord& record);
  awaitable<std::vector<tcp::endpoint>> find_proxy(tls::HandshakeRecord& record);
  awaitable<bool> protect(tls::HandshakeRecord& record);
  awaitable<bool> ask_proxy(const proxy::Destination& destination, tls::HandshakeRecord& record);
  awaitable<void> send_header(tls::HandshakeRecord& record);

  const std::shared_ptr<boost::asio::io_context> io_;
  const Target& target_;
  const std::shared_ptr<const ConnectOptions> options_;
  TimeLimit& time_;
  const Proxy* const proxy_;  ///< of the options; null if there is none
  std::optional<boost::asio::ip::address> source_;
  std::shared_ptr<ConnectRace> race_;        ///< the last one
  std::shared_ptr<ConnectRace> unfinished_;  ///< of the server's addresses; some may be under way still
  std::optional<Transport> transport_;
  tcp::endpoint endpoint_;                         ///< where connections are opened to, since the first
  std::optional<proxy::Destination> destination_;  ///< what the proxy there is asked for
  double round_trip_ms_ = 0;
  bool timed_out_ = false;  ///< the lookup or the last attempt to connect
  bool failed_for_now_ = false;
};

}  // namespace certcheck::net
