#include "certserve/server.h"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>
#include <utility>  // Boost 1.74's asio uses std::exchange without including it
#include <vector>

namespace certcheck::certserve {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

// A connection is closed after so long, however much moves on it, so that none is kept for ever. Apache gives
// a request's head 20 to 40 seconds.
constexpr std::chrono::seconds connection_limit{60};
// How long we wait for a client to close after we did; closing with unread data would reset the connection
// and might cost the client our last answer.
constexpr std::chrono::seconds linger_limit{2};
// After accept() failed because there are no descriptors left, it would fail again at once.
constexpr std::chrono::milliseconds accept_pause{50};

class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(tcp::socket socket, std::unique_ptr<Session> session)
      : socket_(std::move(socket)), session_(std::move(session)), deadline_(socket_.get_executor()) {}

  asio::awaitable<void> run() {
    const auto keep = shared_from_this();
    std::array<uint8_t, 1 << 14> buffer{};
    error_code error;
    bool open = true;
    const auto end = std::chrono::steady_clock::now() + std::max(connection_limit, session_->patience());
    const auto allow_until_end = [&] {
      allow(std::min<std::chrono::steady_clock::duration>(session_->patience(),
                                                          end - std::chrono::steady_clock::now()));
    };
    while (open) {
      allow_until_end();
      const size_t size = co_await socket_.async_read_some(asio::buffer(buffer),
                                                           asio::redirect_error(asio::use_awaitable, error));
      if (error) break;
      Bytes answer;
      open = session_->receive({buffer.data(), size}, answer);
      co_await asio::async_write(socket_, asio::buffer(answer),
                                 asio::redirect_error(asio::use_awaitable, error));
      allow_until_end();
      asio::steady_timer pause(socket_.get_executor());
      while (!error) {
        const auto piece = session_->next_piece();
        if (!piece) break;
        pause.expires_after(piece->after);
        co_await pause.async_wait(asio::use_awaitable);
        co_await asio::async_write(socket_, asio::buffer(piece->bytes),
                                   asio::redirect_error(asio::use_awaitable, error));
      }
      open = open && !error;
    }
    error_code ignored;
    if (session_->resets()) {
      // With no time to linger the system resets.
      socket_.set_option(tcp::socket::linger(true, 0), ignored);
      socket_.close(ignored);
      deadline_.cancel();
      co_return;
    }
    allow(linger_limit);
    socket_.shutdown(tcp::socket::shutdown_send, ignored);
    while (!error) {
      co_await socket_.async_read_some(asio::buffer(buffer),
                                       asio::redirect_error(asio::use_awaitable, error));
    }
    deadline_.cancel();
  }

 private:
  void allow(std::chrono::steady_clock::duration time) {
    deadline_.expires_after(time);  // cancels the wait before
    deadline_.async_wait([self = weak_from_this()](error_code error) {
      const auto connection = self.lock();
      if (!error && connection != nullptr) {
        error_code ignored;
        connection->socket_.close(ignored);
      }
    });
  }

  tcp::socket socket_;
  std::unique_ptr<Session> session_;
  asio::steady_timer deadline_;
};

asio::awaitable<void> accept_connections(tcp::acceptor& acceptor, const SessionFactory& factory) {
  const auto executor = co_await asio::this_coro::executor;
  asio::steady_timer pause(executor);
  for (;;) {
    error_code error;
    tcp::socket socket = co_await acceptor.async_accept(asio::redirect_error(asio::use_awaitable, error));
    if (error) {
      pause.expires_after(accept_pause);
      co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, error));
      continue;
    }
    socket.set_option(tcp::no_delay(true), error);
    auto connection = std::make_shared<Connection>(std::move(socket), factory());
    asio::co_spawn(
        executor, [connection] { return connection->run(); }, asio::detached);
  }
}

struct Endpoint {
  tcp::acceptor acceptor;
  SessionFactory factory;
};

}  // namespace

struct Server::Implementation {
  // First, so that it goes last: the sockets of the endpoints belong to it.
  asio::io_context context{1};
  // From the start, so that a signal that comes before run() ends it too.
  asio::signal_set signals{context, SIGINT, SIGTERM};
  std::vector<std::unique_ptr<Endpoint>> endpoints;
  std::vector<tcp::acceptor> refusing;
};

Server::Server() : implementation_(std::make_unique<Implementation>()) {}
Server::~Server() = default;

Result<uint16_t> Server::listen(const std::string& address, uint16_t port, SessionFactory factory) {
  error_code error;
  const auto ip = asio::ip::make_address(address, error);
  if (error) return Error{Error::Kind::usage, address + " is not an IP address"};
  const tcp::endpoint local(ip, port);
  auto endpoint =
      std::make_unique<Endpoint>(Endpoint{tcp::acceptor(implementation_->context), std::move(factory)});
  tcp::acceptor& acceptor = endpoint->acceptor;
  acceptor.open(local.protocol(), error);
  if (!error) acceptor.set_option(tcp::acceptor::reuse_address(true), error);
  if (!error) acceptor.bind(local, error);
  if (!error) acceptor.listen(tcp::acceptor::max_listen_connections, error);
  const uint16_t bound = error ? uint16_t{0} : acceptor.local_endpoint(error).port();
  if (error) {
    return Error{Error::Kind::network,
                 "cannot listen on " + address + " port " + std::to_string(port) + ": " + error.message()};
  }
  implementation_->endpoints.push_back(std::move(endpoint));
  Endpoint& kept = *implementation_->endpoints.back();
  asio::co_spawn(
      implementation_->context, [&kept] { return accept_connections(kept.acceptor, kept.factory); },
      asio::detached);
  return bound;
}

Result<uint16_t> Server::refuse(const std::string& address) {
  error_code error;
  const auto ip = asio::ip::make_address(address, error);
  if (error) return Error{Error::Kind::usage, address + " is not an IP address"};
  // Bound and not listening: the kernel refuses, and nobody else gets the port.
  tcp::acceptor& acceptor = implementation_->refusing.emplace_back(implementation_->context);
  const tcp::endpoint local(ip, 0);
  acceptor.open(local.protocol(), error);
  if (!error) acceptor.bind(local, error);
  const uint16_t bound = error ? uint16_t{0} : acceptor.local_endpoint(error).port();
  if (error) return Error{Error::Kind::network, "cannot get a port on " + address + ": " + error.message()};
  return bound;
}

void Server::run() {
  implementation_->signals.async_wait([this](error_code, int) { implementation_->context.stop(); });
  implementation_->context.run();
}

}  // namespace certcheck::certserve
