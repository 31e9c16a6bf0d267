#include "certcheck/net/detail/session.h"

#include "certcheck/net/application_request.h"
#include "certcheck/net/attempts.h"
#include "certcheck/net/client/client.h"
#include "certcheck/net/detail/transport.h"
#include "certcheck/net/lookup.h"
#include "certcheck/net/outcome.h"
#include "certcheck/net/recorder.h"
#include "certcheck/net/starttls/protocols.h"
#include "certcheck/tls/ssl2.h"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <utility>  // Boost 1.74 forgets it before its coroutines
#include <vector>

#if defined(__GNUC__) && !defined(__clang__)
// GCC 12 takes the two halves of Boost's own allocation of coroutine frames for a mismatch when a sanitizer
// keeps it from inlining both.
#pragma GCC diagnostic ignored "-Wmismatched-new-delete"
#endif

namespace certcheck::net {

namespace {

namespace asio = boost::asio;
using boost::system::error_code;
using tcp = asio::ip::tcp;
using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

double to_ms(Clock::duration duration) { return std::chrono::duration<double, std::milli>(duration).count(); }

/// The work on one target, from its name to the record.
class Session {
 public:
  Session(std::shared_ptr<asio::io_context> io, Target target, std::shared_ptr<const ConnectOptions> options)
      : io_(std::move(io)),
        target_(std::move(target)),
        options_(std::move(options)),
        end_(start_ + options_->timeout) {
    record_.port = options_->connect_port != 0 ? options_->connect_port : target_.port;
    if (!target_.starttls.empty() && options_->alpn == ConnectOptions().alpn) {
      ConnectOptions without_alpn = *options_;
      without_alpn.alpn.clear();
      options_ = std::make_shared<const ConnectOptions>(std::move(without_alpn));
    }
  }

  asio::awaitable<void> run() {
    const std::vector<tcp::endpoint> endpoints = co_await find_endpoints();
    for (size_t i = 0; i < endpoints.size(); ++i) {
      if (!co_await connect(endpoints[i], endpoints.size() - i)) continue;
      if (co_await ask_for_tls(record_)) co_await make_attempts(endpoints[i]);
      co_return;
    }
    if (record_.failure == tls::HandshakeFailure::none) write_no_connection();
  }

  asio::awaitable<std::vector<tcp::endpoint>> find_endpoints();

  tls::HandshakeRecord& record() { return record_; }

 private:
  double now_ms() const { return to_ms(Clock::now() - start_); }
  Clock::time_point step_deadline() const { return std::min(end_, Clock::now() + options_->step_timeout); }

  void fail(tls::HandshakeFailure failure, std::string step, std::string error) {
    record_.failure = failure;
    record_.stopped_at = std::move(step);
    record_.error = std::move(error);
  }

  std::string server_name() const {
    if (options_->sni) return *options_->sni;
    if (target_.is_address()) return {};
    std::string name = target_.host;
    if (name.ends_with('.')) name.pop_back();  // RFC 6066 section 3: without the trailing dot
    return name;
  }

  asio::awaitable<Lookup> look_up(std::string host);
  asio::awaitable<Lookup> look_up_once(std::string host);
  asio::awaitable<void> pause(milliseconds time);
  asio::awaitable<error_code> open(tcp::endpoint endpoint, Clock::time_point deadline);
  asio::awaitable<bool> connect(tcp::endpoint endpoint, size_t left);
  void write_no_connection();

