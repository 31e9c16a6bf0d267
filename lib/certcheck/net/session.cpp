#include "certcheck/net/detail/session.h"

#include "certcheck/dns/mx.h"
#include "certcheck/net/awaitable.h"
#include "certcheck/net/client/detail/client.h"
#include "certcheck/net/detail/application_request.h"
#include "certcheck/net/detail/attempts.h"
#include "certcheck/net/detail/dns_questions.h"
#include "certcheck/net/detail/outcome.h"
#include "certcheck/net/detail/recorder.h"
#include "certcheck/net/detail/route.h"
#include "certcheck/net/starttls/detail/protocols.h"
#include "certcheck/tls/ssl2.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <algorithm>
#include <chrono>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace certcheck::net {

namespace {

namespace asio = boost::asio;
using boost::system::error_code;
using tcp = asio::ip::tcp;
using Clock = LoopClock;
using std::chrono::milliseconds;

/// The work on one target, from its name to the record.
class Session {
 public:
  Session(std::shared_ptr<asio::io_context> io, Target target, std::shared_ptr<const ConnectOptions> options)
      : io_(std::move(io)),
        target_(std::move(target)),
        options_(fitting(std::move(options), target_)),
        time_(options_->timeout, options_->step_timeout, options_->end),
        route_(io_, target_, options_, time_) {}

  asio::awaitable<void> run() {
    if (options_->tlsa) co_await find_tlsa();
    co_await handshake();
    if (options_->caa) co_await find_caa();
    record_.dns = std::move(dns_);
  }

  asio::awaitable<std::vector<tcp::endpoint>> find_endpoints() { return route_.find_endpoints(record_); }
  asio::awaitable<void> find_exchangers();

  tls::HandshakeRecord& record() { return record_; }

  /// Whether another try may go better although nobody changes anything.
  bool failed_for_now() const;

 private:
  asio::awaitable<void> handshake() {
    // GCC 12 loses the frame of a coroutine that awaits a call to a member within a condition.
    const bool connected = co_await route_.connect(record_);
    if (!connected) co_return;
    const bool ready = co_await ask_for_tls(record_);
    if (ready) co_await make_attempts();
    co_await route_.finish(record_);
  }
  asio::awaitable<void> find_tlsa();
  asio::awaitable<void> find_caa();

  static std::shared_ptr<const ConnectOptions> fitting(std::shared_ptr<const ConnectOptions> options,
                                                       const Target& target) {
    if (target.starttls.empty() || options->alpn) return options;
    ConnectOptions without_alpn = *options;
    without_alpn.alpn.emplace();
    return std::make_shared<const ConnectOptions>(std::move(without_alpn));
  }

  std::string server_name() const {
    if (options_->sni) return *options_->sni;
    if (target_.is_address()) return {};
    // RFC 7671 7: the TLSA base domain "MUST be used as the HostName in the client's SNI extension".
    if (const auto& tlsa = dns_.tlsa; tlsa && tlsa->answer.authenticated && !tlsa->answer.records.empty())
      return tlsa->base_domain;
    std::string name = target_.host;
    if (name.ends_with('.')) name.pop_back();  // RFC 6066 section 3: without the trailing dot
    return name;
  }

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
  std::unique_ptr<starttls::Dialogue> begin_dialogue();
  tls::HandshakeRecord begin_again() const;
  asio::awaitable<void> make_attempts();
  /// Writes what comes of it into `record`; returns the bytes of its hello.
  asio::awaitable<size_t> make_attempt(const Attempt& attempt, bool again, tls::HandshakeRecord& record,
                                       bool last);
  /// Sends a ClientHello of SSL 2.0; the record says if the server answers in SSL 2.0.
  asio::awaitable<void> ask_ssl2();
  asio::awaitable<SocketEnd> exchange_messages(Exchange& exchange, Clock::time_point first_answer_by);
  asio::awaitable<void> read_on(Exchange& exchange);
  asio::awaitable<void> first_data(Exchange& exchange, const tls::HandshakeRecord& record, SocketEnd& end);
  asio::awaitable<void> flush(Exchange& exchange);
  enum class Heard : uint8_t { more, nothing, the_end };
  asio::awaitable<Heard> listen(Exchange& exchange, Clock::time_point deadline);

