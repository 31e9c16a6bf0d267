#include "certcheck/net/address_range.h"

#include "certcheck/base/ip_address.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace certcheck::net {

namespace {

struct Network {
  std::string_view address;
  size_t prefix;
};
// Loopback (RFC 1122 3.2.1.3, RFC 4291 2.5.3) and private addresses (RFC 1918 3, RFC 4193 3.1).
constexpr std::array own_networks{Network{"127.0.0.0", 8},   Network{"10.0.0.0", 8},
                                  Network{"172.16.0.0", 12}, Network{"192.168.0.0", 16},
                                  Network{"::1", 128},       Network{"fc00::", 7}};

bool bit_of(const Bytes& address, size_t bit) { return (address[bit / 8] >> (7 - bit % 8) & 1) != 0; }

bool is_own(const Bytes& address, size_t prefix) {
  return std::any_of(own_networks.begin(), own_networks.end(), [&](const Network& network) {
    const Bytes base = parse_ip_address(network.address).value_or(Bytes());
    if (base.size() != address.size() || prefix < network.prefix) return false;
    for (size_t bit = 0; bit < network.prefix; ++bit)
      if (bit_of(base, bit) != bit_of(address, bit)) return false;
    return true;
  });
}

std::optional<size_t> read_number(std::string_view digits, size_t most) {
  size_t number = 0;
  const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (problem != std::errc() || end != digits.data() + digits.size() || number > most) return std::nullopt;
  return number;
}

}  // namespace

std::optional<std::string> AddressRange::next() {
  if (left_ == 0) return std::nullopt;
  --left_;
  const std::string text = format_ip_address(address_);
  for (size_t at = address_.size(); at-- > 0;)
    if (++address_[at] != 0) break;
  return port_.empty() || address_.size() == ipv4_size ? text + port_ : "[" + text + "]" + port_;
}

std::optional<Result<AddressRange>> read_address_range(std::string_view text, bool allow_public) {
  const size_t slash = text.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  std::string_view host = text.substr(0, slash), digits = text.substr(slash + 1);
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  const auto address = parse_ip_address(host);
  if (!address) return std::nullopt;
  AddressRange range;
  if (const size_t colon = digits.find(':'); colon != std::string_view::npos) {
    range.port_ = digits.substr(colon);
    digits = digits.substr(0, colon);
  }
  const size_t bits = 8 * address->size();
  const auto prefix = read_number(digits, bits);
  if (!prefix || digits.empty()) return std::nullopt;  // the path of a URL without its scheme

  const auto usage = [&](const std::string& problem) {
    return Error{Error::Kind::usage, "\"" + std::string(text) + "\": " + problem};
  };
  constexpr size_t bits_max = 16;
  static_assert(AddressRange::addresses_max == size_t{1} << bits_max);
  if (bits - *prefix > bits_max)
    return usage("a range of more than " + std::to_string(AddressRange::addresses_max) + " addresses");
  range.address_ = *address;
  for (size_t bit = *prefix; bit < bits; ++bit)
    range.address_[bit / 8] &= static_cast<uint8_t>(~(0x80 >> bit % 8));
  if (!allow_public && !is_own(range.address_, *prefix))
    return usage("a range of public addresses, which --allow-public-ranges allows");
  range.left_ = size_t{1} << (bits - *prefix);
  return range;
}

}  // namespace certcheck::net
