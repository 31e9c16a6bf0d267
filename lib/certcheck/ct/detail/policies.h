#pragma once

#include "certcheck/base/finding.h"
#include "certcheck/ct/transparency.h"
#include "certcheck/x509/certificate.h"

#include <vector>

namespace certcheck::ct {

/// Whether the SCTs that count suffice for Chrome and Apple, for a certificate and a time of check. Findings
/// are about certificate 0.
std::vector<PolicyResult> check_policies(const x509::Certificate& leaf, const std::vector<Timestamp>& scts,
                                         Time time, Findings& findings);

}  // namespace certcheck::ct
