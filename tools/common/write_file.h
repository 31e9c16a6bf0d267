#pragma once

#include "certcheck/base/result.h"

#include <atomic>
#include <optional>
#include <string>
#include <string_view>

namespace certcheck::tools {

/// A file that takes the place of another, if there is one, once all of it is on the disk: readers see the
/// old one or the new one whole. What is not a regular file (/dev/stdout, a pipe) is written to at the end.
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
  std::string temporary_;  ///< alongside the file; empty if there is none
  int descriptor_ = -1;    ///< of the temporary file
  std::optional<Error> problem_;
};

/// A file that grows by whole lines, each of which is handed to the system at once: whoever kills the process
/// leaves all but the last as they are. It is locked as long as it is open, so that two runs do not mix.
class GrowingFile {
 public:
  /// Makes the file if there is none. The error names it.
  static Result<GrowingFile> open(const std::string& path);
  GrowingFile(GrowingFile&& other) noexcept;
  GrowingFile& operator=(GrowingFile&&) = delete;
  ~GrowingFile();

  const std::string& path() const { return path_; }
  int descriptor() const { return descriptor_; }  ///< for reading from the start
  /// Leaves so many bytes of it.
  std::optional<Error> cut(size_t bytes);
  /// Nothing follows a text that could not be written as a whole: what comes next would be in the middle of a
  /// line.
  void append(std::string_view text);
  /// May be asked by any thread.
  bool broken() const { return broken_; }
  /// Why not all was written.
  const std::optional<Error>& problem() const { return problem_; }

 private:
  GrowingFile() = default;

  std::string path_;
  int descriptor_ = -1;
  std::optional<Error> problem_;
  std::atomic<bool> broken_ = false;
};

}  // namespace certcheck::tools
