#include "certlint/progress.h"

#include <algorithm>
#include <cstdio>

namespace certcheck::certlint {

void Progress::update(size_t octets, size_t items, size_t findings) {
  const auto now = Clock::now();
  if (!shown_ || now - last_ < std::chrono::milliseconds(200)) {
    return;
  }
  last_ = now;
  const double seconds = std::chrono::duration<double>(now - start_).count();
  std::fputc('\r', stderr);
  if (total_ != 0) {
    constexpr int width = 24;
    const double part = std::min(1.0, static_cast<double>(octets) / static_cast<double>(total_));
    const int filled = static_cast<int>(part * width);
    std::fprintf(stderr, "[%.*s%*s] %3.0f %%  ", filled, "########################", width - filled, "",
                 part * 100);
  }
  std::fprintf(stderr, "%zu linted, %zu findings, %.1f MB read, %.0f/s\x1b[K", items, findings,
               static_cast<double>(octets) / 1e6, static_cast<double>(items) / std::max(seconds, 1e-3));
  std::fflush(stderr);
  drawn_ = true;
}

void Progress::clear() {
  if (drawn_) {
    std::fputs("\r\x1b[K", stderr);
    drawn_ = false;
  }
}

}  // namespace certcheck::certlint
