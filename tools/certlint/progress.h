#pragma once

#include <chrono>
#include <cstddef>

namespace certcheck::certlint {

/// A line on a terminal that says how far the work is. Nothing if standard error is no terminal.
class Progress {
 public:
  explicit Progress(bool wanted);
  /// Octets read, things linted and findings so far.
  void update(size_t octets, size_t items, size_t findings);
  /// Takes the line away, so that something else can be written.
  void clear();

 private:
  using Clock = std::chrono::steady_clock;
  bool shown_;
  bool drawn_ = false;
  Clock::time_point start_ = Clock::now(), last_ = start_;
};

}  // namespace certcheck::certlint
