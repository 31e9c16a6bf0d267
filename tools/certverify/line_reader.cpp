#include "certverify/line_reader.h"

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <system_error>

namespace certcheck::tools {

bool LineReader::fill() {
  ssize_t count = 0;
  do {
    count = ::read(descriptor_, buffer_.data(), buffer_.size());
  } while (count < 0 && errno == EINTR);
  if (count < 0) error_ = std::generic_category().message(errno);
  begin_ = 0;
  end_ = count > 0 ? static_cast<size_t>(count) : 0;
  return end_ != 0;
}

std::optional<LineReader::Line> LineReader::next() {
  Line line;
  bool any = false;  // a line at the very end has something in it
  while (begin_ != end_ || fill()) {
    any = true;
    const char* const start = buffer_.data() + begin_;
    const void* const feed = std::memchr(start, '\n', end_ - begin_);
    const size_t count =
        feed == nullptr ? end_ - begin_ : static_cast<size_t>(static_cast<const char*>(feed) - start);
    begin_ += count + (feed == nullptr ? 0 : 1);
    if (!line.too_long && line.text.size() + count <= longest_) {
      line.text.append(start, count);
    } else if (!line.too_long) {
      line = {.text = {}, .too_long = true};
    }
    if (feed != nullptr) return line;
  }
  return any && !error_ ? std::optional(std::move(line)) : std::nullopt;
}

}  // namespace certcheck::tools
