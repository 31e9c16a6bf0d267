#include "certcheck/serve/detail/http_server.h"

#include "certcheck/base/ascii.h"
#include "certcheck/net/awaitable.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>

#include <algorithm>
#include <array>
#include <atomic>
#include <limits>
#include <set>
#include <utility>
#include <vector>

namespace certcheck::serve {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;
using boost::system::error_code;
using Clock = std::chrono::steady_clock;

/// How much is read at once.
constexpr size_t read_bytes = size_t{16} << 10;
/// How long, and how much, is read of a client that was refused: closing with unread data resets the
/// connection, and might cost the client the answer.
constexpr std::chrono::seconds linger_time{2};
constexpr size_t linger_bytes = size_t{1} << 20;
/// After accept() failed because there are no descriptors left, it would fail again at once.
constexpr std::chrono::milliseconds accept_pause{50};

std::string text_of(beast::string_view text) { return {text.data(), text.size()}; }

using Parser = http::request_parser<http::string_body>;

HttpRequest head_of(const http::request<http::string_body>& message) {
  HttpRequest head;
  head.method = text_of(message.method_string());
  std::string target = text_of(message.target());
  // RFC 9112 3.2.2: a server accepts the absolute form, too.
  if (const size_t scheme = target.find("://"); scheme != std::string::npos && target.front() != '/') {
    const size_t path = target.find('/', scheme + 3);
    target = path == std::string::npos ? "/" : target.substr(path);
  }
  const size_t question = target.find('?');
  head.path = target.substr(0, question);
  if (question != std::string::npos)
    head.query = target.substr(question + 1, target.find('#') - question - 1);
  head.authorization = text_of(message[http::field::authorization]);
  head.accept = text_of(message[http::field::accept]);
  head.content_type = text_of(message[http::field::content_type]);
  head.scrape_timeout = text_of(message["X-Prometheus-Scrape-Timeout-Seconds"]);
  return head;
}

/// The client broke a rule; else the connection ended or the request did.
bool is_of_http(const error_code& problem) {
  return problem.category() == http::make_error_code(http::error::bad_target).category() &&
         problem != http::error::end_of_stream && problem != http::error::partial_message;
}

/// What a parser's complaint is to the client.
HttpAnswer answer_to(const error_code& problem) {
  if (problem == http::error::header_limit || problem == http::error::buffer_overflow)
    return refusal(431, "header_size", "the head of the request is too large");
  if (problem == http::error::body_limit)
    return refusal(413, "body_size", "the body of the request is too large");
  return refusal(400, "malformed", "this is not a request of HTTP/1.1: " + problem.message());
}

}  // namespace

struct HttpServer::State {
  class Connection;

  State(const Limits& given_limits, HttpHandler& given_handler)
      : limits(given_limits), handler(given_handler) {}

  void begin(tcp::socket socket);
  void stop_now();

  const Limits limits;
  HttpHandler& handler;
  std::set<Connection*> connections;
  std::atomic<size_t> connection_count = 0;
  size_t bodies_bytes = 0;  ///< that bodies have or may still get
  std::atomic<bool> stopping = false;
  // Connections that are left go with it, and need what is above.
  asio::io_context io{1};
  std::vector<std::unique_ptr<tcp::acceptor>> acceptors;
};

class HttpServer::State::Connection : public std::enable_shared_from_this<HttpServer::State::Connection> {
 public:
  Connection(State& state, tcp::socket socket)
      : state_(state), socket_(std::move(socket)), deadline_(socket_.get_executor()) {
    state_.connections.insert(this);
    state_.connection_count = state_.connections.size();
    error_code ignored;
    const auto remote = socket_.remote_endpoint(ignored);
    client_ = remote.address().to_string();
  }
  ~Connection() {
    state_.connections.erase(this);
    state_.connection_count = state_.connections.size();
  }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  asio::awaitable<void> run() {
    const auto keep = shared_from_this();
    buffer_.max_size(state_.limits.header_bytes + read_bytes);
    bool open = true, is_first = true;
    while (open) {
      if (buffer_.size() == 0) {
        open = co_await wait_for_request(is_first);
        if (!open) break;
      }
      is_first = false;
      open = co_await serve_one();
    }
    disarm();
    error_code ignored;
    socket_.close(ignored);
  }

