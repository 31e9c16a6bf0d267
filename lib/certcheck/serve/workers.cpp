#include "certcheck/serve/detail/workers.h"

#include <utility>

namespace certcheck::serve {

Workers::Workers(size_t threads, size_t waiting_max) : waiting_max_(waiting_max) {
  for (size_t i = 0; i < threads; ++i) threads_.emplace_back([this] { run(); });
}

Workers::~Workers() {
  {
    const std::lock_guard lock(mutex_);
    ended_ = true;
  }
  changed_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

bool Workers::add(std::function<void()> work) {
  {
    const std::lock_guard lock(mutex_);
    // Whom an idle thread takes at once does not wait.
    const size_t idle = threads_.size() - active_;
    if (queue_.size() >= idle + waiting_max_) return false;
    queue_.push_back(std::move(work));
  }
  changed_.notify_one();
  return true;
}

size_t Workers::active() const {
  const std::lock_guard lock(mutex_);
  return active_;
}

size_t Workers::waiting() const {
  const std::lock_guard lock(mutex_);
  return queue_.size();
}

void Workers::run() {
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [this] { return ended_ || !queue_.empty(); });
    if (queue_.empty()) return;
    std::function<void()> work = std::move(queue_.front());
    queue_.pop_front();
    ++active_;
    lock.unlock();
    work();
    work = nullptr;
    lock.lock();
    --active_;
  }
}

}  // namespace certcheck::serve
