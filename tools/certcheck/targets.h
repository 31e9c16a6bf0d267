#pragma once

#include "certcheck/base/result.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace certcheck::tools {

/// Where the next target comes from: the file first, then the command line with standard input for each "-".
/// Lines hold one target each; '#' at the start of a word starts a comment. Files are read as they are
/// needed, so a list may be of any length.
class TargetSource {
 public:
  /// `arguments` may hold "-" for standard input. The error names a file that cannot be opened.
  static Result<TargetSource> open(std::vector<std::string> arguments, const std::string& targets_file);

  /// The next target as written; nullopt at the end.
  std::optional<std::string> next();

  /// Why the end came early, if a list could not be read on.
  const std::optional<Error>& problem() const;

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace certcheck::tools
