#pragma once

#include "certcheck/lint/lint.h"
#include "certcheck/x509/extension_id.h"

#include <string_view>

namespace certcheck::lint {

/// For extensions that only CA certificates have a use for: not applicable without the extension. `name` is
/// the standard's.
Outcome require_ca(const CertificateFacts& facts, const Reporter& report, x509::ExtensionId extension,
                   std::string_view name);

}  // namespace certcheck::lint
