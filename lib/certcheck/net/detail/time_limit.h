#pragma once

#include "certcheck/net/detail/loop_clock.h"

#include <algorithm>
#include <chrono>
#include <optional>

namespace certcheck::net {

/// The time that a target may take: one limit over all, one for each step. Private to this module.
class TimeLimit {
 public:
  using Clock = LoopClock;

  /// Nothing extends it beyond `latest`.
  TimeLimit(std::chrono::milliseconds whole, std::chrono::milliseconds step,
            std::optional<std::chrono::steady_clock::time_point> latest = {})
      : latest_(latest ? start_ + (*latest - std::chrono::steady_clock::now()) : Clock::time_point::max()),
        end_(std::min(start_ + whole, latest_)),
        step_(step) {}

  Clock::time_point end() const { return end_; }
  bool over() const { return Clock::now() >= end_; }
  /// When a step that begins now has to be over.
  Clock::time_point step() const { return std::min(end_, Clock::now() + step_); }
  Clock::time_point step_of(Clock::duration most) const { return std::min(step(), Clock::now() + most); }
  Clock::time_point until(Clock::duration most) const { return std::min(end_, Clock::now() + most); }
  /// What was waited for this machine's own reasons is not the target's time.
  void extend(Clock::duration waited) {
    start_ += waited;
    end_ = std::min(end_ + waited, latest_);
  }
  /// Since the beginning.
  double now_ms() const { return to_ms(Clock::now() - start_); }

  static double to_ms(Clock::duration time) {
    return std::chrono::duration<double, std::milli>(time).count();
  }

 private:
  Clock::time_point start_ = Clock::now();
  const Clock::time_point latest_;
  Clock::time_point end_;
  const std::chrono::milliseconds step_;
};

}  // namespace certcheck::net
