#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <string>

namespace certcheck::tools {

/// A line on a terminal that says how far the work is, with a bar where its size is known.
class Progress {
 public:
  /// Nothing is drawn unless `shown`. `total` is how much there is to do; 0 if nobody knows.
  Progress(bool shown, size_t total) : shown_(shown), total_(total) {}
  /// `done` of the total so far. Some times a second `words` says more; it is given the seconds since the
  /// start.
  void update(size_t done, const std::function<std::string(double seconds)>& words);
  /// Takes the line away, so that something else can be written.
  void clear();

 private:
  using Clock = std::chrono::steady_clock;
  bool shown_;
  size_t total_;
  bool drawn_ = false;
  Clock::time_point start_ = Clock::now(), last_ = start_;
};

}  // namespace certcheck::tools
