#include "certcheck/der/oid.h"

#include "certcheck/base/encoding.h"

#include <algorithm>
#include <vector>

namespace certcheck::der {
namespace {

/// Multiplies a decimal number (least significant digit first) by 128 and adds.
void shift_in(std::vector<uint8_t>& decimal, unsigned bits) {
  unsigned carry = bits;
  for (auto& digit : decimal) {
    const unsigned value = digit * 128U + carry;
    digit = static_cast<uint8_t>(value % 10);
    carry = value / 10;
  }
  for (; carry != 0; carry /= 10) decimal.push_back(static_cast<uint8_t>(carry % 10));
}

/// A base-128 arc, minus what the first arc added to it (X.690 8.19.4), as decimal digits.
std::string arc_text(std::string_view arc, unsigned subtract) {
  uint64_t value = 0;
  if (arc.size() <= 9) {
    for (const char c : arc) value = value << 7 | (static_cast<uint8_t>(c) & 0x7fU);
    return std::to_string(value - subtract);
  }
  std::vector<uint8_t> decimal{0};
  for (const char c : arc) shift_in(decimal, static_cast<uint8_t>(c) & 0x7fU);
  // An arc this long is far larger than what is subtracted.
  for (size_t i = 0; subtract != 0 && i < decimal.size(); ++i) {
    const unsigned digit = subtract % 10;
    subtract /= 10;
    if (decimal[i] < digit) {
      decimal[i] = static_cast<uint8_t>(decimal[i] + 10 - digit);
      ++subtract;
    } else {
      decimal[i] = static_cast<uint8_t>(decimal[i] - digit);
    }
  }
  while (decimal.size() > 1 && decimal.back() == 0) decimal.pop_back();
  std::string text;
  for (auto it = decimal.rbegin(); it != decimal.rend(); ++it) text.push_back(static_cast<char>('0' + *it));
  return text;
}

}  // namespace

std::string Oid::to_string() const {
  if (content_.empty() || (static_cast<uint8_t>(content_.back()) & 0x80) != 0)
    return "invalid:" + hex_encode(as_bytes(content_));
  std::string text;
  for (size_t start = 0; start < content_.size();) {
    size_t end = start;
    while ((static_cast<uint8_t>(content_[end]) & 0x80) != 0) ++end;
    const std::string_view arc = content_.substr(start, end + 1 - start);
    if (start == 0) {
      // The first two arcs share one number: 40 x first + second, first in 0..2.
      const bool large = arc.size() > 1;
      const unsigned first = large ? 2 : std::min(static_cast<uint8_t>(arc[0]) / 40U, 2U);
      text = std::to_string(first) + '.' + arc_text(arc, first * 40);
    } else {
      text += '.' + arc_text(arc, 0);
    }
    start = end + 1;
  }
  return text;
}

std::string encode_oid(std::string_view dotted) {
  std::vector<uint64_t> arcs;
  for (size_t pos = 0; pos <= dotted.size();) {
    const size_t dot = std::min(dotted.find('.', pos), dotted.size());
    const std::string_view digits = dotted.substr(pos, dot - pos);
    if (digits.empty() || digits.size() > 18 || (digits.size() > 1 && digits[0] == '0')) return {};
    uint64_t arc = 0;
    for (const char c : digits) {
      if (c < '0' || c > '9') return {};
      arc = arc * 10 + static_cast<uint64_t>(c - '0');
    }
    arcs.push_back(arc);
    pos = dot + 1;
  }
  if (arcs.size() < 2 || arcs[0] > 2 || (arcs[0] < 2 && arcs[1] > 39)) return {};
  std::string content;
  arcs[1] += arcs[0] * 40;
  for (size_t i = 1; i < arcs.size(); ++i) {
    std::string groups(1, static_cast<char>(arcs[i] & 0x7f));
    for (uint64_t rest = arcs[i] >> 7; rest != 0; rest >>= 7)
      groups.push_back(static_cast<char>(0x80 | (rest & 0x7f)));
    content.append(groups.rbegin(), groups.rend());
  }
  return content;
}

}  // namespace certcheck::der