  void hurry() {
    if (waits_for_request_) arm(state_.limits.stop_idle_time);
  }

 private:
  /// Everything that is waited for on the socket ends then.
  void arm(std::chrono::milliseconds time) {
    timed_out_ = false;
    const size_t turn = ++turn_;
    deadline_.expires_after(time);
    deadline_.async_wait([self = weak_from_this(), turn](error_code problem) {
      const auto connection = self.lock();
      if (problem || !connection || connection->turn_ != turn) return;
      connection->timed_out_ = true;
      error_code ignored;
      connection->socket_.cancel(ignored);
    });
  }
  void disarm() {
    ++turn_;
    deadline_.cancel();
  }

  asio::awaitable<bool> wait_for_request(bool is_first) {
    waits_for_request_ = true;
    arm(state_.stopping ? state_.limits.stop_idle_time
        : is_first      ? state_.limits.head_time
                        : state_.limits.idle_time);
    error_code problem;
    const size_t size = co_await socket_.async_read_some(buffer_.prepare(read_bytes),
                                                         asio::redirect_error(asio::use_awaitable, problem));
    waits_for_request_ = false;
    buffer_.commit(size);
    co_return !problem;
  }

  /// Whether another request may follow.
  asio::awaitable<bool> serve_one() {
    Parser parser;
    parser.header_limit(static_cast<uint32_t>(state_.limits.header_bytes));
    parser.body_limit(std::numeric_limits<uint64_t>::max());
    arm(state_.limits.head_time);
    began_ = Clock::now();
    error_code problem;
    const size_t head_bytes = co_await http::async_read_header(
        socket_, buffer_, parser, asio::redirect_error(asio::use_awaitable, problem));
    // Beast looks at its limit between two reads, so that a head which arrives at once may be longer.
    if (!problem && head_bytes > state_.limits.header_bytes) problem = http::error::header_limit;
    if (problem) {
      HttpRequest nothing;
      nothing.client = client_;
      const auto answer = answer_to_failure(problem, "head");
      if (answer) co_await refuse(nothing, *answer);
      co_return false;
    }
    HttpRequest request = head_of(parser.get());
    request.client = client_;
    const unsigned version = parser.get().version();
    const bool keep_alive = parser.keep_alive();
    size_t body_max = 0;
    const std::optional<HttpAnswer> early = answer_to_head(parser, request, body_max);
    // Who breaks the rules of HTTP may mean something else by what follows.
    if (early && parser.is_done() && early->facts.refusal != "malformed")
      co_return co_await answer_with(request, *early, version, keep_alive);
    if (early) {
      co_await refuse(request, *early);
      co_return false;
    }
    const Reservation reserved(state_, parser.chunked() ? body_max : body_bytes(parser));
    if (!reserved.granted()) {
      HttpAnswer answer = refusal(503, "busy", "too many large requests at once");
      answer.fields.emplace_back("Retry-After", "1");
      co_await refuse(request, answer);
      co_return false;
    }
    if (!parser.is_done()) {
      arm(state_.limits.body_time);
      if (equal_ignoring_case(text_of(parser.get()[http::field::expect]), "100-continue")) {
        static constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
        co_await asio::async_write(socket_, asio::buffer(go_on.data(), go_on.size()),
                                   asio::redirect_error(asio::use_awaitable, problem));
        if (problem) co_return false;
      }
      parser.body_limit(body_max);
      co_await http::async_read(socket_, buffer_, parser, asio::redirect_error(asio::use_awaitable, problem));
      if (problem) {
        const auto answer = answer_to_failure(problem, "body");
        if (answer) co_await refuse(request, *answer);
        co_return false;
      }
      request.body = std::move(parser.get().body());
    }
    disarm();
    HttpRequest head;
    head.method = request.method;
    head.path = request.path;
    head.query = request.query;
    head.client = request.client;
    const HttpAnswer answer = co_await answer_to_request(std::move(request));
    co_return co_await answer_with(head, answer, version, keep_alive);
  }

  static size_t body_bytes(const Parser& parser) {
    const auto length = parser.content_length();
    return length ? static_cast<size_t>(*length) : 0;
  }

