#pragma once

#include <chrono>
#include <cstddef>

namespace certcheck::certlint {

/// A line on a terminal that says how far the work is, with a bar where its size is known.
class Progress {
 public:
  /// Nothing is drawn unless `shown`. `total` is how many octets there are to read; 0 if nobody knows.
  Progress(bool shown, size_t total) : shown_(shown), total_(total) {}
  /// Octets read, things linted and findings so far.
  void update(size_t octets, size_t items, size_t findings);
  /// Takes the line away, so that something else can be written.
  void clear();

 private:
  using Clock = std::chrono::steady_clock;
  bool shown_;
  size_t total_;
  bool drawn_ = false;
  Clock::time_point start_ = Clock::now(), last_ = start_;
};

}  // namespace certcheck::certlint
