#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace certcheck::tools {

/// Threads that work through a stream and hand the results on in the order in which its items were given.
/// `work` is called by several threads at once, `emit` by one at a time, as soon as a result and all before
/// it are ready. Memory is bounded whatever the stream's length: take() waits while `window` items are not
/// emitted.
template <typename Item, typename Output>
class OrderedPool {
 public:
  /// `threads`: 0 is one per core. `work` is given the item's number, from 0; items are begun in their order.
  OrderedPool(unsigned threads, std::function<Output(size_t number, Item item)> work,
              std::function<void(Output)> emit, std::optional<size_t> window = {})
      : work_(std::move(work)), emit_(std::move(emit)) {
    const unsigned count = threads != 0 ? threads : std::max(1U, std::thread::hardware_concurrency());
    window_ = window.value_or(4 * size_t{count});
    for (unsigned i = 0; i < count; ++i) threads_.emplace_back([this] { run(); });
  }
  ~OrderedPool() { finish(); }
  OrderedPool(const OrderedPool&) = delete;
  OrderedPool& operator=(const OrderedPool&) = delete;

  void take(Item item) {
    std::unique_lock lock(mutex_);
    room_.wait(lock, [this] { return given_ - emitted_ < window_; });
    waiting_.emplace_back(given_++, std::move(item));
    lock.unlock();
    work_ready_.notify_one();
  }

  /// Waits until everything taken is emitted. Nothing may be taken afterwards.
  void finish() {
    {
      const std::scoped_lock lock(mutex_);
      ended_ = true;
    }
    work_ready_.notify_all();
    for (std::thread& thread : threads_) thread.join();
    threads_.clear();
  }

 private:
  void run() {
    std::unique_lock lock(mutex_);
    for (;;) {
      work_ready_.wait(lock, [this] { return !waiting_.empty() || ended_; });
      if (waiting_.empty()) return;
      auto [number, item] = std::move(waiting_.front());
      waiting_.pop_front();
      lock.unlock();
      Output output = work_(number, std::move(item));
      lock.lock();
      done_.emplace(number, std::move(output));
      emit_ready();
    }
  }

  /// Under the lock.
  void emit_ready() {
    for (auto next = done_.find(emitted_); next != done_.end(); next = done_.find(emitted_)) {
      emit_(std::move(next->second));
      done_.erase(next);
      ++emitted_;
    }
    room_.notify_one();
  }

  std::function<Output(size_t, Item)> work_;
  std::function<void(Output)> emit_;
  size_t window_ = 0;
  std::mutex mutex_;  ///< of all that follows but the threads
  std::condition_variable work_ready_, room_;
  std::deque<std::pair<size_t, Item>> waiting_;
  std::map<size_t, Output> done_;
  size_t given_ = 0, emitted_ = 0;
  bool ended_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace certcheck::tools
