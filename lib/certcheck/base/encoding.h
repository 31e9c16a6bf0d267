#pragma once

#include "certcheck/base/bytes.h"

#include <optional>
#include <string>
#include <string_view>

namespace certcheck {

/// Digits of base 16 in either case.
inline constexpr std::string_view hex_digits = "0123456789abcdefABCDEF";

/// Lower case, no separators.
std::string hex_encode(ByteView bytes);

/// Hexadecimal of either case without separators; nullopt on anything else.
std::optional<Bytes> hex_decode(std::string_view text);

/// RFC 4648 section 4, with padding, on one line.
std::string base64_encode(ByteView bytes);

/// RFC 4648 section 4. White space is skipped; missing padding, other characters and stray bits are nullopt.
std::optional<Bytes> base64_decode(std::string_view text);

/// The same, but bits that the last group has to spare need not be zero (RFC 4648 3.5: decoders MAY reject
/// them); `spare_bits` says whether any is set.
std::optional<Bytes> base64_decode(std::string_view text, bool& spare_bits);

}  // namespace certcheck
