#include "certcheck/base/ip_network.h"

#include "certcheck/base/ip_address.h"

#include <charconv>
#include <system_error>
#include <utility>

namespace certcheck {

bool IpNetwork::contains(ByteView address) const {
  if (address.size() != base.size()) return false;
  for (size_t bit = 0; bit < bits; ++bit) {
    const auto mask = static_cast<uint8_t>(0x80 >> bit % 8);
    if ((base[bit / 8] & mask) != (address[bit / 8] & mask)) return false;
  }
  return true;
}

std::optional<IpNetwork> parse_ip_network(std::string_view text) {
  const size_t slash = text.find('/');
  auto base = parse_ip_address(text.substr(0, slash));
  if (!base) return std::nullopt;
  IpNetwork network{.base = *std::move(base), .bits = 0};
  network.bits = 8 * network.base.size();
  if (slash == std::string_view::npos) return network;
  const std::string_view digits = text.substr(slash + 1);
  size_t given = 0;
  const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), given);
  if (problem != std::errc() || end != digits.data() + digits.size() || given > network.bits)
    return std::nullopt;
  network.bits = given;
  return network;
}

}  // namespace certcheck
