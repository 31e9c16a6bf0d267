#pragma once

#include "certcheck/base/bytes.h"

#include <cstdint>
#include <optional>
#include <string>

/// The extensions field of an SCT as logs with the static API fill it (c2sp.org/static-ct-api).
namespace certcheck::ct {

struct SctExtensions {
  std::optional<uint64_t> leaf_index;  ///< of the entry in the log, from 0
  std::string fault;                   ///< why the field has not the form of CtExtensions; empty if it has
};

/// Total. RFC 6962 logs leave the field empty.
SctExtensions read_sct_extensions(ByteView field);

}  // namespace certcheck::ct
