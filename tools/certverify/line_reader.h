#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace certcheck::tools {

/// The lines of a file descriptor, each as soon as it has come. Memory is bounded however long a line is.
class LineReader {
 public:
  /// Of a line of more octets than `longest` only the length is known to be too large.
  LineReader(int descriptor, size_t longest) : descriptor_(descriptor), longest_(longest) {}

  struct Line {
    std::string text;       ///< without the line feed; empty if it is too long
    bool too_long = false;  ///< more octets than allowed; they were passed over
  };
  /// nullopt at the end, or when reading fails. A last line need not end with a line feed.
  std::optional<Line> next();
  /// What reading failed with, if it did.
  const std::optional<std::string>& error() const { return error_; }

 private:
  /// More octets into the buffer, which is used up. False at the end.
  bool fill();

  int descriptor_;
  size_t longest_;
  std::vector<char> buffer_ = std::vector<char>(size_t{1} << 16);
  size_t begin_ = 0, end_ = 0;  ///< what of the buffer is not used yet
  std::optional<std::string> error_;
};

}  // namespace certcheck::tools
