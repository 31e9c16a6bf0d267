#pragma once

#include "certcheck/base/time.h"

#include <optional>
#include <string_view>

namespace certcheck::names {

/// The label, in any case, was a top-level domain at that time, or ever if none is given: by the dates of
/// delegation and removal in ICANN's registry of generic top-level domains, and by IANA's Root Zone Database
/// for the others, which are taken to have always been there. "onion", which is not in the DNS (RFC 7686),
/// counts from ballot 144 of the CA/Browser Forum on.
bool is_top_level_domain(std::string_view label, std::optional<Time> at);

}  // namespace certcheck::names
