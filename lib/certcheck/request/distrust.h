#pragma once

#include "certcheck/base/result.h"
#include "certcheck/trust/distrust.h"

#include <memory>
#include <string_view>

namespace certcheck::request {

/// What a file of --distrust, or the key distrust of a batch request, says: a list of {"certificate_sha256"
/// or "spki_sha256": hexadecimal, "from": "always" or {"sct_after": RFC 3339} or {"not_before_after": RFC
/// 3339}, "reason", "source"}. The error names the place in the list and what is wrong there, or the byte at
/// which the text is not JSON.
Result<std::shared_ptr<const trust::DistrustList>> parse_distrust(std::string_view json);

}  // namespace certcheck::request
