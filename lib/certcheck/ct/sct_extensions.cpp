#include "certcheck/ct/detail/sct_extensions.h"

#include <array>

namespace certcheck::ct {
namespace {

constexpr uint8_t leaf_index_type = 0;
constexpr size_t leaf_index_bytes = 5, header_bytes = 3;

}  // namespace

// static-ct-api, "SCT Extension": a list of { ExtensionType (one byte), opaque<0..2^16-1> }; leaf_index(0) is
// a big-endian number of 40 bits; no type may be there twice.
SctExtensions read_sct_extensions(ByteView field) {
  SctExtensions read;
  std::array<bool, 256> seen{};
  while (!field.empty()) {
    if (field.size() < header_bytes) {
      read.fault = "the extensions end in the middle of an extension";
      return read;
    }
    const uint8_t type = field[0];
    const size_t length = static_cast<size_t>(field[1]) << 8 | field[2];
    field = field.subspan(header_bytes);
    if (length > field.size()) {
      read.fault = "extension " + std::to_string(type) + " is longer than the field";
      return read;
    }
    const ByteView data = field.first(length);
    field = field.subspan(length);
    if (seen[type]) {
      read.fault = "extension " + std::to_string(type) + " appears twice";
      return read;
    }
    seen[type] = true;
    if (type != leaf_index_type) continue;
    if (data.size() != leaf_index_bytes) {
      read.fault = "leaf_index has " + std::to_string(data.size()) + " bytes instead of 5";
      return read;
    }
    uint64_t index = 0;
    for (const uint8_t byte : data) index = index << 8 | byte;
    read.leaf_index = index;
  }
  return read;
}

}  // namespace certcheck::ct
