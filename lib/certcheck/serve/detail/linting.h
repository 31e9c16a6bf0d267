#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/engine/linting.h"
#include "certcheck/report/item.h"

#include <vector>

namespace certcheck::serve {

/// Lints what a body holds, in its order: PEM with any number of blocks, DER, containers. With `chain` its
/// certificates, in that order, as a chain, too. Empty: it holds nothing that there are lints for.
std::vector<report::LintedThing> lint_body(ByteView body, bool chain, const engine::LintSetting& setting);

}  // namespace certcheck::serve
