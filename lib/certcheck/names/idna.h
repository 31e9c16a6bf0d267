#pragma once

#include "certcheck/base/result.h"

#include <optional>
#include <string>
#include <string_view>

namespace certcheck::names {

/// A host name as DNS and certificates carry it: lower case, every label with other than ASCII characters as
/// an A-label. `name` is UTF-8; what is not ASCII is mapped by UTS 46 (non-transitional) and checked against
/// IDNA2008 (RFC 5891), except that symbols pass that UTS 46 has and IDNA2008 has not: emoji hosts exist, and
/// browsers (WHATWG URL 3.3) open them. Pure ASCII is only folded: whether an "xn--" label was made well is
/// for its owner to mind, it is compared as it stands (RFC 9525 6.3). Syntax is not checked, see dns_name.h.
Result<std::string> to_a_labels(std::string_view name);

/// The characters (UTF-8) that an "xn--" label of any case stands for by Punycode (RFC 3492), valid under
/// IDNA2008 or not. nullopt if the label does not begin with "xn--", is longer than 63 bytes or cannot be
/// decoded.
std::optional<std::string> decode_a_label(std::string_view label);

/// The label is an A-label: "xn--" and the Punycode of a U-label that IDNA2008 allows (RFC 5890 2.3.2.1).
bool is_a_label(std::string_view label);

}  // namespace certcheck::names