  const std::shared_ptr<asio::io_context> io_;
  const Target target_;
  std::shared_ptr<const ConnectOptions> options_;
  TimeLimit time_;
  Route route_;
  bool write_failed_ = false;
  dns::EndpointRecords dns_;
  tls::HandshakeRecord record_;
};

asio::awaitable<void> Session::find_exchangers() {
  record_.port = target_.port;
  auto answer = co_await look_up_exchangers(*io_, target_.host, options_->name_server, time_.step());
  const auto fail = [this](tls::HandshakeFailure failure, const std::string& why) {
    record_.failure = failure;
    record_.stopped_at = tls::Stage::resolve;
    record_.error = target_.host + ": " + why;
  };
  if (!answer.problem.empty())
    fail(answer.timed_out ? tls::HandshakeFailure::timeout : tls::HandshakeFailure::resolve,
         "the mail exchangers (MX): " + answer.problem);
  else if (!answer.exists)
    fail(tls::HandshakeFailure::resolve, "there is no such domain");
  else if (dns::is_null_mx(answer))
    fail(tls::HandshakeFailure::mail_exchanger, "the domain accepts no mail (null MX)");
  record_.dns.exchangers = std::move(answer);
}

asio::awaitable<void> Session::find_tlsa() {
  if (target_.is_address()) {
    // An address has no name that records could be under.
    dns_.tlsa.emplace().answer.name = dns_.tlsa->base_domain = target_.host;
    co_return;
  }
  // Name servers that are silent about these records may not use up the time of the server.
  dns_.tlsa = co_await look_up_tlsa(*io_, target_.host, target_.port, options_->name_server,
                                    time_.step_of((time_.end() - Clock::now()) / 2));
}

asio::awaitable<void> Session::find_caa() {
  const Bytes none;
  std::vector<std::string> names = names_for_caa(
      target_.is_address() ? std::string() : target_.host,
      record_.certificates.empty() ? none : record_.certificates.front(), dns_.caa_names_left_out);
  dns_.caa = co_await look_up_caa(*io_, std::move(names), options_->name_server, time_.step());
}

bool Session::failed_for_now() const {
  if (answered(record_)) return false;
  if (const auto& exchangers = record_.dns.exchangers; exchangers && !exchangers->problem.empty())
    return exchangers->for_now;
  switch (record_.failure) {
    case tls::HandshakeFailure::timeout:
    case tls::HandshakeFailure::closed:
    case tls::HandshakeFailure::local:
      return true;
    case tls::HandshakeFailure::resolve:
    case tls::HandshakeFailure::connect:
    case tls::HandshakeFailure::proxy:
      return route_.failed_for_now();
    default:
      return false;
  }
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

std::unique_ptr<starttls::Dialogue> Session::begin_dialogue() {
  const starttls::Protocol* protocol = starttls::find_protocol(target_.starttls);
  if (protocol == nullptr || protocol->start == nullptr) return nullptr;
  starttls::Options options;
  options.server_name = server_name();
  if (options.server_name.empty()) options.server_name = target_.host;
  options.client_name = address_literal(route_.transport().local_endpoint().address());
  return protocol->start(options);
}

asio::awaitable<bool> Session::ask_for_tls(tls::HandshakeRecord& record) {
  if (target_.starttls.empty()) co_return true;
  tls::StartTls& asked = record.starttls.emplace();
  asked.protocol = target_.starttls;
  record.stopped_at = tls::Stage::starttls;
  const std::unique_ptr<starttls::Dialogue> dialogue = begin_dialogue();
  if (!dialogue) {
    record.failure = tls::HandshakeFailure::usage;
    record.error = "there is no STARTTLS for " + target_.starttls;
    co_return false;
  }
  if (const auto silence_ms = co_await route_.lead(*dialogue)) {
    record.failure = tls::HandshakeFailure::timeout;
    record.error = "the server was silent for " + std::to_string(static_cast<long>(*silence_ms)) +
                   " ms while " + std::string(dialogue->awaited()) + " was expected";
  }
  asked.outcome = outcome_of(*dialogue);
  asked.greeting = dialogue->greeting();
  asked.injected_bytes = dialogue->bytes_after_go_ahead();
  if (asked.outcome == tls::StartTls::Outcome::ready) {
    record.stopped_at = tls::Stage::none;
    co_return true;
  }
  if (record.failure == tls::HandshakeFailure::none) {
    record.failure = tls::HandshakeFailure::starttls;
    record.error = dialogue->problem();
  }
  route_.close();
  co_return false;
}

asio::awaitable<void> Session::flush(Exchange& exchange) {
  const Bytes output = exchange.client.take_output();
  // A server that refuses may have closed its side already; then what it said is still to be read. But
  // nothing more is written: Asio would wait for a socket that the system has reported as gone already
  // (chriskohlhoff/asio#1664).
  if (!output.empty() && !write_failed_)
    write_failed_ = static_cast<bool>(co_await route_.transport().write(output, time_.step()));
}

asio::awaitable<SocketEnd> Session::exchange_messages(Exchange& exchange, Clock::time_point first_answer_by) {
  SocketEnd end;
  Client& client = exchange.client;
  client.start();
  bool answered = false;
  for (;;) {
    if (client.worth_reading_on()) co_await read_on(exchange);
    exchange.recorder.set_time(time_.now_ms());
    // The end of our flight goes with what is sent first after it.
    if (client.handshake_done()) co_return end;
    co_await flush(exchange);
    if (client.over() || client.failure()) co_return end;
    const auto begin = Clock::now();
    const auto deadline = answered ? time_.step() : std::min(time_.step(), first_answer_by);
    error_code ec;
    const ByteView bytes = co_await route_.transport().read(deadline, ec);
    if (ec) {
      end.timed_out = route_.transport().timed_out();
      end.out_of_time = end.timed_out && time_.over();
      end.reset = ec == asio::error::connection_reset;
      end.closed = end.reset || ec == asio::error::eof;
      end.error = ec.message();
      end.waited_ms = TimeLimit::to_ms(Clock::now() - begin);
      co_return end;
    }
    answered = true;
    exchange.recorder.set_time(time_.now_ms());
    client.receive(bytes);
  }
}

// What the server still has to say before it is told that the handshake failed: its certificate.
asio::awaitable<void> Session::read_on(Exchange& exchange) {
  constexpr milliseconds patience{2000};  // the server has nothing to think about in the middle of its flight
  const auto deadline = time_.step_of(patience);
  while (exchange.client.worth_reading_on())
    if (co_await listen(exchange, deadline) != Heard::more) co_return;
}

asio::awaitable<Session::Heard> Session::listen(Exchange& exchange, Clock::time_point deadline) {
  error_code ec;
  const ByteView bytes = co_await route_.transport().read(deadline, ec, Transport::Late::listen_no_more);
  if (ec == asio::error::operation_aborted) co_return Heard::nothing;
  if (ec) co_return Heard::the_end;
  exchange.recorder.set_time(time_.now_ms());
  exchange.client.receive(bytes);
  co_return Heard::more;
}

asio::awaitable<void> Session::first_data(Exchange& exchange, const tls::HandshakeRecord& record,
                                          SocketEnd& end) {
  constexpr double patience_ms = 250;  // for a server that has to think first
  const auto wait = std::min<Clock::duration>(
      options_->first_data_wait,
      std::chrono::duration_cast<Clock::duration>(
          std::chrono::duration<double, std::milli>(2 * route_.round_trip_ms() + patience_ms)));
  const auto deadline = time_.until(wait);
  const auto verdict_deadline = time_.until(wait / 2);
  Client& client = exchange.client;
  const Recorder& recorder = exchange.recorder;
  Heard heard = Heard::more;
  // A TLS 1.3 server validates the client's certificate only now (RFC 8446 4.4.2.4). Data that it does
  // not read would make its system drop the alert, so the request waits for a ticket as the sign that
  // we were accepted.
  if (record.client_certificate.requested && record.version >= tls::tls13_version) {
    co_await flush(exchange);
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
  if (!request.empty() && !recorder.data_seen() && !client.over()) client.send(as_bytes(request));
  co_await flush(exchange);
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
  exchange.recorder.set_time(time_.now_ms());
  write_failed_ = false;
  const auto now = Clock::now();
  SocketEnd end = co_await exchange_messages(exchange, last ? time_.end() : now + (time_.end() - now) / 2);
  if (exchange.client.handshake_done()) {
    if (options_->first_data_wait.count() > 0) co_await first_data(exchange, record, end);
    exchange.recorder.set_time(time_.now_ms());
    exchange.client.close();
    co_await flush(exchange);
  }
  record.client_certificate.no_scheme =
      record.client_certificate.requested && !record.client_certificate.sent && options_->identity;
  write_outcome(record, exchange.recorder, exchange.client, end);
  route_.close();
  co_return exchange.recorder.hello_bytes();
}

// The record of another connection, with all that is known of the way.
tls::HandshakeRecord Session::begin_again() const {
  tls::HandshakeRecord record;
  record.address = record_.address;
  record.port = record_.port;
  record.addresses = record_.addresses;
  record.addresses_tried = record_.addresses_tried;
  record.canonical_names = record_.canonical_names;
  record.proxy = record_.proxy;
  record.steps = record_.steps;
  return record;
}

asio::awaitable<void> Session::make_attempts() {
  const size_t first_hello =
      co_await make_attempt(first_attempt(*options_), false, record_, !options_->second_tries);
  const std::vector<Attempt> attempts = further_attempts(record_, *options_);
  const bool ssl2 = may_be_ssl2(record_, *options_);
  for (const Attempt& attempt : attempts) {
    if (time_.over()) co_return;
    // An attempt that is not answered leaves no trace in the record.
    tls::HandshakeRecord found = begin_again();
    const bool connected = co_await route_.connect_again(found);
    if (!connected) co_return;
    const bool ready = co_await ask_for_tls(found);
    if (!ready) co_return;
    const size_t hello = co_await make_attempt(attempt, true, found, !ssl2 && &attempt == &attempts.back());
    if (!answered(found)) continue;
    write_intolerance(found, record_, attempt, first_hello, hello);
    record_ = std::move(found);
    co_return;
  }
  // STARTTLS is younger than SSL 2.0's end.
  if (ssl2 && target_.starttls.empty() && !time_.over()) co_await ask_ssl2();
}

asio::awaitable<void> Session::ask_ssl2() {
  tls::HandshakeRecord ignored;
  const bool connected = co_await route_.connect_again(ignored);
  if (!connected) co_return;
  // Nobody's secret depends on the challenge.
  const Bytes hello = tls::ssl2_client_hello(Bytes(16, 0x5a));
  const double sent_ms = time_.now_ms();
  if (co_await route_.transport().write(hello, time_.step())) co_return;
  Bytes received;
  const auto deadline = time_.step();
  for (;;) {
    const auto size = received.size() < 2 ? std::optional<size_t>(2) : tls::ssl2_record_bytes(received);
    if (!size) break;
    if (received.size() >= *size && received.size() >= 2) break;
    error_code ec;
    const ByteView bytes = co_await route_.transport().read(deadline, ec);
    if (ec) break;
    received.insert(received.end(), bytes.begin(), bytes.end());
  }
  route_.close();
  write_ssl2_answer(record_, received, sent_ms, time_.now_ms());
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
                   std::function<void(tls::HandshakeRecord, bool for_now)> done) {
  const auto session = std::make_shared<Session>(io, target, options);
  asio::co_spawn(*io, session->run(), [session, done = std::move(done)](const std::exception_ptr& thrown) {
    note_exception(*session, thrown);
    const bool for_now = session->failed_for_now();
    done(std::move(session->record()), for_now);
  });
}

void find_addresses(
    const std::shared_ptr<asio::io_context>& io, const Target& target,
    const std::shared_ptr<const ConnectOptions>& options,
    std::function<void(std::vector<std::string> addresses, tls::HandshakeRecord, bool for_now)> done) {
  const auto session = std::make_shared<Session>(io, target, options);
  asio::co_spawn(*io, session->find_endpoints(),
                 [session, done = std::move(done)](const std::exception_ptr& thrown,
                                                   const std::vector<tcp::endpoint>& endpoints) {
                   note_exception(*session, thrown);
                   std::vector<std::string> addresses;
                   addresses.reserve(endpoints.size());
                   for (const tcp::endpoint& endpoint : endpoints)
                     addresses.push_back(endpoint.address().to_string());
                   const bool for_now = session->failed_for_now();
                   done(std::move(addresses), std::move(session->record()), for_now);
                 });
}

void find_exchangers(const std::shared_ptr<asio::io_context>& io, const Target& target,
                     const std::shared_ptr<const ConnectOptions>& options,
                     std::function<void(tls::HandshakeRecord, bool for_now)> done) {
  const auto session = std::make_shared<Session>(io, target, options);
  asio::co_spawn(*io, session->find_exchangers(),
                 [session, done = std::move(done)](const std::exception_ptr& thrown) {
                   note_exception(*session, thrown);
                   const bool for_now = session->failed_for_now();
                   done(std::move(session->record()), for_now);
                 });
}

}  // namespace certcheck::net
