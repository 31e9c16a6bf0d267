#pragma once

#include "certcheck/base/finding.h"

#include <optional>
#include <string>

namespace certcheck::request {

/// A SHA-256 in hexadecimal of either case; colons between bytes as OpenSSL prints them.
std::optional<Sha256> read_hash(std::string text);

}  // namespace certcheck::request
