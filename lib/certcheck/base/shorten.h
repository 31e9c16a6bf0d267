#pragma once

#include "certcheck/base/bytes.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace certcheck {

/// Cuts a text of more than `most` bytes there, between characters if it is UTF-8, and says how much is
/// missing: "abc... 512 more bytes".
void shorten(std::string& text, size_t most);
std::string shortened(std::string_view text, size_t most);

/// Lower-case hexadecimal of at most `most` bytes, and how many more there are.
std::string shortened_hex(ByteView bytes, size_t most);

}  // namespace certcheck
