#include "certcheck/base/ip_address.h"

#include "certcheck/base/budget.h"
#include "certcheck/base/encoding.h"
#include "certcheck/base/shorten.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>

namespace certcheck {

namespace {

/// ::a.b.c.d, the form that RFC 4291 2.5.5.1 gave up: RFC 5952 5 writes an IPv4 tail only after prefixes
/// that are known to have one, inet_ntop() here too.
bool is_ipv4_compatible(ByteView address) {
  return std::all_of(address.begin(), address.begin() + 12, [](uint8_t octet) { return octet == 0; }) &&
         (address[12] != 0 || address[13] != 0);
}

/// A group in hexadecimal without leading zeros (RFC 5952 4.1).
std::string group(ByteView octets) {
  const std::string digits = hex_encode(octets);
  return digits.substr(std::min(digits.find_first_not_of('0'), digits.size() - 1));
}

}  // namespace

std::optional<Bytes> parse_ip_address(std::string_view text) {
  const bool ipv6 = text.find(':') != std::string_view::npos;
  const std::string terminated(text);
  Bytes address(ipv6 ? ipv6_size : ipv4_size);
  // It reads up to a NUL, which a string may hold.
  if (text.find('\0') != std::string_view::npos ||
      inet_pton(ipv6 ? AF_INET6 : AF_INET, terminated.c_str(), address.data()) != 1)
    return std::nullopt;
  return address;
}

std::string format_ip_address(ByteView address) {
  if (address.size() != ipv4_size && address.size() != ipv6_size)
    return "#" + shortened_hex(address, OutputBudget::value_bytes);
  const bool ipv6 = address.size() == ipv6_size;
  if (ipv6 && is_ipv4_compatible(address))
    return "::" + group(address.subspan(12, 2)) + ":" + group(address.last(2));
  std::array<char, INET6_ADDRSTRLEN> text{};
  return inet_ntop(ipv6 ? AF_INET6 : AF_INET, address.data(), text.data(), text.size());
}

}  // namespace certcheck
