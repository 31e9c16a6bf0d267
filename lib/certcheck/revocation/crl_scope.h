#pragma once

#include "certcheck/x509/certificate.h"
#include "certcheck/x509/crl.h"

#include <cstdint>

namespace certcheck::revocation {

/// Reasons for revocation as a set: bit n as in ReasonFlags (RFC 5280 4.2.1.13), bit 0 unused.
using Reasons = uint16_t;
inline constexpr Reasons all_reasons = 0x1fe;

/// The reasons for which this CRL tells the status of this certificate when reached through this distribution
/// point (RFC 5280 6.3.3 b, d); 0 if the CRL does not cover the certificate. Names, kinds and scope are
/// compared; neither signature nor dates.
Reasons reasons_covered(const x509::Crl& crl, const x509::Certificate& certificate,
                        const x509::DistributionPoint& point);

/// Both have the same issuing distribution point, or neither has one (6.3.3 c 2).
bool same_scope(const x509::Crl& a, const x509::Crl& b);

}  // namespace certcheck::revocation
