#pragma once

#include "certcheck/base/result.h"

#include <nlohmann/json.hpp>

#include <string_view>

namespace certcheck::request {

/// The JSON of a file of rules. An object that has a key twice is an error, because what the first of them
/// says would be lost; so is what is not JSON, and the error gives the byte.
Result<nlohmann::ordered_json> parse_json(std::string_view text);

}  // namespace certcheck::request
