#include "certcheck/net/detail/loop_clock.h"

#include <boost/asio/post.hpp>
#include <catch2/catch_test_macros.hpp>

#include <chrono>
#include <thread>

namespace certcheck::net {
namespace {

using namespace std::chrono_literals;
using Steady = std::chrono::steady_clock;

TEST_CASE("while a loop does not come to its work, its clock stands still") {
  boost::asio::io_context io(1);
  LoopWatch watch(io);
  watch.start();
  const auto begin = LoopClock::now();
  const auto steady_begin = Steady::now();
  bool late = false;
  LoopTimer timer(io);
  timer.expires_after(200ms);
  timer.async_wait([&](const boost::system::error_code& ec) {
    late = !ec;
    watch.stop();
  });
  boost::asio::post(io, [&] {
    std::this_thread::sleep_for(500ms);
    // What came meanwhile is there, behind what is due.
    boost::asio::post(io, [&] { boost::asio::post(io, [&] { timer.cancel(); }); });
  });
  io.run();
  CHECK_FALSE(late);
  CHECK(Steady::now() - steady_begin >= 500ms);
  CHECK(LoopClock::now() - begin < 200ms);
}

TEST_CASE("the clock of a loop that comes to its work goes on, and never back") {
  boost::asio::io_context io(1);
  LoopWatch watch(io);
  auto last = LoopClock::now();
  const auto advances = [&] {
    const auto now = LoopClock::now();
    CHECK(now >= last);
    last = now;
  };
  watch.start();
  advances();
  const auto begin = LoopClock::now();
  LoopTimer timer(io);
  timer.expires_after(100ms);
  timer.async_wait([&](const boost::system::error_code& ec) {
    CHECK_FALSE(ec);
    advances();
    watch.stop();
    advances();
  });
  for (int i = 0; i < 5; ++i)
    boost::asio::post(io, [&] {
      std::this_thread::sleep_for(30ms);
      advances();
    });
  io.run();
  CHECK(LoopClock::now() - begin >= 100ms);
  // Without a watch it is the steady clock's.
  const auto unwatched = LoopClock::now();
  std::this_thread::sleep_for(50ms);
  CHECK(LoopClock::now() - unwatched >= 50ms);
}

}  // namespace
}  // namespace certcheck::net
