#pragma once

#include "certcheck/net/awaitable.h"

#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>

namespace certcheck::net {

/// The time in which servers are late. It is that of std::chrono::steady_clock, but while a LoopWatch is on
/// this thread, it stands still as long as the loop does not come to what is there for it: because it has too
/// much to do, or because other processes have the processor. An answer that lay in its socket meanwhile was
/// not late. Private to this module.
struct LoopClock {
  using duration = std::chrono::steady_clock::duration;
  using rep = duration::rep;
  using period = duration::period;
  using time_point = std::chrono::time_point<LoopClock>;
  static constexpr bool is_steady = true;

  static time_point now();
};

using LoopTimer = boost::asio::basic_waitable_timer<LoopClock>;

/// Has the loop that runs `io` on this thread look at the time regularly: how late it comes to that is how
/// late it comes to everything.
class LoopWatch {
 public:
  explicit LoopWatch(boost::asio::io_context& io) : timer_(io) {}

  /// On the thread that runs the loop, where no other watch is.
  void start();
  /// There too. The loop would not end before.
  void stop();

 private:
  void wait();

  boost::asio::steady_timer timer_;
};

}  // namespace certcheck::net
