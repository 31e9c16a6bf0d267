#pragma once

#include <time.h>

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <string>
#include <utility>
#include <vector>

/// Measuring and printing for the benchmarks. A benchmark compares what it measures with peers measured in
/// the same run, for figures of another machine or another hour say little.
///
///     bench::Comparison parse("parse a certificate", "certificates");
///     const auto ours = parse.measure("certcheck", [&] { bench::keep(parse_certificate(der)); });
///     parse.measure("OpenSSL", [&] { ... });
///     parse.print(300'000);
namespace certcheck::bench {

/// Stops the compiler from dropping a computation whose value nobody reads.
template <typename T>
inline void keep(const T& value) {
  asm volatile("" : : "g"(&value) : "memory");
}

/// CPU time of the calling thread, which other work on the machine disturbs least.
inline double thread_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

struct Measurement {
  std::string name;
  double seconds = 0;  ///< of one item, median over the rounds
  double spread = 0;   ///< (slowest - fastest round) / median
};

/// Median CPU seconds of one call. A round lasts at least `round_seconds`, so that the clock's steps do not
/// count.
template <typename Function>
Measurement measure(std::string name, Function&& function, size_t items_per_call = 1, size_t rounds = 11,
                    double round_seconds = 0.02) {
  const auto run = [&](size_t calls) {
    const double start = thread_seconds();
    for (size_t i = 0; i < calls; ++i) function();
    return thread_seconds() - start;
  };
  // The first calls warm caches and lazily made tables; they also tell how many calls make a round.
  size_t calls = 1;
  for (double took = run(1); took < round_seconds; took = run(calls)) {
    const double wanted = took > 0 ? 1.2 * round_seconds / took : 1000;
    calls = static_cast<size_t>(static_cast<double>(calls) * std::clamp(wanted, 2.0, 1000.0));
  }
  std::vector<double> seconds;
  for (size_t i = 0; i < rounds; ++i)
    seconds.push_back(run(calls) / static_cast<double>(calls * items_per_call));
  std::sort(seconds.begin(), seconds.end());
  const double median = seconds[rounds / 2];
  return {.name = std::move(name), .seconds = median, .spread = (seconds.back() - seconds.front()) / median};
}

/// Ours, which is measured first, beside its peers.
class Comparison {
 public:
  /// `unit` is the plural of what one item is, e.g. "certificates".
  Comparison(std::string what, std::string unit) : what_(std::move(what)), unit_(std::move(unit)) {}

  template <typename Function>
  Measurement measure(std::string name, Function&& function, size_t items_per_call = 1) {
    return add(bench::measure(std::move(name), std::forward<Function>(function), items_per_call));
  }

  /// One that was measured otherwise, e.g. by wall clock over processes.
  Measurement add(Measurement measurement) {
    measurements_.push_back(std::move(measurement));
    return measurements_.back();
  }

  /// Prints all, each peer with how many times faster (> 1) or slower (< 1) we are. True if we reach `target`
  /// items a second; 0 is no target.
  bool print(double target = 0) const {
    std::printf("%s\n", what_.c_str());
    if (measurements_.empty()) return false;
    const double ours = measurements_.front().seconds;
    for (const Measurement& m : measurements_) {
      std::printf("  %-32s %12.0f %s/s  %10.2f us  spread %3.0f%%", m.name.c_str(), 1 / m.seconds,
                  unit_.c_str(), m.seconds * 1e6, m.spread * 100);
      if (&m != &measurements_.front()) std::printf("  ratio %.2f", m.seconds / ours);
      std::printf("\n");
    }
    const bool reached = target <= 0 || 1 / ours >= target;
    if (target > 0)
      std::printf("  target %.0f %s/s: %s\n", target, unit_.c_str(), reached ? "reached" : "missed");
    return reached;
  }

 private:
  std::string what_, unit_;
  std::vector<Measurement> measurements_;
};

}  // namespace certcheck::bench
