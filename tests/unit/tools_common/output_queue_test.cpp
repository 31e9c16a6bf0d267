// The bounded queue in front of standard output, with readers that read when a test says so.
#include "common/output_queue.h"

#include <catch2/catch_test_macros.hpp>

#include <chrono>
#include <condition_variable>
#include <future>
#include <iostream>
#include <memory>
#include <mutex>
#include <streambuf>

using namespace certcheck::tools;
using namespace std::chrono_literals;

namespace {

/// How long a test looks whether something waits. What does not wait fails it; what is slow never does.
constexpr auto a_while = 50ms;
constexpr auto guard = 60s;

/// In the place of standard output: takes as many texts as it may, and lets whoever writes wait for the rest.
class Reader final : public std::streambuf {
 public:
  explicit Reader(size_t allowed) : allowed_(allowed), standard_output_(std::cout.rdbuf(this)) {}
  ~Reader() override { std::cout.rdbuf(standard_output_); }
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  void allow(size_t more) {
    const std::lock_guard lock(mutex_);
    allowed_ += more;
    changed_.notify_all();
  }
  /// Until a text is being written that it does not take yet.
  bool wait_for_writer() {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, guard, [this] { return writers_ != 0; });
  }
  std::vector<std::string> texts() {
    const std::lock_guard lock(mutex_);
    return texts_;
  }

 private:
  std::streamsize xsputn(const char* text, std::streamsize size) override {
    std::unique_lock lock(mutex_);
    ++writers_;
    changed_.notify_all();
    changed_.wait(lock, [this] { return allowed_ != 0; });
    --writers_;
    --allowed_;
    texts_.emplace_back(text, static_cast<size_t>(size));
    return size;
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  size_t allowed_, writers_ = 0;
  std::vector<std::string> texts_;
  std::streambuf* const standard_output_;
};

constexpr size_t everything = size_t{1} << 30;

/// Waits for room on a thread of its own.
std::future<void> waiting_for_room(OutputQueue& queue) {
  return std::async(std::launch::async, [&queue] { queue.wait_for_room(); });
}

bool waits(const std::future<void>& future) {
  return future.wait_for(a_while) == std::future_status::timeout;
}
bool ends(const std::future<void>& future) { return future.wait_for(guard) == std::future_status::ready; }

/// A queue whose writer has one text that nobody reads, and nothing else in it.
void hold_up(OutputQueue& queue, Reader& reader) {
  queue.push("first");
  REQUIRE(reader.wait_for_writer());
}

}  // namespace

TEST_CASE("texts are written as they came, each as a whole") {
  Reader reader(everything);
  OutputQueue queue;
  std::vector<std::string> pushed;
  for (int i = 0; i < 300; ++i)
    pushed.push_back(std::to_string(i) + std::string(static_cast<size_t>(i), '.') + "\n");
  for (const std::string& text : pushed) queue.push(text);
  queue.drain();
  CHECK(reader.texts() == pushed);
}

TEST_CASE("an empty queue has room, and nothing to wait for") {
  Reader reader(0);
  OutputQueue queue;
  queue.wait_for_room();
  queue.drain();
  CHECK(queue.drain_until(OutputQueue::Clock::now()) == 0);
}

TEST_CASE("who pushes does not wait for the reader, who asks for room does") {
  Reader reader(0);
  OutputQueue queue;
  hold_up(queue, reader);
  // The one that is being written is not counted among them.
  for (size_t i = 0; i + 1 < OutputQueue::texts_max; ++i) queue.push("text");
  queue.wait_for_room();
  queue.push("the last one that fits");
  const auto waiting = waiting_for_room(queue);
  CHECK(waits(waiting));
  reader.allow(1);
  CHECK(ends(waiting));
  reader.allow(everything);
  queue.drain();
  CHECK(reader.texts().size() == OutputQueue::texts_max + 1);
}

TEST_CASE("bytes are bounded as well as texts, those that are being written included") {
  Reader reader(0);
  OutputQueue queue;
  queue.push(std::string(OutputQueue::bytes_max - 1, 'a'));
  REQUIRE(reader.wait_for_writer());
  queue.wait_for_room();
  queue.push("b");
  const auto waiting = waiting_for_room(queue);
  CHECK(waits(waiting));
  reader.allow(1);
  CHECK(ends(waiting));
  reader.allow(1);
  queue.drain();
  CHECK(reader.texts().size() == 2);
}

