#include "certcheck/base/encoding.h"

#include <array>
#include <utility>

namespace certcheck {
namespace {

constexpr std::string_view base64_alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

constexpr uint8_t not_base64 = 0xff, white_space = 0xfe;

constexpr auto base64_values = [] {
  std::array<uint8_t, 256> values{};
  for (auto& v : values) v = not_base64;
  for (size_t i = 0; i < base64_alphabet.size(); ++i)
    values[static_cast<uint8_t>(base64_alphabet[i])] = static_cast<uint8_t>(i);
  for (const char c : {' ', '\t', '\r', '\n', '\f', '\v'}) values[static_cast<uint8_t>(c)] = white_space;
  return values;
}();

/// The values where they belong in a group of four; other characters have a bit above those of a group.
constexpr uint32_t outside_group = 1U << 24U;
constexpr auto placed_values = [] {
  std::array<std::array<uint32_t, 256>, 4> placed{};
  for (size_t place = 0; place < 4; ++place)
    for (size_t c = 0; c < 256; ++c)
      placed[place][c] =
          base64_values[c] > 63 ? outside_group : uint32_t{base64_values[c]} << (6 * (3 - place));
  return placed;
}();

/// Writes what the groups of four at the start stand for, as long as nothing else comes, and moves the end
/// of the output there. Returns the number of characters read.
size_t decode_whole_groups(std::string_view text, uint8_t*& end) {
  size_t i = 0;
  for (; text.size() - i >= 4; i += 4) {
    uint32_t group = 0;
    for (size_t place = 0; place < 4; ++place)
      group |= placed_values[place][static_cast<uint8_t>(text[i + place])];
    if (group >= outside_group) break;
    *end++ = static_cast<uint8_t>(group >> 16);
    *end++ = static_cast<uint8_t>(group >> 8);
    *end++ = static_cast<uint8_t>(group);
  }
  return i;
}

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

std::string hex_encode(ByteView bytes) {
  std::string out;
  out.reserve(bytes.size() * 2);
  for (const uint8_t b : bytes) {
    out.push_back(hex_digits[b >> 4]);
    out.push_back(hex_digits[b & 15]);
  }
  return out;
}

std::optional<Bytes> hex_decode(std::string_view text) {
  if (text.size() % 2 != 0) return std::nullopt;
  Bytes out;
  out.reserve(text.size() / 2);
  for (size_t i = 0; i < text.size(); i += 2) {
    const int high = hex_value(text[i]), low = hex_value(text[i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    out.push_back(static_cast<uint8_t>(high * 16 + low));
  }
  return out;
}

std::string base64_encode(ByteView bytes) {
  std::string out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  for (size_t i = 0; i < bytes.size(); i += 3) {
    const size_t left = bytes.size() - i;
    const uint32_t group = static_cast<uint32_t>(bytes[i] << 16) |
                           (left > 1 ? static_cast<uint32_t>(bytes[i + 1] << 8) : 0U) |
                           (left > 2 ? bytes[i + 2] : 0U);
    out.push_back(base64_alphabet[group >> 18]);
    out.push_back(base64_alphabet[(group >> 12) & 63]);
    out.push_back(left > 1 ? base64_alphabet[(group >> 6) & 63] : '=');
    out.push_back(left > 2 ? base64_alphabet[group & 63] : '=');
  }
  return out;
}

std::optional<Bytes> base64_decode(std::string_view text) {
  bool spare_bits = false;
  auto bytes = base64_decode(text, spare_bits);
  return spare_bits ? std::nullopt : std::move(bytes);
}

std::optional<Bytes> base64_decode(std::string_view text, bool& spare_bits) {
  spare_bits = false;
  Bytes out(text.size() / 4 * 3 + 3);
  uint8_t* end = out.data();
  uint32_t group = 0;
  unsigned held = 0, padding = 0;
  for (size_t i = 0; i < text.size();) {
    // Whole groups without white space are nearly all there is, so they are read at once.
    if (held == 0 && padding == 0) i += decode_whole_groups(text.substr(i), end);
    if (i == text.size()) break;
    const char c = text[i++];
    const uint8_t value = base64_values[static_cast<uint8_t>(c)];
    if (value == white_space) continue;
    if (c == '=') {
      if (++padding > 2) return std::nullopt;
      continue;
    }
    if (value == not_base64 || padding != 0) return std::nullopt;
    group = (group << 6) | value;
    if (++held == 4) {
      *end++ = static_cast<uint8_t>(group >> 16);
      *end++ = static_cast<uint8_t>(group >> 8);
      *end++ = static_cast<uint8_t>(group);
      group = 0;
      held = 0;
    }
  }
  if ((held + padding) % 4 != 0 || held == 1) return std::nullopt;
  if (held == 2) {
    spare_bits = (group & 15) != 0;
    *end++ = static_cast<uint8_t>(group >> 4);
  } else if (held == 3) {
    spare_bits = (group & 3) != 0;
    *end++ = static_cast<uint8_t>(group >> 10);
    *end++ = static_cast<uint8_t>(group >> 2);
  }
  out.resize(static_cast<size_t>(end - out.data()));
  return out;
}

}  // namespace certcheck
