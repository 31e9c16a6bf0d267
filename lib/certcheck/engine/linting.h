#pragma once

#include "certcheck/base/finding.h"
#include "certcheck/crypto/verifier.h"
#include "certcheck/lint/selection.h"
#include "certcheck/path/path.h"

namespace certcheck::engine {

/// The lints that bind a chain by where it ends: the CA/Browser Forum's and the browsers' rules bind what
/// chains to a public root, RFC 5280 and hygiene bind everything. Lives as long as the program.
const lint::Selection& selection_for(const path::Path& path);

/// Lints the certificates of a path, an anchor from a store apart, and the path as a chain. Subjects of the
/// findings are indices into the path's certificates.
Findings lint_path(const path::Path& path, const lint::Selection& selection, crypto::Verifier& verifier);

}  // namespace certcheck::engine
