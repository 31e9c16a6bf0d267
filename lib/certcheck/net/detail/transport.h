#pragma once

#include "certcheck/base/bytes.h"

// clang-format off
#include <utility>  // Boost 1.74 forgets it before its coroutines
// clang-format on

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>

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
  using Clock = std::chrono::steady_clock;

  explicit Transport(boost::asio::io_context& io) : parts_(std::make_shared<Parts>(io)) {}
  ~Transport();
  Transport(const Transport&) = delete;
  Transport& operator=(const Transport&) = delete;

  boost::asio::awaitable<error_code> connect(boost::asio::ip::tcp::endpoint endpoint,
                                             Clock::time_point deadline);
  boost::asio::awaitable<error_code> write(const Bytes& bytes, Clock::time_point deadline);

  enum class Late : uint8_t { close, listen_no_more };

  /// The bytes are valid until the next read.
  boost::asio::awaitable<ByteView> read(Clock::time_point deadline, error_code& ec,
                                        Late when_late = Late::close);

  /// Of this end; 0.0.0.0 where there is no connection.
  boost::asio::ip::address local_address() const;
  bool timed_out() const { return parts_->timed_out; }
  void close();

 private:
  struct Parts {
    explicit Parts(boost::asio::io_context& io) : socket(io), timer(io) {}
    boost::asio::ip::tcp::socket socket;
    boost::asio::steady_timer timer;
    size_t generation = 0;
    bool timed_out = false;
  };

  /// True if the deadline has passed already, with what follows from that.
  bool late(Clock::time_point deadline, Late when_late = Late::close);
  void arm(Clock::time_point deadline, Late late = Late::close);
  void disarm();
  error_code result(error_code ec) const;

  std::shared_ptr<Parts> parts_;
  std::array<uint8_t, 16384> buffer_;
};

}  // namespace certcheck::net
