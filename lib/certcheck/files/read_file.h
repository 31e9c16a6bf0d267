#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/base/result.h"

#include <string>

namespace certcheck::files {

/// The whole of a file, pipes included. Errors (io) name the file.
Result<Bytes> read_file(const std::string& path);

}  // namespace certcheck::files