  /// One client with what it shows, on the connection that is open.
  struct Exchange {
    Exchange(tls::HandshakeRecord& record, bool again, ClientOptions client_options)
        : recorder(record, again),
          client(std::move(client_options), [this](const Event& event) { recorder.on(event); }) {}
    Recorder recorder;
    Client client;
  };
  /// Leads a connection that begins in the clear to where TLS begins. False if it does not come to that: then
  /// the record says why.
  asio::awaitable<bool> ask_for_tls(tls::HandshakeRecord& record);
  std::unique_ptr<starttls::Dialogue> begin_dialogue() const;
  asio::awaitable<void> make_attempts(tcp::endpoint endpoint);
  /// Writes what comes of it into `record`; returns the bytes of its hello.
  asio::awaitable<size_t> make_attempt(const Attempt& attempt, bool again, tls::HandshakeRecord& record,
                                       bool last);
  /// Asks in the way of SSL 2.0; the record tells if the server answers so.
  asio::awaitable<void> ask_ssl2(tcp::endpoint endpoint);
  asio::awaitable<SocketEnd> exchange_messages(Exchange& exchange, Clock::time_point first_answer_by);
  asio::awaitable<void> read_on(Exchange& exchange);
  asio::awaitable<void> first_data(Exchange& exchange, const tls::HandshakeRecord& record, SocketEnd& end);
  asio::awaitable<void> flush(Exchange& exchange);
  enum class Heard : uint8_t { more, nothing, the_end };
  asio::awaitable<Heard> listen(Exchange& exchange, Clock::time_point deadline);

