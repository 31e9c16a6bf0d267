#pragma once

#include "certcheck/base/result.h"

#include <optional>
#include <string>
#include <string_view>

namespace certcheck::tools {

/// A file that takes the place of another, if there is one, once all of it is on the disk: readers see the
/// old one or the new one whole. What is no regular file (/dev/stdout, a pipe) is written to at the end.
/// Memory is bounded however long the text for a regular file is.
class NewFile {
 public:
  explicit NewFile(std::string path) : path_(std::move(path)) {}
  NewFile(NewFile&& other) noexcept;
  NewFile& operator=(NewFile&&) = delete;
  ~NewFile();  ///< without commit() nothing was written

  void append(std::string_view text);
  /// The error names the file.
  std::optional<Error> commit();

 private:
  void spill();
  bool open_temporary();
  void give_up();

  std::string path_;
  std::string text_;       ///< not written yet
  std::string temporary_;  ///< beside the file; empty if there is none
  int descriptor_ = -1;    ///< of the temporary file
  std::optional<Error> problem_;
};

}  // namespace certcheck::tools
