#pragma once

#include "certcheck/x509/certificate.h"
#include "certcheck/x509/crl.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace certcheck::revocation {

/// Reasons for revocation as a set: bit n as in ReasonFlags (RFC 5280 4.2.1.13), bit 0 unused.
using Reasons = uint16_t;
inline constexpr Reasons all_reasons = 0x1fe;

/// What a CRL by its names, kinds and scope says about a certificate; neither its signature nor its dates
/// are looked at.
struct Coverage {
  /// The CRL comes from the certificate's issuer, or from whom the certificate names as its CRL issuer. If
  /// not, it is simply another CA's.
  bool relevant = false;
  /// The reasons for which it tells the status, reached through any distribution point of the certificate or
  /// through its issuer's name (RFC 5280 6.3.3 b, d).
  Reasons reasons = 0;
  std::string why_not;                                        ///< why it covers no reason, if it is relevant
  std::vector<std::pair<std::string, std::string>> evidence;  ///< for that
};

Coverage coverage(const x509::Crl& crl, const x509::Certificate& certificate);

/// Both have the same issuing distribution point, or neither has one (6.3.3 c 2).
bool same_scope(const x509::Crl& a, const x509::Crl& b);

}  // namespace certcheck::revocation