  const std::shared_ptr<asio::io_context> io_;
  const Target target_;
  std::shared_ptr<const ConnectOptions> options_;
  const Clock::time_point start_ = Clock::now();
  Clock::time_point end_;  // later by the time that the lookup had to wait for its turn
  bool write_failed_ = false;
  std::optional<Transport> transport_;
  double round_trip_ms_ = 0;  // of the TCP handshake
  bool connect_timed_out_ = false;
  std::string tried_last_;  ///< the address of the last attempt to connect
  bool ran_out_ = false;    // of descriptors or memory
  tls::HandshakeRecord record_;
};

bool family_fits(const asio::ip::address& address, ConnectOptions::Family family) {
  return family == ConnectOptions::Family::any || address.is_v4() == (family == ConnectOptions::Family::ipv4);
}

/// Whether an operation failed for want of something that this machine has too little of, which others give
/// back soon.
bool is_local(const error_code& ec) {
  return ec == asio::error::no_descriptors || ec == boost::system::errc::too_many_files_open_in_system ||
         ec == asio::error::no_buffer_space || ec == asio::error::no_memory;
}

constexpr milliseconds local_pause{50};  // before what failed so is tried again

asio::awaitable<void> Session::pause(milliseconds time) {
  asio::steady_timer timer(*io_);
  timer.expires_at(std::min(end_, Clock::now() + time));
  error_code ignored;
  co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
}

asio::awaitable<Lookup> Session::look_up(std::string host) {
  for (;;) {
    Lookup lookup = co_await look_up_once(host);
    if (!lookup.local || Clock::now() >= end_) co_return lookup;
    co_await pause(local_pause);
  }
}

asio::awaitable<Lookup> Session::look_up_once(std::string host) {
  struct Waiting {
    explicit Waiting(asio::io_context& io) : timer(io) {}
    asio::steady_timer timer;
    bool started = false;
    std::optional<Lookup> result;
  };
  auto waiting = std::make_shared<Waiting>(*io_);
  waiting->timer.expires_at(Clock::time_point::max());
  const Clock::time_point queued = Clock::now();
  const int family = options_->family == ConnectOptions::Family::ipv4   ? AF_INET
                     : options_->family == ConnectOptions::Family::ipv6 ? AF_INET6
                                                                        : AF_UNSPEC;
  // Only what is posted holds the timer, so that it ends no later than its context where nobody runs that any
  // more.
  const auto abandoned = start_lookup(
      std::move(host), family,
      [waiting, io = io_]() mutable {
        asio::post(*io, [waiting = std::move(waiting)] {
          waiting->started = true;
          waiting->timer.cancel();
        });
      },
      [waiting, io = io_](Lookup lookup) mutable {
        asio::post(*io, [waiting = std::move(waiting), lookup = std::move(lookup)]() mutable {
          waiting->result = std::move(lookup);
          waiting->timer.cancel();
        });
      });
  error_code ec;
  co_await waiting->timer.async_wait(asio::redirect_error(asio::use_awaitable, ec));
  if (!waiting->result) {
    // Its turn has come only now; the time until then was ours.
    end_ += Clock::now() - queued;
    waiting->timer.expires_at(step_deadline());
    co_await waiting->timer.async_wait(asio::redirect_error(asio::use_awaitable, ec));
  }
  if (waiting->result) co_return *waiting->result;
  *abandoned = true;
  connect_timed_out_ = true;
  co_return Lookup{{}, "no answer in time"};
}

asio::awaitable<std::vector<tcp::endpoint>> Session::find_endpoints() {
  const std::string& host = options_->connect_host.empty() ? target_.host : options_->connect_host;
  std::vector<tcp::endpoint> endpoints;
  error_code ec;
  const asio::ip::address literal = asio::ip::make_address(host, ec);
  if (!ec) {
    if (family_fits(literal, options_->family)) {
      endpoints.emplace_back(literal, record_.port);
    } else {
      fail(tls::HandshakeFailure::usage, "resolve", host + " is no address of the family asked for");
    }
    co_return endpoints;
  }
  const Lookup lookup = co_await look_up(host);
  for (const std::string& text : lookup.addresses) {
    const asio::ip::address address = asio::ip::make_address(text, ec);
    if (ec || !family_fits(address, options_->family)) continue;
    endpoints.emplace_back(address, record_.port);
    record_.addresses.push_back(address.to_string());
  }
  if (endpoints.empty() && lookup.local) {
    fail(tls::HandshakeFailure::local, "resolve", "this machine cannot look names up: " + lookup.problem);
  } else if (endpoints.empty()) {
    fail(connect_timed_out_ ? tls::HandshakeFailure::timeout : tls::HandshakeFailure::resolve, "resolve",
         host + ": " + (lookup.problem.empty() ? "the name has no address" : lookup.problem));
  }
  co_return endpoints;
}

// Each connection is opened here, for the first attempt and for those after it.
asio::awaitable<error_code> Session::open(tcp::endpoint endpoint, Clock::time_point deadline) {
  for (;;) {
    transport_.emplace(*io_);
    const error_code ec = co_await transport_->connect(endpoint, deadline);
    if (!is_local(ec) || Clock::now() >= end_) co_return ec;
    co_await pause(local_pause);
  }
}

asio::awaitable<bool> Session::connect(tcp::endpoint endpoint, size_t left) {
  // The first addresses may not use up the time of the others, nor all that of the handshake; but among many
  // each has enough for a slow network.
  const auto begin = Clock::now();
  const auto remaining = end_ - begin;
  const auto share = std::max(remaining / static_cast<Clock::rep>(left + 1),
                              std::min<Clock::duration>(remaining / 3, milliseconds{1000}));
  const error_code ec =
      co_await open(endpoint, begin + std::min<Clock::duration>(options_->step_timeout, share));
  ran_out_ = is_local(ec);
  if (!ec) {
    round_trip_ms_ = to_ms(Clock::now() - begin);
    record_.address = endpoint.address().to_string();
    co_return true;
  }
  connect_timed_out_ = transport_->timed_out();
  record_.addresses_tried.push_back(endpoint.address().to_string() + ": " + ec.message());
  // A machine without IPv6 is no fault of the server's.
  const bool no_route = ec == asio::error::network_unreachable ||
                        ec == asio::error::address_family_not_supported ||
                        ec == error_code(EADDRNOTAVAIL, boost::system::system_category());
  if (!no_route && !ran_out_) record_.dead_addresses.push_back(record_.addresses_tried.back());
  tried_last_ = endpoint.address().to_string();
  transport_.reset();
  co_return false;
}

void Session::write_no_connection() {
  if (record_.addresses_tried.size() == 1) record_.address = tried_last_;
  std::string tried;
  for (const std::string& entry : record_.addresses_tried) tried += (tried.empty() ? "" : "; ") + entry;
  if (ran_out_)
    return fail(tls::HandshakeFailure::local, "connect", "this machine cannot open a connection: " + tried);
  fail(connect_timed_out_ ? tls::HandshakeFailure::timeout : tls::HandshakeFailure::connect, "connect",
       "no connection to port " + std::to_string(record_.port) + ": " + tried);
}

// RFC 5321 4.1.3, of a client that has no host name to give.
std::string address_literal(const asio::ip::address& address) {
  if (address.is_v4()) return "[" + address.to_string() + "]";
  return "[IPv6:" + asio::ip::make_address_v6(address.to_v6().to_bytes()).to_string() + "]";
}

tls::StartTls::Outcome outcome_of(const starttls::Dialogue& dialogue) {
  using Outcome = tls::StartTls::Outcome;
  switch (dialogue.state()) {
    case starttls::State::more:
      return Outcome::unfinished;
    case starttls::State::ready:
      return Outcome::ready;
    case starttls::State::malformed:
      return Outcome::malformed;
    case starttls::State::refused:
      break;
  }
  switch (dialogue.refusal()) {
    case starttls::Refusal::not_offered:
      return Outcome::not_offered;
    case starttls::Refusal::after_offer:
      return Outcome::refused;
    case starttls::Refusal::no_service:
    case starttls::Refusal::none:
      break;
  }
  return Outcome::no_service;
}

std::unique_ptr<starttls::Dialogue> Session::begin_dialogue() const {
  const starttls::Protocol* protocol = starttls::find_protocol(target_.starttls);
  if (protocol == nullptr || protocol->start == nullptr) return nullptr;
  starttls::Options options;
  options.server_name = server_name();
  if (options.server_name.empty()) options.server_name = target_.host;
  options.client_name = address_literal(transport_->local_address());
  return protocol->start(options);
}

asio::awaitable<bool> Session::ask_for_tls(tls::HandshakeRecord& record) {
  if (target_.starttls.empty()) co_return true;
  tls::StartTls& asked = record.starttls.emplace();
  asked.protocol = target_.starttls;
  record.stopped_at = "starttls";
  const std::unique_ptr<starttls::Dialogue> dialogue = begin_dialogue();
  if (!dialogue) {
    record.failure = tls::HandshakeFailure::usage;
    record.error = "there is no STARTTLS of " + target_.starttls;
    co_return false;
  }
  bool written = true;
  for (;;) {
    const Bytes output = dialogue->take_output();
    // A server that closes may have said why.
    if (!output.empty() && written) written = !co_await transport_->write(output, step_deadline());
    if (dialogue->state() != starttls::State::more) break;
    const auto begin = Clock::now();
    error_code ec;
    const ByteView bytes = co_await transport_->read(step_deadline(), ec);
    if (ec && transport_->timed_out()) {
      record.failure = tls::HandshakeFailure::timeout;
      record.error = "the server was silent for " +
                     std::to_string(static_cast<long>(to_ms(Clock::now() - begin))) + " ms while " +
                     std::string(dialogue->awaited()) + " was awaited";
      break;
    }
    if (ec)
      dialogue->end_of_stream();
    else
      dialogue->receive(bytes);
  }
  asked.outcome = outcome_of(*dialogue);
  asked.greeting = dialogue->greeting();
  asked.injected_bytes = dialogue->bytes_after_go_ahead();
  if (asked.outcome == tls::StartTls::Outcome::ready) {
    record.stopped_at.clear();
    co_return true;
  }
  if (record.failure == tls::HandshakeFailure::none) {
    record.failure = tls::HandshakeFailure::starttls;
    record.error = dialogue->problem();
  }
  transport_.reset();
  co_return false;
}

asio::awaitable<void> Session::flush(Exchange& exchange) {
  const Bytes output = exchange.client.take_output();
  // A server that refuses may have closed its side already; then what it said is still to be read. But
  // nothing more is written: Asio would wait for a socket that the system has reported as gone already
  // (chriskohlhoff/asio#1664).
  if (!output.empty() && !write_failed_)
    write_failed_ = static_cast<bool>(co_await transport_->write(output, step_deadline()));
}

asio::awaitable<SocketEnd> Session::exchange_messages(Exchange& exchange, Clock::time_point first_answer_by) {
  SocketEnd end;
  Client& client = exchange.client;
  client.start();
  bool answered = false;
  for (;;) {
    if (client.worth_reading_on()) co_await read_on(exchange);
    exchange.recorder.set_time(now_ms());
    co_await flush(exchange);
    if (client.handshake_done() || client.over() || client.failure()) co_return end;
    const auto begin = Clock::now();
    const auto deadline = answered ? step_deadline() : std::min(step_deadline(), first_answer_by);
    error_code ec;
    const ByteView bytes = co_await transport_->read(deadline, ec);
    if (ec) {
      end.timed_out = transport_->timed_out();
      end.out_of_time = end.timed_out && Clock::now() >= end_;
      end.reset = ec == asio::error::connection_reset;
      end.closed = end.reset || ec == asio::error::eof;
      end.error = ec.message();
      end.waited_ms = to_ms(Clock::now() - begin);
      co_return end;
    }
    answered = true;
    exchange.recorder.set_time(now_ms());
    client.receive(bytes);
  }
}

// What the server still has to say before it is told that the handshake failed: its certificate.
asio::awaitable<void> Session::read_on(Exchange& exchange) {
  constexpr milliseconds patience{2000};  // the server has nothing to think about amid its flight
  const auto deadline = std::min(step_deadline(), Clock::now() + patience);
  while (exchange.client.worth_reading_on()) {
    if (co_await listen(exchange, deadline) != Heard::more) co_return;
  }
}

asio::awaitable<Session::Heard> Session::listen(Exchange& exchange, Clock::time_point deadline) {
  error_code ec;
  const ByteView bytes = co_await transport_->read(deadline, ec, Transport::Late::listen_no_more);
  if (ec == asio::error::operation_aborted) co_return Heard::nothing;
  if (ec) co_return Heard::the_end;
  exchange.recorder.set_time(now_ms());
  exchange.client.receive(bytes);
  co_return Heard::more;
}

asio::awaitable<void> Session::first_data(Exchange& exchange, const tls::HandshakeRecord& record,
                                          SocketEnd& end) {
  constexpr double patience_ms = 250;  // for a server that has to think first
  const auto wait = std::min<Clock::duration>(
      options_->first_data_wait,
      std::chrono::duration_cast<Clock::duration>(
          std::chrono::duration<double, std::milli>(2 * round_trip_ms_ + patience_ms)));
  const auto deadline = std::min(end_, Clock::now() + wait);
  const auto verdict_deadline = std::min(end_, Clock::now() + wait / 2);
  Client& client = exchange.client;
  const Recorder& recorder = exchange.recorder;
  Heard heard = Heard::more;
  // A TLS 1.3 server judges the client's certificate only now (RFC 8446 4.4.2.4). Data that it does not read
  // would make its system drop the alert, so the request waits for a ticket as the sign that we were
  // accepted.
  if (record.client_certificate.requested && record.version >= tls::tls13_version) {
    const auto accepted = [&] { return recorder.data_seen() || recorder.ticket_seen(); };
    while (heard == Heard::more && !client.over() && !accepted())
      heard = co_await listen(exchange, verdict_deadline);
    co_await flush(exchange);
  }
  end.closed = heard == Heard::the_end;
  if (end.closed) co_return;
  const std::string request = options_->send_request && target_.starttls.empty()
                                  ? first_request(record.alpn, target_.scheme, target_.host, target_.port)
                                  : std::string();
  if (!request.empty() && !recorder.data_seen() && !client.over()) {
    client.send(as_bytes(request));
    co_await flush(exchange);
  }
  do {
    if (recorder.data_seen() || client.over()) co_return;
    heard = co_await listen(exchange, deadline);
    co_await flush(exchange);  // what a KeyUpdate or a HelloRequest asks for
  } while (heard == Heard::more);
  end.closed = heard == Heard::the_end;
}

asio::awaitable<size_t> Session::make_attempt(const Attempt& attempt, bool again,
                                              tls::HandshakeRecord& record, bool last) {
  ClientOptions client_options;
  client_options.offer = attempt.offer;
  if (attempt.send_name) client_options.server_name = server_name();
  client_options.identity = options_->identity;
  client_options.limits.message_bytes_max = options_->message_bytes_max;
  client_options.limits.handshake_bytes_max =
      std::max(client_options.limits.handshake_bytes_max, 2 * options_->message_bytes_max);
  Exchange exchange(record, again, std::move(client_options));
  exchange.recorder.set_time(now_ms());
  write_failed_ = false;
  const auto now = Clock::now();
  SocketEnd end = co_await exchange_messages(exchange, last ? end_ : now + (end_ - now) / 2);
  if (exchange.client.handshake_done()) {
    if (options_->first_data_wait.count() > 0) co_await first_data(exchange, record, end);
    exchange.recorder.set_time(now_ms());
    exchange.client.close();
    co_await flush(exchange);
  }
  record.client_certificate.no_scheme =
      record.client_certificate.requested && !record.client_certificate.sent && options_->identity;
  write_outcome(record, exchange.recorder, exchange.client, end);
  transport_.reset();
  co_return exchange.recorder.hello_bytes();
}

asio::awaitable<void> Session::make_attempts(tcp::endpoint endpoint) {
  const size_t first_hello =
      co_await make_attempt(first_attempt(*options_), false, record_, !options_->second_tries);
  const std::vector<Attempt> attempts = further_attempts(record_, *options_);
  const bool ssl2 = may_be_ssl2(record_, *options_);
  for (const Attempt& attempt : attempts) {
    if (Clock::now() >= end_) co_return;
    if (co_await open(endpoint, step_deadline())) co_return;
    // An attempt that is not answered leaves no trace in the record.
    tls::HandshakeRecord found;
    found.address = record_.address;
    found.port = record_.port;
    found.addresses = record_.addresses;
    found.addresses_tried = record_.addresses_tried;
    found.dead_addresses = record_.dead_addresses;
    found.steps = record_.steps;
    if (!co_await ask_for_tls(found)) co_return;
    const size_t hello = co_await make_attempt(attempt, true, found, !ssl2 && &attempt == &attempts.back());
    if (!answered(found)) continue;
    write_intolerance(found, record_, attempt, first_hello, hello);
    record_ = std::move(found);
    co_return;
  }
  // STARTTLS is younger than SSL 2.0's end.
  if (ssl2 && target_.starttls.empty() && Clock::now() < end_) co_await ask_ssl2(endpoint);
}

asio::awaitable<void> Session::ask_ssl2(tcp::endpoint endpoint) {
  if (co_await open(endpoint, step_deadline())) co_return;
  // Nobody's secret depends on the challenge.
  const Bytes hello = tls::ssl2_client_hello(Bytes(16, 0x5a));
  const double sent_ms = now_ms();
  if (co_await transport_->write(hello, step_deadline())) co_return;
  Bytes received;
  const auto deadline = step_deadline();
  for (;;) {
    const auto size = received.size() < 2 ? std::optional<size_t>(2) : tls::ssl2_record_bytes(received);
    if (!size) break;
    if (received.size() >= *size && received.size() >= 2) break;
    error_code ec;
    const ByteView bytes = co_await transport_->read(deadline, ec);
    if (ec) break;
    received.insert(received.end(), bytes.begin(), bytes.end());
  }
  transport_.reset();
  write_ssl2_answer(record_, received, sent_ms, now_ms());
}

// What a finished coroutine leaves in the session's record.
void note_exception(Session& session, const std::exception_ptr& thrown) {
  try {
    if (thrown) std::rethrow_exception(thrown);
  } catch (const std::exception& problem) {
    session.record().failure = tls::HandshakeFailure::internal;
    session.record().error = problem.what();
  }
}

}  // namespace

void start_session(const std::shared_ptr<asio::io_context>& io, const Target& target,
                   const std::shared_ptr<const ConnectOptions>& options,
                   std::function<void(tls::HandshakeRecord)> done) {
  const auto session = std::make_shared<Session>(io, target, options);
  asio::co_spawn(*io, session->run(), [session, done = std::move(done)](const std::exception_ptr& thrown) {
    note_exception(*session, thrown);
    done(std::move(session->record()));
  });
}

void find_addresses(const std::shared_ptr<asio::io_context>& io, const Target& target,
                    const std::shared_ptr<const ConnectOptions>& options,
                    std::function<void(std::vector<std::string> addresses, tls::HandshakeRecord)> done) {
  const auto session = std::make_shared<Session>(io, target, options);
  asio::co_spawn(*io, session->find_endpoints(),
                 [session, done = std::move(done)](const std::exception_ptr& thrown,
                                                   const std::vector<tcp::endpoint>& endpoints) {
                   note_exception(*session, thrown);
                   std::vector<std::string> addresses;
                   addresses.reserve(endpoints.size());
                   for (const tcp::endpoint& endpoint : endpoints)
                     addresses.push_back(endpoint.address().to_string());
                   done(std::move(addresses), std::move(session->record()));
                 });
}

}  // namespace certcheck::net
