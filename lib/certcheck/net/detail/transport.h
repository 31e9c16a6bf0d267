#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/net/awaitable.h"
#include "certcheck/net/detail/loop_clock.h"
#include "certcheck/net/proxy/detail/proxy_tls.h"

#include <boost/asio/ip/tcp.hpp>

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>

namespace certcheck::net {

/// A socket each of whose operations has a deadline; when one passes, the socket is closed, but for reads
/// that only listen for a while. Lives as long as the coroutine that uses it; what its timer needs lives as
/// long as the timer's handler. Private to this module.
class Transport {
 public:
  using error_code = boost::system::error_code;
  using Clock = LoopClock;

  /// `socket` is connected.
  explicit Transport(boost::asio::ip::tcp::socket socket);
  ~Transport();
  Transport(const Transport&) = delete;
  Transport& operator=(const Transport&) = delete;

  boost::asio::awaitable<error_code> write(const Bytes& bytes, Clock::time_point deadline);

  enum class Late : uint8_t { close, listen_no_more };

  /// The bytes are valid until the next read.
  boost::asio::awaitable<ByteView> read(Clock::time_point deadline, error_code& ec,
                                        Late when_late = Late::close);

  /// From here on everything goes through this layer, which is ready.
  void protect(std::shared_ptr<proxy::ProxyTls> layer) { layer_ = std::move(layer); }

  /// Reads what was read too early once more, before anything else.
  void unread(ByteView bytes) { unread_.assign(bytes.begin(), bytes.end()); }

  /// Of the two ends; 0.0.0.0 and port 0 where there is no connection any more.
  boost::asio::ip::tcp::endpoint local_endpoint() const;
  boost::asio::ip::tcp::endpoint remote_endpoint() const;
  bool timed_out() const { return parts_->timed_out; }
  void close();

 private:
  struct Parts {
    explicit Parts(boost::asio::ip::tcp::socket connected)
        : socket(std::move(connected)), timer(socket.get_executor()) {}
    boost::asio::ip::tcp::socket socket;
    LoopTimer timer;
    size_t generation = 0;
    bool timed_out = false;
  };

  boost::asio::awaitable<error_code> write_raw(const Bytes& bytes, Clock::time_point deadline);
  /// Into the buffer.
  boost::asio::awaitable<ByteView> read_raw(Clock::time_point deadline, error_code& ec, Late when_late);
  /// As much of it as the buffer holds is copied there and taken away.
  ByteView serve(Bytes& bytes);
  /// True if the deadline has passed already, with what follows from that.
  bool late(Clock::time_point deadline, Late when_late = Late::close);
  void arm(Clock::time_point deadline, Late late = Late::close);
  void disarm();
  error_code result(error_code ec) const;

  std::shared_ptr<Parts> parts_;
  std::shared_ptr<proxy::ProxyTls> layer_;  ///< null: the bytes are the peer's own
  Bytes unread_, through_;                  ///< read too early; come through the layer
  std::array<uint8_t, 16384> buffer_;
};

}  // namespace certcheck::net
