#include "common/progress.h"

#include <algorithm>
#include <cstdio>

namespace certcheck::tools {

void Progress::update(size_t done, const std::function<std::string(double seconds)>& words) {
  const auto now = Clock::now();
  if (!shown_ || now - last_ < std::chrono::milliseconds(200)) return;
  last_ = now;
  const double seconds = std::max(std::chrono::duration<double>(now - start_).count(), 1e-3);
  std::fputc('\r', stderr);
  if (total_ != 0) {
    constexpr int width = 24;
    const double part = std::min(1.0, static_cast<double>(done) / static_cast<double>(total_));
    const int filled = static_cast<int>(part * width);
    std::fprintf(stderr, "[%.*s%*s] %3.0f %%  ", filled, "########################", width - filled, "",
                 part * 100);
  }
  std::fprintf(stderr, "%s\x1b[K", words(seconds).c_str());
  std::fflush(stderr);
  drawn_ = true;
}

void Progress::clear() {
  if (!drawn_) return;
  std::fputs("\r\x1b[K", stderr);
  drawn_ = false;
}

}  // namespace certcheck::tools