TEST_CASE("a text beyond the bounds is taken, and written whole") {
  Reader reader(0);
  OutputQueue queue;
  const std::string huge(3 * OutputQueue::bytes_max, 'x');
  queue.push(huge);
  queue.push("next");
  const auto waiting = waiting_for_room(queue);
  CHECK(waits(waiting));
  reader.allow(everything);
  CHECK(ends(waiting));
  queue.drain();
  CHECK(reader.texts() == std::vector<std::string>{huge, "next"});
}

TEST_CASE("all who wait for room go on, and add one text each at most beyond the bounds") {
  Reader reader(0);
  OutputQueue queue;
  hold_up(queue, reader);
  for (size_t i = 0; i < OutputQueue::texts_max; ++i) queue.push("text");
  constexpr size_t threads = 8;
  std::vector<std::future<void>> all;
  for (size_t i = 0; i < threads; ++i)
    all.push_back(std::async(std::launch::async, [&queue] {
      queue.wait_for_room();
      queue.push("after a wait");
    }));
  for (const auto& each : all) CHECK(waits(each));
  reader.allow(everything);
  for (const auto& each : all) CHECK(ends(each));
  queue.drain();
  CHECK(reader.texts().size() == 1 + OutputQueue::texts_max + threads);
}

TEST_CASE("of several threads nothing is lost, and each one's texts keep their order") {
  Reader reader(everything);
  OutputQueue queue;
  constexpr int threads = 4, each = 500;
  std::vector<std::future<void>> all;
  for (int thread = 0; thread < threads; ++thread)
    all.push_back(std::async(std::launch::async, [&queue, thread] {
      for (int i = 0; i < each; ++i) {
        queue.wait_for_room();
        queue.push(std::to_string(thread) + " " + std::to_string(i));
      }
    }));
  for (const auto& done : all) CHECK(ends(done));
  queue.drain();
  std::vector<int> next(threads, 0);
  for (const std::string& text : reader.texts()) {
    const size_t space = text.find(' ');
    int& expected = next.at(std::stoul(text.substr(0, space)));
    CHECK(std::stoi(text.substr(space + 1)) == expected++);
  }
  CHECK(next == std::vector<int>(threads, each));
}

TEST_CASE("whoever cannot wait is told how much is not written") {
  Reader reader(0);
  OutputQueue queue;
  hold_up(queue, reader);
  queue.push("second");
  queue.push("third");
  CHECK(queue.drain_until(OutputQueue::Clock::now() + a_while) == 3);
  reader.allow(1);
  REQUIRE(reader.wait_for_writer());
  CHECK(queue.drain_until(OutputQueue::Clock::now() + a_while) == 2);
  reader.allow(2);
  CHECK(queue.drain_until(OutputQueue::Clock::now() + guard) == 0);
}

TEST_CASE("an abandoned queue finishes the text that is being written, and lets everybody go") {
  Reader reader(0);
  {
    OutputQueue queue;
    hold_up(queue, reader);
    for (size_t i = 0; i < OutputQueue::texts_max; ++i) queue.push("nobody reads it");
    const auto waiting = waiting_for_room(queue);
    CHECK(waits(waiting));
    queue.abandon();
    CHECK(ends(waiting));
    queue.push("nor this");
    queue.wait_for_room();
    CHECK(queue.drain_until(OutputQueue::Clock::now()) == 1);
    reader.allow(everything);
    queue.drain();
  }
  CHECK(reader.texts() == std::vector<std::string>{"first"});
}

TEST_CASE("a queue that ends writes what is in it") {
  Reader reader(0);
  auto queue = std::make_unique<OutputQueue>();
  hold_up(*queue, reader);
  queue->push("second");
  const auto ended = std::async(std::launch::async, [&queue] { queue.reset(); });
  CHECK(waits(ended));
  reader.allow(2);
  CHECK(ends(ended));
  CHECK(reader.texts() == std::vector<std::string>{"first", "second"});
}
