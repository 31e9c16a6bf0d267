#pragma once

#include "certcheck/base/result.h"
#include "certcheck/base/target.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace certcheck::scan {

/// One of the parts into which several runs divide the same list. To which part a target belongs follows from
/// the target alone: not from its place in the list, nor from the machine or the version of certcheck.
struct Shard {
  uint64_t index = 1, count = 1;  ///< part `index` of `count`, from 1
};

/// Reads "I/N". The error says what it takes.
Result<Shard> parse_shard(std::string_view text);

/// What the spellings of a target have in common: "Example.com", "https://example.com:443/" and
/// "example.com." are the same, an address is the same however it is written.
std::string normalised(const Target& target);

/// Whether the part has what is so called: normalised(), or the text where there is no target in it.
bool contains(const Shard& shard, std::string_view name);

}  // namespace certcheck::scan
