#include "certcheck/net/detail/transport.h"

#include <boost/asio/buffer.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#if defined(__GNUC__) && !defined(__clang__)
// GCC 12 takes the two halves of Boost's own allocation of coroutine frames for a mismatch when a sanitizer
// keeps it from inlining both.
#pragma GCC diagnostic ignored "-Wmismatched-new-delete"
#endif

namespace certcheck::net {

namespace {

namespace asio = boost::asio;
using tcp = asio::ip::tcp;

}  // namespace

Transport::~Transport() {
  parts_->timer.cancel();
  close();
}

asio::awaitable<Transport::error_code> Transport::connect(tcp::endpoint endpoint,
                                                          Clock::time_point deadline) {
  error_code ec;
  if (late(deadline)) co_return result(ec);
  arm(deadline);
  co_await parts_->socket.async_connect(endpoint, asio::redirect_error(asio::use_awaitable, ec));
  disarm();
  if (!ec) {
    error_code ignored;
    parts_->socket.set_option(tcp::no_delay(true), ignored);
  }
  co_return result(ec);
}

asio::awaitable<Transport::error_code> Transport::write(const Bytes& bytes, Clock::time_point deadline) {
  error_code ec;
  if (late(deadline)) co_return result(ec);
  arm(deadline);
  co_await asio::async_write(parts_->socket, asio::buffer(bytes),
                             asio::redirect_error(asio::use_awaitable, ec));
  disarm();
  co_return result(ec);
}

asio::awaitable<ByteView> Transport::read(Clock::time_point deadline, error_code& ec, Late when_late) {
  // Where data is at hand, reading ends before the timer's handler gets its turn.
  if (late(deadline, when_late)) {
    ec = when_late == Late::listen_no_more ? error_code(asio::error::operation_aborted) : result(ec);
    co_return ByteView();
  }
  arm(deadline, when_late);
  const size_t size = co_await parts_->socket.async_read_some(asio::buffer(buffer_),
                                                              asio::redirect_error(asio::use_awaitable, ec));
  disarm();
  ec = result(ec);
  co_return ByteView(buffer_).first(size);
}

asio::ip::address Transport::local_address() const {
  error_code ignored;
  return parts_->socket.local_endpoint(ignored).address();
}

void Transport::close() {
  error_code ignored;
  parts_->socket.shutdown(tcp::socket::shutdown_both, ignored);
  parts_->socket.close(ignored);
}

bool Transport::late(Clock::time_point deadline, Late when_late) {
  if (Clock::now() < deadline) return false;
  if (when_late == Late::close) {
    parts_->timed_out = true;
    close();
  }
  return true;
}

void Transport::arm(Clock::time_point deadline, Late late) {
  const size_t generation = ++parts_->generation;
  parts_->timer.expires_at(deadline);
  parts_->timer.async_wait([parts = parts_, generation, late](const error_code& ec) {
    // A handler may be on its way already when the timer is set anew; then it is not meant.
    if (ec || parts->generation != generation) return;
    error_code ignored;
    if (late == Late::listen_no_more) {
      parts->socket.cancel(ignored);
      return;
    }
    parts->timed_out = true;
    parts->socket.close(ignored);
  });
}

void Transport::disarm() {
  ++parts_->generation;
  parts_->timer.cancel();
}

Transport::error_code Transport::result(error_code ec) const {
  return timed_out() ? error_code(asio::error::timed_out) : ec;
}

}  // namespace certcheck::net
