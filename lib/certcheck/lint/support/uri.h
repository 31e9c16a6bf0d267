#pragma once

#include "certcheck/base/uri.h"

#include <string_view>

namespace certcheck::lint {

/// Why the text, as far as it is ASCII, is not a URI (RFC 3986 3; of http and https RFC 9110 4.2), as the end
/// of a sentence: "has no scheme", ... Empty if it is one. URIs in all places are checked by it.
std::string_view uri_fault(std::string_view text);

/// What nearly every URI in a certificate looks like: http or https, a fully qualified host of letters,
/// digits and single hyphens, and a path or query of letters, digits, "-", ".", "_", "~", "/", "?", "=" and
/// "&". No rule on the form of URIs and of their hosts has anything to say of one, so that rules need not
/// look at it.
bool is_plain_uri(std::string_view text);

}  // namespace certcheck::lint
