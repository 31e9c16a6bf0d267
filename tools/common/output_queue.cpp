#include "common/output_queue.h"

#include "common/output.h"

#include <utility>

namespace certcheck::tools {

OutputQueue::~OutputQueue() {
  {
    const std::lock_guard lock(mutex_);
    ended_ = true;
  }
  added_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void OutputQueue::wait_for_room() {
  std::unique_lock lock(mutex_);
  written_.wait(lock, [this] { return has_room(); });
}

void OutputQueue::push(std::string text) {
  {
    const std::lock_guard lock(mutex_);
    if (abandoned_) return;
    bytes_ += text.size();
    texts_.push_back(std::move(text));
    if (!thread_.joinable()) thread_ = std::thread([this] { work(); });
  }
  added_.notify_one();
}

void OutputQueue::drain() {
  std::unique_lock lock(mutex_);
  written_.wait(lock, [this] { return is_empty(); });
}

size_t OutputQueue::drain_until(Clock::time_point end) {
  std::unique_lock lock(mutex_);
  written_.wait_until(lock, end, [this] { return is_empty(); });
  return texts_.size() + (writing_ ? 1 : 0);
}

void OutputQueue::abandon() {
  {
    const std::lock_guard lock(mutex_);
    abandoned_ = true;
    texts_.clear();
    bytes_ = 0;
  }
  written_.notify_all();
}

void OutputQueue::work() {
  std::unique_lock lock(mutex_);
  for (;;) {
    added_.wait(lock, [this] { return ended_ || !texts_.empty(); });
    if (texts_.empty()) return;
    const std::string text = std::move(texts_.front());
    texts_.pop_front();
    writing_ = true;
    lock.unlock();
    print(text);
    lock.lock();
    writing_ = false;
    bytes_ -= abandoned_ ? 0 : text.size();
    written_.notify_all();
  }
}

}  // namespace certcheck::tools
