#include "certcheck/net/detail/transport.h"

#include <boost/asio/buffer.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <algorithm>

namespace certcheck::net {

namespace {

namespace asio = boost::asio;
using tcp = asio::ip::tcp;

}  // namespace

Transport::Transport(tcp::socket socket) : parts_(std::make_shared<Parts>(std::move(socket))) {
  error_code ignored;
  parts_->socket.non_blocking(true, ignored);
}

Transport::~Transport() {
  parts_->timer.cancel();
  close();
}

asio::awaitable<Transport::error_code> Transport::write(const Bytes& bytes, Clock::time_point deadline) {
  if (!layer_) co_return co_await write_raw(bytes, deadline);
  layer_->send(bytes);
  const Bytes records = layer_->take_output();
  co_return co_await write_raw(records, deadline);
}

asio::awaitable<Transport::error_code> Transport::write_raw(const Bytes& bytes, Clock::time_point deadline) {
  error_code ec;
  if (late(deadline)) co_return result(ec);
  // Nearly always the system takes all at once: then neither the loop nor the timer has anything to do.
  asio::const_buffer rest = asio::buffer(bytes);
  rest += parts_->socket.write_some(rest, ec);
  if (ec == asio::error::would_block || ec == asio::error::try_again) ec.clear();
  if (ec || rest.size() == 0) co_return result(ec);
  arm(deadline);
  co_await asio::async_write(parts_->socket, rest, asio::redirect_error(asio::use_awaitable, ec));
  disarm();
  co_return result(ec);
}

asio::awaitable<ByteView> Transport::read(Clock::time_point deadline, error_code& ec, Late when_late) {
  // Where data is available, reading ends before the timer's handler gets its turn.
  if (late(deadline, when_late)) {
    ec = when_late == Late::listen_no_more ? error_code(asio::error::operation_aborted) : result(ec);
    co_return ByteView();
  }
  if (!unread_.empty()) co_return serve(unread_);
  if (!layer_) co_return co_await read_raw(deadline, ec, when_late);
  for (;;) {
    if (through_.empty()) through_ = layer_->take_data();
    if (!through_.empty()) co_return serve(through_);
    if (layer_->over()) {
      ec = asio::error::eof;
      co_return ByteView();
    }
    const ByteView records = co_await read_raw(deadline, ec, when_late);
    if (ec) co_return ByteView();
    layer_->receive(records);
    // RFC 8446 4.6.3: a request for new keys is answered.
    const Bytes answer = layer_->take_output();
    if (answer.empty()) continue;
    ec = co_await write_raw(answer, deadline);
    if (ec) co_return ByteView();
  }
}

ByteView Transport::serve(Bytes& bytes) {
  const auto size = std::min(bytes.size(), buffer_.size());
  std::copy_n(bytes.begin(), size, buffer_.begin());
  bytes.erase(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(size));
  return ByteView(buffer_).first(size);
}

asio::awaitable<ByteView> Transport::read_raw(Clock::time_point deadline, error_code& ec, Late when_late) {
  arm(deadline, when_late);
  const size_t size = co_await parts_->socket.async_read_some(asio::buffer(buffer_),
                                                              asio::redirect_error(asio::use_awaitable, ec));
  disarm();
  ec = result(ec);
  co_return ByteView(buffer_).first(size);
}

tcp::endpoint Transport::local_endpoint() const {
  error_code ignored;
  return parts_->socket.local_endpoint(ignored);
}

tcp::endpoint Transport::remote_endpoint() const {
  error_code ignored;
  return parts_->socket.remote_endpoint(ignored);
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
