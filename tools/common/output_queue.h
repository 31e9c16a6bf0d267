#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <string>
#include <thread>

namespace certcheck::tools {

/// Texts on their way to standard output, which one thread writes, so that a slow reader holds up whoever
/// makes more of them and nobody else. Used by several threads.
class OutputQueue {
 public:
  using Clock = std::chrono::steady_clock;

  /// Room for some hundred full reports of certcheck, or a thousand brief ones: what comes together from some
  /// hundred handshakes that began together does not wait.
  static constexpr size_t bytes_max = size_t{1} << 20, texts_max = 1'000;

  OutputQueue() = default;
  ~OutputQueue();  ///< waits for the reader
  OutputQueue(const OutputQueue&) = delete;
  OutputQueue& operator=(const OutputQueue&) = delete;

  /// Returns once there is less to be written than the bounds above, or nothing will be any more.
  void wait_for_room();
  /// Adds a text, which is written as a whole, whether there is room or not: what does not fit beyond the
  /// bounds is one text of each thread that waited for room.
  void push(std::string text);
  /// Waits until all is written.
  void drain();
  /// The same, but no longer than until then. How many texts are not written.
  size_t drain_until(Clock::time_point end);
  /// Nothing is written any more but the text that is being written.
  void abandon();

 private:
  void work();
  bool has_room() const { return abandoned_ || (bytes_ < bytes_max && texts_.size() < texts_max); }
  bool is_empty() const { return texts_.empty() && !writing_; }

  std::mutex mutex_;  ///< of what follows
  std::condition_variable added_, written_;
  std::deque<std::string> texts_;
  size_t bytes_ = 0;  ///< of those
  bool writing_ = false, ended_ = false, abandoned_ = false;
  std::thread thread_;  ///< since the first text
};

}  // namespace certcheck::tools
