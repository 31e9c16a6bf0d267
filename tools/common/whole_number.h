#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace CLI {
class Validator;
}

namespace certcheck::tools {

/// Decimal digits without sign, space, prefix or leading zeros; nullopt if the text is anything else or the
/// number is out of range.
std::optional<uint64_t> parse_whole_number(std::string_view text, uint64_t least, uint64_t most);

/// The same as the check of an option: CLI11's own conversion takes "-1" for the largest number there is.
CLI::Validator whole_number(uint64_t least, uint64_t most);

}  // namespace certcheck::tools
