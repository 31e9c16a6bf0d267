#include "certcheck/der/oid.h"

#include "certcheck/base/budget.h"
#include "certcheck/base/shorten.h"

#include <algorithm>
#include <vector>

namespace certcheck::der {
namespace {

/// A base-128 arc, minus what the first arc added to it (X.690 8.19.4), as a decimal number. Arcs beyond
/// those in use are not converted, which would take time with the square of their length.
std::string arc_text(std::string_view arc, unsigned subtract) {
  if (arc.size() > OutputBudget::arc_bytes)
    return "(" + shortened_hex(as_bytes(arc), OutputBudget::arc_bytes) + ")";
  // The number in decimal digits, nine a limb, least significant limb first.
  constexpr uint64_t base = 1'000'000'000;
  std::vector<uint64_t> limbs{0};
  for (const char c : arc) {
    uint64_t carry = static_cast<uint8_t>(c) & 0x7fU;
    for (uint64_t& limb : limbs) {
      carry += limb << 7;
      limb = carry % base;
      carry /= base;
    }
    if (carry != 0) limbs.push_back(carry);
  }
  // No arc that it is taken from is smaller than `subtract`.
  uint64_t borrow = subtract;
  for (uint64_t& limb : limbs) {
    const bool wraps = limb < borrow;
    limb = limb + (wraps ? base : 0) - borrow;
    borrow = wraps ? 1 : 0;
  }
  while (limbs.size() > 1 && limbs.back() == 0) limbs.pop_back();
  std::string text = std::to_string(limbs.back());
  for (size_t i = limbs.size() - 1; i-- > 0;) {
    const std::string digits = std::to_string(limbs[i]);
    text.append(9 - digits.size(), '0').append(digits);
  }
  return text;
}

}  // namespace

std::string Oid::to_string() const {
  if (content_.empty() || (static_cast<uint8_t>(content_.back()) & 0x80) != 0)
    return "invalid:" + shortened_hex(as_bytes(content_), OutputBudget::value_bytes);
  std::string text;
  for (size_t start = 0; start < content_.size();) {
    if (text.size() > OutputBudget::value_bytes) {
      text += "... " + std::to_string(content_.size() - start) + " more bytes";
      break;
    }
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
