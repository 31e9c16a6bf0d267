#pragma once

#include "certcheck/base/bytes.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace certcheck::lint {

/// The characters of a string type's value one after the other, without a copy. UTF8String, BMPString and
/// UniversalString by their encodings; every other type as Latin-1, of which ASCII is a part. What is no
/// character of the encoding gives U+FFFD.
class Characters {
 public:
  Characters(uint8_t tag, ByteView value) : tag_(tag), rest_(value) {}
  /// nullopt at the end.
  std::optional<uint32_t> next();

 private:
  uint32_t next_utf8();
  uint32_t next_wide(size_t width);

  uint8_t tag_;
  ByteView rest_;
};

/// C0, DEL or C1.
constexpr bool is_control(uint32_t character) {
  return character < 0x20 || (character >= 0x7f && character < 0xa0);
}

/// The value is in Unicode normalization form C. Bytes that are no text of the type are taken for UTF-8,
/// which issuers write into other types; if they are not even that, there is nothing to normalize.
bool is_nfc(uint8_t tag, ByteView value);
bool is_nfc(std::string_view utf8);

}  // namespace certcheck::lint
