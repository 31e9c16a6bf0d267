#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace certcheck::serve {

/// What /metrics reports of the service itself, in the text format of Prometheus. On one thread.
class Metrics {
 public:
  /// `endpoint` is a path that there is, or "other", so that clients cannot make up series.
  void count(std::string_view endpoint, unsigned status, std::chrono::steady_clock::duration took);
  void count_refusal(std::string_view why);
  void count_verdict(std::string_view verdict);

  /// What is at this moment.
  struct Gauges {
    size_t connections = 0, active = 0, waiting = 0;
    int64_t started = 0;  ///< in seconds since 1970
    std::string version = {};
    bool stopping = false;
  };
  std::string text(const Gauges& now) const;

 private:
  /// Upper bounds in seconds; a check takes some handshakes' time.
  static constexpr std::array<double, 9> bounds{0.005, 0.025, 0.1, 0.25, 1, 2.5, 5, 15, 60};
  struct Histogram {
    std::array<uint64_t, bounds.size()> at_most{};
    uint64_t count = 0;
    double sum = 0;
  };

  std::map<std::pair<std::string, unsigned>, uint64_t> requests_;
  std::map<std::string, Histogram> durations_;
  std::map<std::string, uint64_t> refusals_, verdicts_;
};

}  // namespace certcheck::serve
