#pragma once

#include "certcheck/base/finding.h"
#include "certcheck/base/result.h"
#include "certcheck/trust/constraints.h"
#include "certcheck/trust/store.h"

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace certcheck::request {

/// What a file of --anchor-constraints, or the key anchor_constraints of a batch request, says:
/// {SHA-256: {"permitted": {KIND: [BASE]}, "excluded": {KIND: [BASE]}, "distrust_after": RFC 3339}}, where
/// SHA-256 is that of a certificate or of its SubjectPublicKeyInfo in hexadecimal, and KIND dns, email, uri,
/// ip or directory.
struct AnchorConstraints {
  std::shared_ptr<const trust::ConstraintsByHash> by_hash;
  /// The same with the hashes as they were written, in the order of the file.
  std::vector<std::pair<std::string, std::shared_ptr<const trust::Constraints>>> by_text;
};

/// Binds the anchors. Findings name the hashes that none of them has: one that was copied wrong would leave
/// its anchor free.
Findings bind(std::span<trust::Store> stores, const AnchorConstraints& constraints);

/// The error names the hash and the key, and what is wrong, or the byte at which the text is not JSON.
Result<AnchorConstraints> parse_anchor_constraints(std::string_view json);

}  // namespace certcheck::request
