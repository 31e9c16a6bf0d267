#include "certcheck/net/lookup.h"

#include <catch2/catch_test_macros.hpp>

#include <sys/socket.h>

#include <condition_variable>
#include <mutex>
#include <optional>

using namespace certcheck;
using namespace certcheck::net;

namespace {

/// What callbacks on other threads set, and this one waits for.
class Flag {
 public:
  void set() {
    const std::lock_guard lock(mutex_);
    set_ = true;
    changed_.notify_all();
  }
  void wait() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return set_; });
  }
  bool is_set() {
    const std::lock_guard lock(mutex_);
    return set_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool set_ = false;
};

}  // namespace

TEST_CASE("a lookup that nobody waits for any more leaves the queue, the next one has its turn") {
  allow_lookups(1);
  Flag first_started, go_on, abandoned_started, last_started, last_done;
  // It holds the only thread, as the name of a dead name server does.
  start_lookup(
      "localhost", AF_INET,
      [&] {
        first_started.set();
        go_on.wait();
      },
      [](const Lookup&) {});
  first_started.wait();
  const auto abandoned = start_lookup(
      "localhost", AF_INET, [&] { abandoned_started.set(); },
      [&](const Lookup&) { abandoned_started.set(); });
  std::optional<Lookup> answer;
  start_lookup(
      "localhost", AF_INET, [&] { last_started.set(); },
      [&](Lookup lookup) {
        answer = std::move(lookup);
        last_done.set();
      });
  *abandoned = true;
  CHECK_FALSE(last_started.is_set());
  go_on.set();
  last_done.wait();
  CHECK(last_started.is_set());
  CHECK_FALSE(abandoned_started.is_set());
  REQUIRE(answer);
  CHECK_FALSE(answer->local);
  allow_lookups(64);
}

TEST_CASE("with more threads a lookup that hangs holds up no other") {
  allow_lookups(2);
  Flag hanging, go_on, ended, other_done;
  start_lookup(
      "localhost", AF_INET,
      [&] {
        hanging.set();
        go_on.wait();
      },
      [&](const Lookup&) { ended.set(); });
  hanging.wait();
  start_lookup(
      "localhost", AF_INET, [] {}, [&](const Lookup&) { other_done.set(); });
  other_done.wait();
  CHECK_FALSE(ended.is_set());
  go_on.set();
  ended.wait();
  allow_lookups(64);
}
