#pragma once

#include "certcheck/base/finding.h"
#include "certcheck/trust/anchor.h"
#include "certcheck/x509/certificate.h"

/// Whether a certificate may issue others. Findings have no subject yet.
namespace certcheck::path {

/// RFC 5280 6.1.4 (k), (n) of a certificate that issues the next one
void check_authority(const x509::Certificate& certificate, Findings& findings);
/// The same for an anchor, as far as it is asked for (RFC 5937 3)
void check_anchor_authority(const x509::Certificate& certificate, const trust::AnchorChecks& in_force,
                            Findings& findings);

}  // namespace certcheck::path
