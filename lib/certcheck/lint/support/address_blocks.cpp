#include "certcheck/lint/support/address_blocks.h"

#include "certcheck/base/ip_address.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace certcheck::lint {
namespace {

struct AddressBlock {
  std::array<uint8_t, ipv6_size> base;
  unsigned bits;  ///< of `base` that count
  std::string_view use;
};

// IANA IPv4 Special-Purpose Address Registry, and RFC 5771 for multicast.
constexpr AddressBlock ipv4_blocks[] = {
    {{0}, 8, "this network"},
    {{10}, 8, "private use"},
    {{100, 64}, 10, "shared address space"},
    {{127}, 8, "loopback"},
    {{169, 254}, 16, "link-local use"},
    {{172, 16}, 12, "private use"},
    {{192, 0, 0}, 24, "protocol assignments"},
    {{192, 0, 2}, 24, "documentation"},
    {{192, 31, 196}, 24, "AS112"},
    {{192, 52, 193}, 24, "AMT"},
    {{192, 88, 99}, 24, "6to4 relays"},
    {{192, 168}, 16, "private use"},
    {{192, 175, 48}, 24, "AS112"},
    {{198, 18}, 15, "benchmarking"},
    {{198, 51, 100}, 24, "documentation"},
    {{203, 0, 113}, 24, "documentation"},
    {{224}, 4, "multicast"},
    {{240}, 4, "future use"},
};
// IANA IPv6 Special-Purpose Address Registry, and RFC 4291 for multicast.
constexpr AddressBlock ipv6_blocks[] = {
    {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}, 128, "loopback"},
    {{0}, 128, "the unspecified address"},
    {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff}, 96, "IPv4-mapped addresses"},
    {{0, 0x64, 0xff, 0x9b}, 96, "IPv4/IPv6 translation"},
    {{0, 0x64, 0xff, 0x9b, 0, 1}, 48, "IPv4/IPv6 translation"},
    {{0x01, 0}, 64, "discarding"},
    {{0x01, 0, 0, 0, 0, 0, 0, 1}, 64, "dummy prefix"},
    {{0x20, 0x01, 0}, 23, "protocol assignments"},
    {{0x20, 0x01, 0x0d, 0xb8}, 32, "documentation"},
    {{0x20, 0x02}, 16, "6to4"},
    {{0x26, 0x20, 0, 0x4f, 0x80, 0}, 48, "AS112"},
    {{0x3f, 0xff, 0}, 20, "documentation"},
    {{0x5f, 0}, 16, "segment routing"},
    {{0xfc}, 7, "unique local use"},
    {{0xfe, 0x80}, 10, "link-local use"},
    {{0xff}, 8, "multicast"},
};

std::span<const AddressBlock> blocks_of(size_t size) {
  if (size == ipv4_size) return ipv4_blocks;
  return size == ipv6_size ? std::span<const AddressBlock>(ipv6_blocks) : std::span<const AddressBlock>();
}

/// The byte of a mask of so many bits.
constexpr uint8_t mask_byte(unsigned bits, size_t index) {
  const size_t first = index * 8;
  if (bits <= first) return 0;
  return bits >= first + 8 ? 0xff : static_cast<uint8_t>(0xff00U >> (bits - first));
}

}  // namespace

std::string_view reserved_for(ByteView address, ByteView mask) {
  for (const AddressBlock& block : blocks_of(address.size())) {
    bool common = mask.size() == address.size();
    for (size_t i = 0; common && i < address.size(); ++i)
      common = ((address[i] ^ block.base[i]) & mask[i] & mask_byte(block.bits, i)) == 0;
    if (common) return block.use;
  }
  return {};
}

std::string_view reserved_for(ByteView address) {
  static constexpr std::array<uint8_t, ipv6_size> all = [] {
    std::array<uint8_t, ipv6_size> bytes{};
    bytes.fill(0xff);
    return bytes;
  }();
  return reserved_for(address, ByteView(all).first(std::min(address.size(), all.size())));
}

}  // namespace certcheck::lint
