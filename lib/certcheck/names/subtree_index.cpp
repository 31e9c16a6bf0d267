#include "certcheck/names/subtree_index.h"

#include "certcheck/base/ascii.h"
#include "certcheck/base/ip_address.h"
#include "certcheck/names/dns_name.h"

#include <algorithm>

namespace certcheck::names {

void PrefixIndex::add(std::string key, Extent extent, const x509::GeneralSubtree& subtree) {
  (extent == Extent::exact ? exact_ : trees_).push_back({std::move(key), extent, &subtree});
}

void PrefixIndex::seal() {
  const auto before = [](const Entry& a, const Entry& b) {
    return a.key != b.key ? a.key < b.key : a.extent < b.extent;
  };
  std::sort(exact_.begin(), exact_.end(), before);
  std::sort(trees_.begin(), trees_.end(), before);
  // Whatever begins with the key of the last one kept lies within it: at the same key the wider is first.
  std::vector<Entry> kept;
  for (Entry& entry : trees_)
    if (kept.empty() || !std::string_view(entry.key).starts_with(kept.back().key))
      kept.push_back(std::move(entry));
  trees_ = std::move(kept);
}

const x509::GeneralSubtree* PrefixIndex::find(std::string_view key) const {
  const auto less = [](std::string_view wanted, const Entry& entry) { return wanted < entry.key; };
  const auto tree = std::upper_bound(trees_.begin(), trees_.end(), key, less);
  if (tree != trees_.begin()) {
    const Entry& entry = *std::prev(tree);
    if (key.starts_with(entry.key) && (entry.extent == Extent::all || key.size() > entry.key.size()))
      return entry.subtree;
  }
  const auto exact = std::upper_bound(exact_.begin(), exact_.end(), key, less);
  if (exact != exact_.begin() && std::prev(exact)->key == key) return std::prev(exact)->subtree;
  return nullptr;
}

void AddressIndex::add(ByteView base, const x509::GeneralSubtree& subtree) {
  const size_t size = base.size() / 2;
  Range range{{}, {}, &subtree};
  for (size_t i = 0; i < size; ++i) {
    // RFC 5280 4.2.1.10: "192.0.2.0/24" in the style of CIDR; bits of the address outside the mask do not
    // count.
    range.first[i] = base[i] & base[size + i];
    range.last[i] = static_cast<uint8_t>(range.first[i] | static_cast<uint8_t>(~base[size + i]));
  }
  (size == ipv4_size ? ranges_v4_ : ranges_v6_).push_back(range);
}

void AddressIndex::seal() {
  for (auto* ranges : {&ranges_v4_, &ranges_v6_}) {
    std::sort(ranges->begin(), ranges->end(), [](const Range& a, const Range& b) {
      return a.first != b.first ? a.first < b.first : a.last > b.last;
    });
    // Networks either nest or are apart, so one that begins within the last one kept lies within it.
    std::vector<Range> kept;
    for (const Range& range : *ranges)
      if (kept.empty() || range.first > kept.back().last) kept.push_back(range);
    *ranges = std::move(kept);
  }
}

const x509::GeneralSubtree* AddressIndex::find(ByteView address) const {
  const auto& ranges = address.size() == ipv4_size ? ranges_v4_ : ranges_v6_;
  Address wanted{};
  std::copy_n(address.begin(), std::min(address.size(), wanted.size()), wanted.begin());
  const auto next = std::upper_bound(ranges.begin(), ranges.end(), wanted,
                                     [](const Address& a, const Range& range) { return a < range.first; });
  if (next == ranges.begin() || wanted > std::prev(next)->last) return nullptr;
  return std::prev(next)->subtree;
}

void reverse_dns_name(std::string_view name, std::string& key) {
  key.clear();
  if (name.empty()) return;
  std::transform(name.rbegin(), name.rend(), std::back_inserter(key), [](char c) { return to_lower(c); });
  key += '.';
}

}  // namespace certcheck::names
