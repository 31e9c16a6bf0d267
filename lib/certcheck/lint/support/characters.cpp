#include "certcheck/lint/support/characters.h"

#include "certcheck/der/reader.h"
#include "certcheck/x509/strings.h"

#include <uninorm.h>
#include <unistr.h>

#include <algorithm>
#include <cstdlib>
#include <memory>

namespace certcheck::lint {
namespace {

namespace tag = der::tag;

constexpr uint32_t replacement = 0xfffd;

struct Free {
  void operator()(uint8_t* memory) const { std::free(memory); }
};

/// Below U+0300, the first combining mark, every string is in form C.
bool is_below_combining_marks(uint8_t type, ByteView value) {
  Characters characters(type, value);
  while (const auto character = characters.next())
    if (*character >= 0x300) return false;
  return true;
}

}  // namespace

uint32_t Characters::next_utf8() {
  ucs4_t character = replacement;
  const int length = u8_mbtouc(&character, rest_.data(), rest_.size());
  rest_ = rest_.subspan(static_cast<size_t>(std::max(length, 1)));
  return character;
}

uint32_t Characters::next_wide(size_t width) {
  if (rest_.size() < width) {
    rest_ = {};
    return replacement;
  }
  uint32_t character = 0;
  for (const uint8_t octet : rest_.first(width)) character = character << 8 | octet;
  rest_ = rest_.subspan(width);
  return character > 0x10ffff || (character >= 0xd800 && character < 0xe000) ? replacement : character;
}

std::optional<uint32_t> Characters::next() {
  if (rest_.empty()) return std::nullopt;
  switch (tag_) {
    case tag::utf8_string:
      return next_utf8();
    case tag::bmp_string:
      return next_wide(2);
    case tag::universal_string:
      return next_wide(4);
    default:
      break;
  }
  const uint8_t octet = rest_.front();
  rest_ = rest_.subspan(1);
  return octet;
}

bool is_nfc(uint8_t type, ByteView value) {
  if (is_below_combining_marks(type, value)) return true;
  const auto text = x509::string_text(type, value);
  const ByteView utf8 = text ? as_bytes(*text) : value;
  if (!text && u8_check(utf8.data(), utf8.size()) != nullptr) return true;
  size_t length = 0;
  const std::unique_ptr<uint8_t, Free> normalized(
      u8_normalize(UNINORM_NFC, utf8.data(), utf8.size(), nullptr, &length));
  return !normalized || same_bytes({normalized.get(), length}, utf8);
}

bool is_nfc(std::string_view utf8) { return is_nfc(tag::utf8_string, as_bytes(utf8)); }

}  // namespace certcheck::lint
