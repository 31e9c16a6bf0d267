#include "certcheck/base/shorten.h"

#include "certcheck/base/encoding.h"

#include <algorithm>

namespace certcheck {
namespace {

std::string more_bytes(size_t count) { return "... " + std::to_string(count) + " more bytes"; }

/// Where a text may be cut at or before `most` bytes: not before a continuation byte, if one of the last
/// three bytes begins a character.
size_t place_to_cut(std::string_view text, size_t most) {
  size_t at = most;
  while (at > 0 && most - at < 4 && (static_cast<uint8_t>(text[at]) & 0xc0) == 0x80) --at;
  return (static_cast<uint8_t>(text[at]) & 0xc0) == 0x80 ? most : at;
}

}  // namespace

void shorten(std::string& text, size_t most) {
  if (text.size() <= most) return;
  const size_t at = place_to_cut(text, most);
  const std::string note = more_bytes(text.size() - at);
  text.resize(at);
  text += note;
}

std::string shortened(std::string_view text, size_t most) {
  if (text.size() <= most) return std::string(text);
  const size_t at = place_to_cut(text, most);
  return std::string(text.substr(0, at)) + more_bytes(text.size() - at);
}

std::string shortened_hex(ByteView bytes, size_t most) {
  if (bytes.size() <= most) return hex_encode(bytes);
  return hex_encode(bytes.first(most)) + more_bytes(bytes.size() - most);
}

}  // namespace certcheck