  /// Of reading the "head" or "body"; nullopt: the client is gone.
  std::optional<HttpAnswer> answer_to_failure(const error_code& problem, const std::string& part) const {
    if (timed_out_) return refusal(408, part + "_time", "the " + part + " of the request took too long");
    if (is_of_http(problem)) return answer_to(problem);
    return std::nullopt;
  }

  /// What can be said before the body is read.
  std::optional<HttpAnswer> answer_to_head(const Parser& parser, const HttpRequest& head, size_t& body_max) {
    const auto& message = parser.get();
    // RFC 9112 3.2.
    if (message.version() >= 11 && message.count(http::field::host) != 1)
      return refusal(400, "malformed", "a request of HTTP/1.1 must have one Host field");
    if (auto answer = state_.handler.answer_to_head(head, body_max)) return answer;
    if (body_bytes(parser) <= body_max && (!parser.chunked() || body_max != 0)) return std::nullopt;
    return refusal(413, "body_size",
                   body_max == 0 ? std::string("this request has no body")
                                 : "a body has at most " + std::to_string(body_max) + " bytes here");
  }

  /// What waits for the handler, which may answer when nobody waits any more.
  struct Pending {
    explicit Pending(const tcp::socket::executor_type& executor) : limit(executor) {}
    asio::steady_timer limit;
    std::optional<HttpAnswer> answer = {};
    std::atomic<bool> given_up = false;
  };

  asio::awaitable<HttpAnswer> answer_to_request(HttpRequest request) {
    const auto pending = std::make_shared<Pending>(socket_.get_executor());
    request.answer_by = Clock::now() + state_.limits.answer_time;
    pending->limit.expires_at(request.answer_by);
    state_.handler.handle(
        std::move(request),
        [pending, &io = state_.io](HttpAnswer answer) {
          asio::post(io, [pending, answer = std::move(answer)]() mutable {
            pending->answer = std::move(answer);
            pending->limit.cancel();
          });
        },
        HttpHandler::GivenUp(pending, &pending->given_up));
    error_code ignored;
    co_await pending->limit.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
    if (pending->answer) co_return *std::move(pending->answer);
    pending->given_up = true;
    co_return refusal(504, "answer_time", "there was no result in time");
  }

  /// Whether the connection stays open.
  asio::awaitable<bool> answer_with(const HttpRequest& head, const HttpAnswer& answer, unsigned version,
                                    bool keep_alive) {
    http::response<http::string_body> message(static_cast<http::status>(answer.status),
                                              version >= 11 ? 11 : 10);
    message.set(http::field::server, "certcheck");
    message.set(http::field::content_type, answer.content_type);
    message.set(http::field::cache_control, "no-store");
    message.set("X-Content-Type-Options", "nosniff");
    for (const auto& [name, value] : answer.fields) message.set(name, value);
    const bool stays = keep_alive && !state_.stopping;
    message.keep_alive(stays);
    message.content_length(answer.body.size());
    // RFC 9110 9.3.2.
    if (head.method != "HEAD") message.body() = answer.body;
    state_.handler.note(head, answer, Clock::now() - began_);
    arm(state_.limits.write_time);
    error_code problem;
    co_await http::async_write(socket_, message, asio::redirect_error(asio::use_awaitable, problem));
    if (!stays && !problem) socket_.shutdown(tcp::socket::shutdown_send, problem);
    co_return stays && !problem;
  }

  /// Answers and reads on for a while without looking at it.
  asio::awaitable<void> refuse(const HttpRequest& head, const HttpAnswer& answer) {
    co_await answer_with(head, answer, 11, /*keep_alive=*/false);
    arm(linger_time);
    error_code problem;
    for (size_t left = linger_bytes; !problem && left != 0;) {
      std::array<char, 4096> ignored;
      const size_t size = co_await socket_.async_read_some(
          asio::buffer(ignored), asio::redirect_error(asio::use_awaitable, problem));
      left -= std::min(left, size);
    }
  }

  /// Room for a body among those of all connections.
  class Reservation {
   public:
    Reservation(State& state, size_t bytes)
        : state_(state),
          bytes_(state.limits.bodies_bytes - state.bodies_bytes >= bytes ? bytes : 0),
          granted_(bytes_ == bytes) {
      state_.bodies_bytes += bytes_;
    }
    ~Reservation() { state_.bodies_bytes -= bytes_; }
    Reservation(const Reservation&) = delete;
    Reservation& operator=(const Reservation&) = delete;
    bool granted() const { return granted_; }

