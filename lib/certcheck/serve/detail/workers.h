#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace certcheck::serve {

/// Threads that do what takes long, and a bounded queue before them.
class Workers {
 public:
  Workers(size_t threads, size_t waiting_max);
  /// Does what is queued, first.
  ~Workers();
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  /// False: the queue is full.
  bool add(std::function<void()> work);
  size_t active() const;
  size_t waiting() const;

 private:
  void run();

  const size_t waiting_max_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> queue_;
  size_t active_ = 0;
  bool ended_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace certcheck::serve
