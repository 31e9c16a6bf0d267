#pragma once

#include "certcheck/base/uri.h"

#include <string_view>

namespace certcheck::lint {

/// Why the text, as far as it is ASCII, is no URI (RFC 3986 3), as the end of a sentence: "has no scheme",
/// ... Empty if it is one.
std::string_view uri_fault(std::string_view text);

}  // namespace certcheck::lint
