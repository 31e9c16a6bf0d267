#pragma once

#include "certcheck/base/check.h"

#include <span>

namespace certcheck::revocation {

namespace checks {

inline constexpr Check revoked{
    "revocation.revoked",    Severity::error,
    Counts::always,          "No certificate of a path has been revoked by its issuer.",
    "RFC 5280 6.1.3 (a)(3)", "Replace the certificate; its issuer has withdrawn it."};
inline constexpr Check status_unknown{
    "revocation.status_unknown",
    Severity::error,
    Counts::always,
    "Where revocation must be checked, the status of every certificate of a path can be told.",
    "RFC 5280 6.3.3",
    "Supply a current CRL or OCSP response of the issuer, or check revocation softly."};
inline constexpr Check crl_not_usable{"revocation.crl_not_usable",
                                      Severity::warning,
                                      Counts::never,
                                      "A CRL is well formed, current, and signed by who may sign it.",
                                      "RFC 5280 5, 6.3.3",
                                      "Fetch the issuer's current CRL."};
inline constexpr Check ocsp_not_usable{
    "revocation.ocsp_not_usable",
    Severity::warning,
    Counts::never,
    "An OCSP response is well formed, current, and signed by the issuer or "
    "its delegate.",
    "RFC 6960 3.2, 4.2.2",
    "Ask the responder again."};

}  // namespace checks

/// Every check above.
std::span<const Check* const> all_checks();

}  // namespace certcheck::revocation
