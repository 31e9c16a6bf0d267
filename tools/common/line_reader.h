#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace certcheck::tools {

/// The lines of a file descriptor, each as soon as it has come. Memory is bounded however long a line is.
class LineReader {
 public:
  /// Of a line of more bytes than `longest` only the beginning is kept, and one of more than `endless` is cut
  /// there, so that a device that never ends a line is met with an end.
  LineReader(int descriptor, size_t longest, size_t endless = SIZE_MAX)
      : descriptor_(descriptor), longest_(longest), endless_(endless) {}

  struct Line {
    std::string text;       ///< without the line feed; the first 64 bytes if it is too long
    bool too_long = false;  ///< more bytes than allowed; they were skipped
    size_t size = 0;        ///< bytes of the whole line
  };
  /// nullopt at the end, or when reading fails. A last line need not end with a line feed.
  std::optional<Line> next();
  /// What reading failed with, if it did.
  const std::optional<std::string>& error() const { return error_; }

 private:
  /// More bytes into the buffer, which is used up. False at the end.
  bool fill();

  Line finished(Line line);

  static constexpr size_t beginning_kept = 64;
  int descriptor_;
  size_t longest_, endless_;
  bool first_ = true;
  std::vector<char> buffer_ = std::vector<char>(size_t{1} << 16);
  size_t begin_ = 0, end_ = 0;  ///< what of the buffer is not used yet
  std::optional<std::string> error_;
};

}  // namespace certcheck::tools
