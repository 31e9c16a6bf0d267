#pragma once

#include "certcheck/base/result.h"

#include <optional>
#include <string>
#include <string_view>

namespace certcheck::tools {

/// Puts a file in the place of another, if there is one, once all of it is on the disk: readers see the old
/// one or the new one whole. What is no regular file (/dev/stdout, a pipe) is written to. The error names
/// the file.
std::optional<Error> write_file(const std::string& path, std::string_view text);

}  // namespace certcheck::tools
