#pragma once

#include "certcheck/net/awaitable.h"
#include "certcheck/net/detail/loop_clock.h"
#include "certcheck/net/pace.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <cstddef>
#include <deque>
#include <memory>
#include <optional>
#include <vector>

namespace certcheck::net {

/// Whether an operation failed because this machine lacks a resource, which others give
/// back soon.
bool is_local(const boost::system::error_code& ec);
/// Before what failed so is tried again.
inline constexpr std::chrono::milliseconds local_pause{50};

/// The addresses with their families by turns, the first one's first (RFC 8305 section 4).
std::vector<boost::asio::ip::tcp::endpoint> interleaved(
    const std::vector<boost::asio::ip::tcp::endpoint>& endpoints);

/// Connects to the first of several addresses that answers (RFC 8305 section 5): each has a head start before
/// the next, until it fails. Those that are still under way when one has answered go on, so that it can be
/// said of them whether they are alive. Private to this module; its handlers hold it.
class ConnectRace : public std::enable_shared_from_this<ConnectRace> {
 public:
  using error_code = boost::system::error_code;
  using tcp = boost::asio::ip::tcp;
  using Clock = LoopClock;

  struct Attempt {
    tcp::endpoint endpoint;
    tcp::socket socket;
    bool has_turn = false;  ///< of the pace
    Clock::time_point begun = {};
    std::optional<error_code> result = {};  ///< unset while it is under way, or has not begun
  };

  /// Connections come from `source` if it is set, at a port that the system chooses. Each waits for its turn
  /// by `pace`, until `end` at the latest; null: none has to.
  ConnectRace(boost::asio::io_context& io, const std::vector<tcp::endpoint>& endpoints,
              const std::optional<boost::asio::ip::address>& source, std::shared_ptr<Pace> pace = nullptr,
              std::optional<Pace::Clock::time_point> end = {});

  /// The winner; null if there is none by the deadline, which is later by what was waited for turns. What
  /// lacks something of this machine is tried again until then.
  boost::asio::awaitable<Attempt*> run(Clock::time_point deadline);
  /// Waits for those that the winner left, each for as long as `patience` lets it be under way in all. The
  /// result of one that `deadline` leaves less is operation_aborted.
  boost::asio::awaitable<void> finish(std::chrono::milliseconds patience, Clock::time_point deadline);
  /// Gives up on all that are under way: their result is that the time limit was reached.
  void stop();

  /// By run(), for turns.
  Clock::duration waited() const { return waited_; }

  const std::deque<Attempt>& attempts() const { return attempts_; }
  /// The last attempt lacked something of this machine.
  bool ran_out() const { return ran_out_; }

 private:
  bool is_over() const { return end_ && Pace::Clock::now() >= *end_; }
  boost::asio::awaitable<void> wait_for_turn(Attempt& attempt);
  boost::asio::awaitable<void> wait_until_turn(Pace::Clock::time_point time);
  void begin(size_t index);
  void end(size_t index, const error_code& ec);
  static void give_up(Attempt& attempt, const error_code& why);
  boost::asio::awaitable<void> wait_until(Clock::time_point time);

  const std::optional<boost::asio::ip::address> source_;
  const std::shared_ptr<Pace> pace_;
  const std::optional<Pace::Clock::time_point> end_;
  std::deque<Attempt> attempts_;
  std::deque<size_t> waiting_;  ///< those that have not begun
  size_t under_way_ = 0;
  Clock::time_point next_begin_ = {};
  Clock::duration head_start_ = {};
  Attempt* winner_ = nullptr;
  bool ran_out_ = false, stopped_ = false;
  Clock::duration waited_ = {};
  LoopTimer news_;
  boost::asio::steady_timer turn_;
};

}  // namespace certcheck::net
