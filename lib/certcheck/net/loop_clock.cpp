#include "certcheck/net/detail/loop_clock.h"

#include <algorithm>

namespace certcheck::net {
namespace {

using Steady = std::chrono::steady_clock;

// A hundredth of the shortest time-out that makes sense on a network, and some hundred looks a second, which
// cost a thousandth of a processor.
constexpr std::chrono::milliseconds interval{10};

struct State {
  bool watched = false;
  Steady::time_point due{};  // when the loop will look at the time next, if it is not late
  Steady::duration late{0};  // by how much it was, all together
};
thread_local State state;

}  // namespace

LoopClock::time_point LoopClock::now() {
  const auto now = Steady::now();
  // Within an interval of what is due, nobody knows yet whether the loop is late.
  const auto known = state.watched ? std::min(now, state.due + interval) : now;
  return time_point(known.time_since_epoch() - state.late);
}

void LoopWatch::start() {
  state.watched = true;
  state.due = Steady::now() + interval;
  wait();
}

void LoopWatch::stop() {
  if (!state.watched) return;
  const auto now = LoopClock::now();
  state.watched = false;
  state.late = Steady::now().time_since_epoch() - now.time_since_epoch();
  timer_.cancel();
}

void LoopWatch::wait() {
  timer_.expires_at(state.due);
  timer_.async_wait([this](const boost::system::error_code& ec) {
    if (ec || !state.watched) return;
    const auto now = Steady::now();
    state.late += std::max(Steady::duration(0), now - (state.due + interval));
    state.due = now + interval;
    wait();
  });
}

}  // namespace certcheck::net
