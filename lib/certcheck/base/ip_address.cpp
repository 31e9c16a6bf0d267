#include "certcheck/base/ip_address.h"

#include "certcheck/base/budget.h"
#include "certcheck/base/shorten.h"

#include <algorithm>
#include <array>

namespace certcheck {

namespace {

constexpr size_t ipv6_groups = 8;

/// Cuts `text` at the next separator and returns what stood before it.
std::string_view cut(std::string_view& text, char separator) {
  const size_t end = text.find(separator);
  const std::string_view part = text.substr(0, end);
  text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
  return part;
}

bool parse_ipv4(std::string_view text, Bytes& out) {
  if (std::count(text.begin(), text.end(), '.') != 3) return false;
  for (size_t i = 0; i < ipv4_size; ++i) {
    const std::string_view part = cut(text, '.');
    // A leading zero would read as octal elsewhere (RFC 6943 3.1.1), so it is refused.
    if (part.empty() || part.size() > 3 || (part.size() > 1 && part[0] == '0')) return false;
    unsigned value = 0;
    for (const char c : part) {
      if (c < '0' || c > '9') return false;
      value = value * 10 + static_cast<unsigned>(c - '0');
    }
    if (value > 255) return false;
    out.push_back(static_cast<uint8_t>(value));
  }
  return true;
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/// Groups between colons, the last of which may be an IPv4 address if `ipv4_tail`. Empty text is no group.
bool parse_groups(std::string_view text, bool ipv4_tail, Bytes& out) {
  if (text.empty()) return true;
  for (bool more = true; more;) {
    more = text.find(':') != std::string_view::npos;
    const std::string_view part = cut(text, ':');
    if (!more && ipv4_tail && part.find('.') != std::string_view::npos) return parse_ipv4(part, out);
    if (part.empty() || part.size() > 4) return false;
    unsigned value = 0;
    for (const char c : part) {
      const int digit = hex_digit(c);
      if (digit < 0) return false;
      value = value * 16 + static_cast<unsigned>(digit);
    }
    out.push_back(static_cast<uint8_t>(value >> 8));
    out.push_back(static_cast<uint8_t>(value));
  }
  return true;
}

std::optional<Bytes> parse_ipv6(std::string_view text) {
  Bytes head;
  const size_t gap = text.find("::");
  if (gap == std::string_view::npos) {
    if (!parse_groups(text, true, head) || head.size() != ipv6_size) return std::nullopt;
    return head;
  }
  Bytes tail;
  if (!parse_groups(text.substr(0, gap), false, head) || !parse_groups(text.substr(gap + 2), true, tail)) {
    return std::nullopt;
  }
  // "::" stands for at least one group of zeros (RFC 4291 2.2).
  if (head.size() + tail.size() > ipv6_size - 2) return std::nullopt;
  head.resize(ipv6_size - tail.size(), 0);
  head.insert(head.end(), tail.begin(), tail.end());
  return head;
}

std::string format_ipv6(ByteView address) {
  std::array<unsigned, ipv6_groups> groups{};
  for (size_t i = 0; i < ipv6_groups; ++i) {
    groups[i] = static_cast<unsigned>(address[2 * i]) << 8 | address[2 * i + 1];
  }
  // RFC 5952 4.2: "::" replaces the first of the longest runs of zero groups, if longer than one group.
  size_t gap = ipv6_groups, gap_size = 1;
  for (size_t i = 0; i < ipv6_groups; ++i) {
    size_t end = i;
    while (end < ipv6_groups && groups[end] == 0) ++end;
    if (end - i > gap_size) {
      gap = i;
      gap_size = end - i;
    }
    i = std::max(i, end);
  }
  static constexpr char digits[] = "0123456789abcdef";
  std::string text;
  const bool mapped = std::all_of(address.begin(), address.begin() + 10, [](uint8_t b) { return b == 0; }) &&
                      groups[5] == 0xffff;
  for (size_t i = 0; i < ipv6_groups; ++i) {
    if (i == gap) {
      text += "::";
      i += gap_size - 1;
      continue;
    }
    if (!text.empty() && text.back() != ':') text += ':';
    if (mapped && i == 6) return text + format_ip_address(address.last(ipv4_size));  // RFC 5952 5
    bool started = false;
    for (int shift = 12; shift >= 0; shift -= 4) {
      const unsigned digit = groups[i] >> shift & 15U;
      started = started || digit != 0 || shift == 0;
      if (started) text += digits[digit];
    }
  }
  return text;
}

}  // namespace

std::optional<Bytes> parse_ip_address(std::string_view text) {
  if (text.find(':') != std::string_view::npos) return parse_ipv6(text);
  Bytes address;
  if (!parse_ipv4(text, address)) return std::nullopt;
  return address;
}

std::string format_ip_address(ByteView address) {
  if (address.size() == ipv6_size) return format_ipv6(address);
  if (address.size() != ipv4_size) return "#" + shortened_hex(address, OutputBudget::value_bytes);
  std::string text;
  for (const uint8_t octet : address) {
    if (!text.empty()) text += '.';
    text += std::to_string(octet);
  }
  return text;
}

}  // namespace certcheck
