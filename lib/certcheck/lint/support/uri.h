#pragma once

#include "certcheck/base/uri.h"

#include <string_view>

namespace certcheck::lint {

/// Why the text, as far as it is ASCII, is not a URI (RFC 3986 3; of http and https RFC 9110 4.2), as the end
/// of a sentence: "has no scheme", ... Empty if it is one. URIs in all places are checked by it.
std::string_view uri_fault(std::string_view text);

}  // namespace certcheck::lint
