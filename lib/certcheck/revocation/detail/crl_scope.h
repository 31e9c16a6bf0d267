#pragma once

#include "certcheck/x509/certificate.h"
#include "certcheck/x509/crl.h"

#include <cstdint>
#include <string>
#include <unordered_map>
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

/// A certificate's distribution points, and after them one that names its issuer alone (6.3.3, first
/// paragraph), by the names that a CRL may share with them: what a CRL covers costs time in proportion to its
/// own names and to the points, not to their product. Views the certificate, which must outlive it.
struct CertificateScope {
  explicit CertificateScope(const x509::Certificate& of);

  using PointsByName = std::unordered_map<std::string, std::vector<size_t>>;

  const x509::Certificate& certificate;
  std::vector<Reasons> reasons;  ///< of each point
  /// Who issues the CRL of a point, by x509::canonical: its cRLIssuer, or in default the certificate's
  /// issuer.
  PointsByName by_issuer;
  PointsByName by_name;           ///< the distribution point's full names, or its cRLIssuer if it has no name
  PointsByName by_relative_name;  ///< nameRelativeToCRLIssuer
  std::vector<bool> names_issuer;  ///< of each point: it has a cRLIssuer
};

Coverage coverage(const x509::Crl& crl, const CertificateScope& points);

/// Both have the same issuing distribution point, or neither has one (6.3.3 c 2).
bool same_scope(const x509::Crl& a, const x509::Crl& b);

}  // namespace certcheck::revocation
