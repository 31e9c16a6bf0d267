#pragma once

#include "certcheck/base/check.h"
#include "certcheck/base/finding.h"
#include "certcheck/x509/certificate.h"

namespace certcheck::lint {

/// Where a certificate is in the path being validated.
enum class PathRole : uint8_t { leaf, intermediate, anchor };

/// Appends what the certificate, in the role given, has against it among the lints that count against trust
/// under the profile: those a relying party can check on a certificate by itself. Effective dates play no
/// part, for they bind who issues, not who relies. Subjects are left unset. `for_tls` is false for another
/// purpose than TLS, to which the rules for TLS certificates do not apply. Thread-safe.
void run_trust_lints(const x509::Certificate& certificate, PathRole role, Profile profile, bool strict,
                     Findings& findings, bool for_tls = true);

}  // namespace certcheck::lint
