#include "common/line_reader.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string_view>
#include <system_error>
#include <utility>

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

LineReader::Line LineReader::finished(Line line) {
  // Windows begins UTF-8 with U+FEFF, which is not part of the text (RFC 3629 6).
  constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
  if (first_ && line.text.starts_with(byte_order_mark)) line.text.erase(0, byte_order_mark.size());
  first_ = false;
  return line;
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
      line.text.append(start, std::min(count, beginning_kept));
      line.text.resize(std::min(line.text.size(), beginning_kept));
      line.text.shrink_to_fit();
      line.too_long = true;
    }
    line.size += count;
    if (feed != nullptr || line.size > endless_) return finished(std::move(line));
  }
  return any && !error_ ? std::optional(finished(std::move(line))) : std::nullopt;
}

}  // namespace certcheck::tools
