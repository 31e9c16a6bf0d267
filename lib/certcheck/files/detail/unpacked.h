#pragma once

#include "certcheck/files/contents.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace certcheck::files {

/// What was in a file that holds several certificates. Each reader of such files is total, and gives what it
/// could read before a fault.
struct Unpacked {
  std::vector<Part> parts;            ///< certificates and CRLs in the order of the container
  std::string fault;                  ///< what kept the rest from being read; empty if nothing did
  std::optional<size_t> offset = {};  ///< of the fault, if it is in the encoding
};

}  // namespace certcheck::files
