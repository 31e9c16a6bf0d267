#pragma once

#include "certcheck/base/result.h"

#include "common/write_file.h"

#include <cstddef>
#include <memory>
#include <string>
#include <unordered_map>

namespace certcheck::tools {

/// The reports of a run that ended early, to which another one adds those that are missing.
class Resumption {
 public:
  /// Reads the file, which need not exist, and locks it. What follows its last whole line was being
  /// written when that run ended, and is cut off. The error names the file, and the line that is not a
  /// report.
  static Result<Resumption> open(const std::string& path);

  /// Whether a target has a line there that no other one has been given: a list may hold a target twice.
  bool has(const std::string& input);

  const std::shared_ptr<GrowingFile>& file() const { return file_; }

 private:
  std::shared_ptr<GrowingFile> file_;
  std::unordered_map<std::string, size_t> lines_;  ///< by target as reports show it
};

}  // namespace certcheck::tools
