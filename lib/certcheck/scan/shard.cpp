#include "certcheck/scan/shard.h"

#include "certcheck/base/bytes.h"
#include "certcheck/base/encoding.h"
#include "certcheck/base/ip_address.h"
#include "certcheck/crypto/digest.h"

#include <charconv>
#include <optional>

namespace certcheck::scan {
namespace {

constexpr uint64_t shards_max = 1'000'000;

std::optional<uint64_t> parse_number(std::string_view text) {
  uint64_t number = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (problem != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

}  // namespace

Result<Shard> parse_shard(std::string_view text) {
  const size_t slash = text.find('/');
  const auto index = parse_number(text.substr(0, slash));
  const auto count = slash == std::string_view::npos ? std::nullopt : parse_number(text.substr(slash + 1));
  if (!index || !count || *count > shards_max || *index < 1 || *index > *count)
    return Error{Error::Kind::usage, "\"" + std::string(text) +
                                         "\" is not I/N with 1 <= I <= N <= " + std::to_string(shards_max)};
  return Shard{*index, *count};
}

std::string normalised(const Target& target) {
  std::string host = target.host;
  if (!target.is_address() && host.ends_with('.')) host.pop_back();
  const size_t zone = target.is_address() ? host.find('%') : std::string::npos;
  if (const auto address = target.is_address() ? parse_ip_address(host.substr(0, zone)) : std::nullopt)
    host = hex_encode(*address) + (zone == std::string::npos ? "" : host.substr(zone));
  return host + " " + std::to_string(target.port) + " " + target.starttls;
}

bool contains(const Shard& shard, std::string_view name) {
  if (shard.count <= 1) return true;
  const Sha256 digest = crypto::sha256(as_bytes(name));
  uint64_t number = 0;
  for (size_t i = 0; i < sizeof number; ++i) number = number << 8 | digest[i];
  return number % shard.count == shard.index - 1;
}

}  // namespace certcheck::scan