   private:
    State& state_;
    size_t bytes_;
    bool granted_;
  };

  State& state_;
  tcp::socket socket_;
  asio::steady_timer deadline_;
  size_t turn_ = 0;  ///< of the deadline
  bool timed_out_ = false, waits_for_request_ = false;
  std::string client_;
  beast::flat_buffer buffer_;
  Clock::time_point began_{};
};

void HttpServer::State::begin(tcp::socket socket) {
  error_code problem;
  if (connections.size() >= limits.connections) {
    HttpAnswer answer = refusal(503, "connections", "too many connections");
    handler.note({}, answer, {});
    // As far as it goes without waiting.
    static constexpr std::string_view busy =
        "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nContent-Length: 0\r\nConnection: "
        "close\r\n\r\n";
    socket.non_blocking(true, problem);
    socket.write_some(asio::buffer(busy.data(), busy.size()), problem);
    return;
  }
  socket.set_option(tcp::no_delay(true), problem);
  const auto connection = std::make_shared<Connection>(*this, std::move(socket));
  asio::co_spawn(
      io, [connection] { return connection->run(); }, asio::detached);
}

void HttpServer::State::stop_now() {
  if (stopping.exchange(true)) return;
  for (const auto& acceptor : acceptors) {
    // The system has accepted some already, whose requests would be lost.
    error_code problem;
    acceptor->non_blocking(true, problem);
    while (!problem) {
      tcp::socket socket(io);
      acceptor->accept(socket, problem);
      if (!problem) begin(std::move(socket));
    }
    acceptor->close(problem);
  }
  for (Connection* const connection : connections) connection->hurry();
}

namespace {

template <typename Begin>
asio::awaitable<void> accept_connections(tcp::acceptor& acceptor, Begin begin) {
  asio::steady_timer pause(acceptor.get_executor());
  for (;;) {
    error_code problem;
    tcp::socket socket = co_await acceptor.async_accept(asio::redirect_error(asio::use_awaitable, problem));
    if (!problem) begin(std::move(socket));
    if (!acceptor.is_open()) co_return;
    if (!problem) continue;
    pause.expires_after(accept_pause);
    co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, problem));
  }
}

}  // namespace

HttpServer::HttpServer(const Limits& limits, HttpHandler& handler)
    : state_(std::make_shared<State>(limits, handler)) {}
HttpServer::~HttpServer() = default;

Result<uint16_t> HttpServer::listen(const std::string& address, uint16_t port) {
  error_code problem;
  const auto ip = asio::ip::make_address(address, problem);
  if (problem) return Error{Error::Kind::usage, "\"" + address + "\" is not an IP address"};
  auto acceptor = std::make_unique<tcp::acceptor>(state_->io);
  const tcp::endpoint local(ip, port);
  acceptor->open(local.protocol(), problem);
  if (!problem) acceptor->set_option(tcp::acceptor::reuse_address(true), problem);
  if (!problem && ip.is_v6()) acceptor->set_option(asio::ip::v6_only(true), problem);
  if (!problem) acceptor->bind(local, problem);
  if (!problem) acceptor->listen(tcp::acceptor::max_listen_connections, problem);
  const uint16_t bound = problem ? uint16_t{0} : acceptor->local_endpoint(problem).port();
  if (problem)
    return Error{Error::Kind::network,
                 "cannot listen on " + address + " port " + std::to_string(port) + ": " + problem.message()};
  tcp::acceptor& kept = *state_->acceptors.emplace_back(std::move(acceptor));
  asio::co_spawn(
      state_->io,
      [&kept, &state = *state_] {
        return accept_connections(kept, [&state](tcp::socket socket) { state.begin(std::move(socket)); });
      },
      asio::detached);
  return bound;
}

void HttpServer::run() { state_->io.run(); }

void HttpServer::stop(std::function<void()> closed) {
  asio::post(state_->io, [&state = *state_, closed = std::move(closed)] {
    state.stop_now();
    closed();
  });
}

bool HttpServer::stopping() const { return state_->stopping; }

size_t HttpServer::connections() const { return state_->connection_count; }

}  // namespace certcheck::serve
