#include "certcheck/net/detail/route.h"

#include "certcheck/net/proxy_protocol.h"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <cerrno>
#include <utility>

namespace certcheck::net {

namespace {

namespace asio = boost::asio;
using boost::system::error_code;
using std::chrono::milliseconds;
using Clock = TimeLimit::Clock;

// How long an address may take to answer while another one has: a lost packet is sent again after a
// second (RFC 6298 section 2).
constexpr milliseconds patience_with_losers{2000};

constexpr const char* no_time_left = "the time limit was reached before a connection could be tried";

void fail(tls::HandshakeRecord& record, tls::HandshakeFailure failure, tls::Stage stage, std::string error) {
  record.failure = failure;
  record.stopped_at = stage;
  record.error = std::move(error);
}

bool family_fits(const asio::ip::address& address, ConnectOptions::Family family) {
  return family == ConnectOptions::Family::any || address.is_v4() == (family == ConnectOptions::Family::ipv4);
}

bool is_unassignable(const error_code& ec) {
  return ec == error_code(EADDRNOTAVAIL, boost::system::system_category());
}

/// A machine without IPv6 is not a fault of the server's.
bool is_without_route(const error_code& ec) {
  return ec == asio::error::network_unreachable || ec == asio::error::address_family_not_supported ||
         is_unassignable(ec);
}

bool has_failed(const ConnectRace::Attempt& attempt) {
  return attempt.result && *attempt.result && attempt.result != asio::error::operation_aborted;
}

tls::FailedAddress failed_address(const ConnectRace::Attempt& attempt) {
  return {.address = attempt.endpoint.address().to_string(),
          .why = attempt.result->message(),
          .dead = !is_without_route(*attempt.result)};
}

std::string phrases(const ConnectRace& race) {
  std::string text;
  for (const ConnectRace::Attempt& attempt : race.attempts())
    if (has_failed(attempt)) text += (text.empty() ? "" : "; ") + failed_address(attempt).describe();
  return text;
}

/// Where nobody listens, nobody does in a while.
bool is_refused(const ConnectRace& race) {
  return std::any_of(race.attempts().begin(), race.attempts().end(),
                     [](const auto& attempt) { return attempt.result == asio::error::connection_refused; });
}

Bytes bytes_of(const asio::ip::address& address) {
  if (address.is_v4()) return to_bytes(ByteView(address.to_v4().to_bytes()));
  return to_bytes(ByteView(address.to_v6().to_bytes()));
}

tls::ProxyUse::Outcome outcome_of(const proxy::Dialogue& dialogue) {
  using Outcome = tls::ProxyUse::Outcome;
  switch (dialogue.state()) {
    case DialogueState::more:
      return Outcome::unfinished;
    case DialogueState::ready:
      return Outcome::ready;
    case DialogueState::malformed:
      return Outcome::malformed;
    case DialogueState::refused:
      break;
  }
  switch (dialogue.refusal()) {
    case proxy::Refusal::authentication:
      return Outcome::authentication;
    case proxy::Refusal::no_connection:
      return Outcome::no_connection;
    case proxy::Refusal::refused:
    case proxy::Refusal::none:
      break;
  }
  return Outcome::refused;
}

}  // namespace

Route::Route(std::shared_ptr<asio::io_context> io, const Target& target,
             std::shared_ptr<const ConnectOptions> options, TimeLimit& time)
    : io_(std::move(io)),
      target_(target),
      options_(std::move(options)),
      time_(time),
      proxy_(options_->proxies.proxy_for(host(), port())) {
  error_code ec;
  if (!options_->source_address.empty()) source_ = asio::ip::make_address(options_->source_address, ec);
}

Route::~Route() {
  for (const auto& race : {race_, unfinished_})
    if (race) race->stop();
}

bool Route::fits(const asio::ip::address& address) const {
  return family_fits(address, options_->family) && (!source_ || source_->is_v4() == address.is_v4());
}

std::string Route::keep_out(std::vector<tcp::endpoint>& endpoints) const {
  std::string problem;
  if (!options_->address_guard) return problem;
  std::erase_if(endpoints, [&](const tcp::endpoint& endpoint) {
    const std::string why = options_->address_guard(bytes_of(endpoint.address()));
    if (!why.empty() && problem.empty())
      problem = endpoint.address().to_string() + " is not connected to: " + why;
    return !why.empty();
  });
  return problem;
}

asio::awaitable<void> Route::pause(milliseconds time) {
  LoopTimer timer(*io_);
  timer.expires_at(time_.until(time));
  error_code ignored;
  co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
}

asio::awaitable<Lookup> Route::look_up(std::string name) {
  for (;;) {
    Lookup lookup = co_await net::look_up(*io_, name, options_->family, options_->name_server, time_.step());
    if (!lookup.local || time_.over()) {
      timed_out_ = lookup.timed_out;
      failed_for_now_ = lookup.for_now;
      co_return lookup;
    }
    co_await pause(local_pause);
  }
}

asio::awaitable<std::vector<Route::tcp::endpoint>> Route::find_endpoints(tls::HandshakeRecord& record) {
  record.port = port();
  std::vector<tcp::endpoint> endpoints;
  error_code ec;
  const asio::ip::address literal = asio::ip::make_address(host(), ec);
  if (!ec) {
    if (fits(literal))
      endpoints.emplace_back(literal, port());
    else
      fail(record, tls::HandshakeFailure::usage, tls::Stage::resolve,
           host() + " is not an address of the family " +
               (source_ ? "of the source address " + source_->to_string() : "asked for"));
    if (std::string problem = keep_out(endpoints); !problem.empty())
      fail(record, tls::HandshakeFailure::usage, tls::Stage::resolve, std::move(problem));
    co_return endpoints;
  }
  // What a proxy looks up, no guard sees.
  if (proxy_ != nullptr && proxy_->looks_names_up() && !options_->address_guard) co_return endpoints;
  const Lookup lookup = co_await look_up(host());
  record.canonical_names = lookup.canonical_names;
  for (const asio::ip::address& address : lookup.addresses)
    if (fits(address)) endpoints.emplace_back(address, port());
  std::string kept_out = keep_out(endpoints);
  endpoints = interleaved(endpoints);
  for (const tcp::endpoint& endpoint : endpoints) record.addresses.push_back(endpoint.address().to_string());
  if (endpoints.empty() && lookup.local) {
    fail(record, tls::HandshakeFailure::local, tls::Stage::resolve,
         "this machine cannot resolve names: " + lookup.problem);
  } else if (endpoints.empty() && !kept_out.empty()) {
    fail(record, tls::HandshakeFailure::usage, tls::Stage::resolve, host() + ": " + kept_out);
  } else if (endpoints.empty()) {
    fail(record, timed_out_ ? tls::HandshakeFailure::timeout : tls::HandshakeFailure::resolve,
         tls::Stage::resolve,
         host() + ": " + (lookup.problem.empty() ? "the name has no address" : lookup.problem));
  }
  co_return endpoints;
}

asio::awaitable<bool> Route::open(std::vector<tcp::endpoint> endpoints, Clock::time_point deadline) {
  transport_.reset();
  race_ = std::make_shared<ConnectRace>(*io_, endpoints, source_, options_->pace, options_->end);
  ConnectRace::Attempt* winner = co_await race_->run(deadline);
  time_.extend(race_->waited());
  failed_for_now_ = winner == nullptr && !is_refused(*race_);
  if (winner == nullptr) {
    timed_out_ = !race_->attempts().empty() && race_->attempts().back().result == asio::error::timed_out;
    co_return false;
  }
  endpoint_ = winner->endpoint;
  transport_.emplace(std::move(winner->socket));
  co_return true;
}

asio::awaitable<bool> Route::connect(tls::HandshakeRecord& record) {
  if (proxy_ != nullptr) co_return co_await connect_by_proxy(record);
  const std::vector<tcp::endpoint> endpoints = co_await find_endpoints(record);
  if (endpoints.empty()) co_return false;
  const double begin_ms = time_.now_ms();
  // Connecting may not use up all the time of the handshake.
  const bool connected = co_await open(endpoints, time_.step_of((time_.end() - Clock::now()) / 2));
  if (!connected) {
    note_failures(record);
    write_no_connection(record);
    co_return false;
  }
  unfinished_ = race_;
  round_trip_ms_ = time_.now_ms() - begin_ms;
  record.address = endpoint_.address().to_string();
  co_await send_header(record);
  co_return true;
}

asio::awaitable<bool> Route::connect_again(tls::HandshakeRecord& record) {
  const std::vector<tcp::endpoint> same(1, endpoint_);
  const bool connected = co_await open(same, time_.step());
  if (!connected) co_return false;
  if (destination_) {
    const bool granted = co_await ask_proxy(*destination_, record);
    if (!granted) co_return false;
  }
  co_await send_header(record);
  co_return true;
}

asio::awaitable<std::optional<double>> Route::lead(Dialogue& dialogue) {
  bool written = true;
  for (;;) {
    const Bytes output = dialogue.take_output();
    // A peer that closes may have said why.
    if (!output.empty() && written) {
      const error_code ec = co_await transport_->write(output, time_.step());
      written = !ec;
    }
    if (dialogue.state() != DialogueState::more) co_return std::nullopt;
    const Clock::time_point begin = Clock::now();
    error_code ec;
    const ByteView bytes = co_await transport_->read(time_.step(), ec);
    if (ec && transport_->timed_out()) co_return TimeLimit::to_ms(Clock::now() - begin);
    if (ec)
      dialogue.end_of_stream();
    else
      dialogue.receive(bytes);
  }
}

asio::awaitable<void> Route::finish(tls::HandshakeRecord& record) {
  if (!unfinished_) co_return;
  const auto race = unfinished_;
  co_await race->finish(patience_with_losers, time_.end());
  race_ = race;
  note_failures(record);
}

void Route::note_failures(tls::HandshakeRecord& record) const {
  for (const ConnectRace::Attempt& attempt : race_->attempts()) {
    if (!has_failed(attempt)) continue;
    record.addresses_tried.push_back(failed_address(attempt));
  }
}

void Route::write_no_connection(tls::HandshakeRecord& record) const {
  const auto& attempts = race_->attempts();
  if (attempts.size() == 1) record.address = attempts.front().endpoint.address().to_string();
  const std::string tried = phrases(*race_);
  if (race_->ran_out())
    return fail(record, tls::HandshakeFailure::local, tls::Stage::connect,
                "this machine cannot open a connection: " + (tried.empty() ? "too many open files" : tried));
  if (tried.empty()) return fail(record, tls::HandshakeFailure::timeout, tls::Stage::connect, no_time_left);
  const bool not_ours = source_ && std::all_of(attempts.begin(), attempts.end(), [](const auto& attempt) {
                          return attempt.result && is_unassignable(*attempt.result);
                        });
  if (not_ours)
    return fail(record, tls::HandshakeFailure::usage, tls::Stage::connect,
                "no connection can come from the source address " + source_->to_string() + ": " +
                    attempts.front().result->message());
  fail(record, timed_out_ ? tls::HandshakeFailure::timeout : tls::HandshakeFailure::connect,
       tls::Stage::connect, "no connection to port " + std::to_string(record.port) + ": " + tried);
}

asio::awaitable<bool> Route::connect_by_proxy(tls::HandshakeRecord& record) {
  record.proxy.emplace();
  record.proxy->url = proxy_->url();
  record.proxy->named_by = proxy_->named_by;
  std::vector<proxy::Destination> destinations;
  const std::vector<tcp::endpoint> servers = co_await find_endpoints(record);
  for (const tcp::endpoint& endpoint : servers)
    destinations.push_back({endpoint.address().to_string(), port()});
  if (record.failure != tls::HandshakeFailure::none) co_return false;
  const bool by_name = destinations.empty();
  if (by_name) {
    std::string name = host();
    if (name.ends_with('.')) name.pop_back();
    destinations.push_back({std::move(name), port()});
  }
  const double begin_ms = time_.now_ms();
  std::vector<tcp::endpoint> proxies = co_await find_proxy(record);
  if (proxies.empty()) co_return false;
  for (const proxy::Destination& destination : destinations) {
    const bool connected = co_await open(proxies, time_.step_of((time_.end() - Clock::now()) / 2));
    if (!connected) {
      write_no_proxy(record);
      co_return false;
    }
    proxies.assign(1, endpoint_);
    const bool granted = co_await ask_proxy(destination, record);
    if (granted) {
      destination_ = destination;
      round_trip_ms_ = time_.now_ms() - begin_ms;
      if (!by_name) record.address = destination.host;
      co_await send_header(record);
      co_return true;
    }
    if (record.proxy->outcome != tls::ProxyUse::Outcome::no_connection) co_return false;
    if (by_name || &destination == &destinations.back()) co_return false;
    record.addresses_tried.push_back({.address = destination.host, .why = record.error, .dead = true});
    fail(record, tls::HandshakeFailure::none, {}, {});
  }
  co_return false;
}

asio::awaitable<std::vector<Route::tcp::endpoint>> Route::find_proxy(tls::HandshakeRecord& record) {
  error_code ec;
  const asio::ip::address literal = asio::ip::make_address(proxy_->host, ec);
  std::vector<tcp::endpoint> endpoints;
  if (!ec) {
    endpoints.emplace_back(literal, proxy_->port);
    co_return endpoints;
  }
  const Lookup lookup = co_await look_up(proxy_->host);
  for (const asio::ip::address& address : lookup.addresses)
    if (fits(address)) endpoints.emplace_back(address, proxy_->port);
  if (endpoints.empty() && lookup.local) {
    fail(record, tls::HandshakeFailure::local, tls::Stage::proxy,
         "this machine cannot resolve names: " + lookup.problem);
  } else if (endpoints.empty()) {
    record.proxy->outcome = tls::ProxyUse::Outcome::unreachable;
    fail(record, tls::HandshakeFailure::proxy, tls::Stage::proxy,
         "the proxy's name " + proxy_->host + ": " +
             (lookup.problem.empty() ? "the name has no address" : lookup.problem));
  }
  co_return interleaved(endpoints);
}

void Route::write_no_proxy(tls::HandshakeRecord& record) const {
  const std::string tried = phrases(*race_);
  if (race_->ran_out())
    return fail(record, tls::HandshakeFailure::local, tls::Stage::proxy,
                "this machine cannot open a connection: " + (tried.empty() ? "too many open files" : tried));
  if (tried.empty()) return fail(record, tls::HandshakeFailure::timeout, tls::Stage::proxy, no_time_left);
  record.proxy->outcome = tls::ProxyUse::Outcome::unreachable;
  fail(record, tls::HandshakeFailure::proxy, tls::Stage::proxy,
       "no connection to the proxy at port " + std::to_string(proxy_->port) + ": " + tried);
}

// TLS with the proxy. Nothing is sent through it before the certificate is trusted.
asio::awaitable<bool> Route::protect(tls::HandshakeRecord& record) {
  error_code is_name;
  (void)asio::ip::make_address(proxy_->host, is_name);
  // RFC 6066 section 3: an address is not a server name.
  const auto layer = std::make_shared<proxy::ProxyTls>(is_name ? proxy_->host : std::string());
  std::string problem;
  for (;;) {
    const Bytes output = layer->take_output();
    if (!output.empty()) {
      const error_code unwritten = co_await transport_->write(output, time_.step());
      if (unwritten && problem.empty()) problem = unwritten.message();
    }
    if (layer->ready() || layer->over()) break;
    const Clock::time_point begin = Clock::now();
    error_code ec;
    const ByteView bytes = co_await transport_->read(time_.step(), ec);
    if (ec && transport_->timed_out()) {
      const double silence_ms = TimeLimit::to_ms(Clock::now() - begin);
      fail(record, tls::HandshakeFailure::timeout, tls::Stage::proxy,
           "the proxy was silent for " + std::to_string(static_cast<long>(silence_ms)) +
               " ms in its TLS handshake");
      break;
    }
    if (ec) {
      problem = "it closed the connection";
      break;
    }
    layer->receive(bytes);
  }
  using Outcome = tls::ProxyUse::Outcome;
  if (record.failure == tls::HandshakeFailure::none && !layer->ready()) {
    if (record.proxy) record.proxy->outcome = Outcome::malformed;
    fail(record, tls::HandshakeFailure::proxy, tls::Stage::proxy,
         "no TLS with the proxy: " + (layer->problem().empty() ? problem : layer->problem()));
  }
  if (record.failure == tls::HandshakeFailure::none) {
    const auto distrust = proxy_->distrusts ? proxy_->distrusts(layer->certificates())
                                            : std::optional<std::string>("no anchors for it are given");
    if (!distrust) {
      transport_->protect(layer);
      co_return true;
    }
    if (record.proxy) record.proxy->outcome = Outcome::untrusted;
    fail(record, tls::HandshakeFailure::proxy, tls::Stage::proxy,
         "the proxy's certificate is not trusted: " + *distrust);
  }
  transport_.reset();
  co_return false;
}

asio::awaitable<bool> Route::ask_proxy(const proxy::Destination& destination, tls::HandshakeRecord& record) {
  if (proxy_->kind == Proxy::Kind::https) {
    const bool is_protected = co_await protect(record);
    if (!is_protected) co_return false;
  }
  const std::unique_ptr<proxy::Dialogue> dialogue = proxy_->start(destination);
  const std::optional<double> silence_ms = co_await lead(*dialogue);
  if (record.proxy) record.proxy->outcome = outcome_of(*dialogue);
  failed_for_now_ = dialogue->refusal() == proxy::Refusal::no_connection;
  if (dialogue->state() == DialogueState::ready) {
    transport_->unread(dialogue->rest());
    co_return true;
  }
  if (silence_ms)
    fail(record, tls::HandshakeFailure::timeout, tls::Stage::proxy,
         "the proxy was silent for " + std::to_string(static_cast<long>(*silence_ms)) + " ms while " +
             std::string(dialogue->awaited()) + " was expected");
  else
    fail(record, tls::HandshakeFailure::proxy, tls::Stage::proxy, dialogue->problem());
  transport_.reset();
  co_return false;
}

asio::awaitable<void> Route::send_header(tls::HandshakeRecord& record) {
  if (options_->proxy_protocol == ProxyProtocol::none) co_return;
  ConnectionEnds ends;
  // Where a proxy makes the connection, nobody here knows its ends.
  if (proxy_ == nullptr) {
    const tcp::endpoint local = transport_->local_endpoint(), remote = transport_->remote_endpoint();
    ends = {.source = bytes_of(local.address()),
            .destination = bytes_of(remote.address()),
            .source_port = local.port(),
            .destination_port = remote.port()};
  }
  record.proxy_protocol = to_string(options_->proxy_protocol);
  // If the server has closed already, reading shows it.
  (void)co_await transport_->write(proxy_protocol_header(options_->proxy_protocol, ends), time_.step());
}

}  // namespace certcheck::net
