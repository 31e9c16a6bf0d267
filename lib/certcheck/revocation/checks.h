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
    "Where revocation must be checked, the status of every certificate of a path can be determined.",
    "RFC 5280 6.3.3",
    "Supply a current CRL or OCSP response of the issuer, or check revocation softly."};
inline constexpr Check crl_not_usable{
    "revocation.crl_not_usable",
    Severity::warning,
    Counts::never,
    "A CRL MUST be well formed, current, for the certificate in question, and signed by who may sign it.",
    "RFC 5280 5, 6.3.3",
    "Supply the issuer's current CRL for this certificate; the message says what excludes this one."};
inline constexpr Check ocsp_not_usable{
    "revocation.ocsp_not_usable",
    Severity::warning,
    Counts::never,
    "An OCSP response MUST be well formed, current, and signed by the issuer or its delegate.",
    "RFC 6960 3.2, 4.2.2",
    "Fetch the response again (a server that staples: let it); the message says what excludes this one."};
inline constexpr Check responder_does_not_know{
    "revocation.responder_does_not_know",
    Severity::warning,
    Counts::never,
    "A responder MUST know the certificates about which it is asked.",
    "RFC 6960 2.2",
    "Check that the certificate was really issued by this CA, and that its responder is up to date."};
inline constexpr Check superseded{"revocation.superseded",
                                  Severity::notice,
                                  Counts::never,
                                  "Of several statements about one certificate the newest decides.",
                                  "RFC 5280 5.2.3; RFC 6960 4.2.2.1",
                                  "Leave the older one out; it changes nothing."};
inline constexpr Check contradicted{
    "revocation.contradicted",
    Severity::warning,
    Counts::never,
    "A certificate that was revoked MUST stay revoked, unless it was on hold.",
    "RFC 5280 5.3.1",
    "Ask the CA why its newer statement no longer lists the certificate."};
inline constexpr Check weak_digest{
    "revocation.weak_digest",
    Severity::warning,
    Counts::never,
    "A CRL or OCSP response SHOULD NOT be signed with SHA-1.",
    "RFC 6194 3; BR 7.1.3.2.1",
    "Have the CA sign with SHA-256 or better; --refuse-sha1 leaves such statements unused."};
inline constexpr Check unrelated{
    "revocation.unrelated",
    Severity::notice,
    Counts::never,
    "A CRL or OCSP response that is given should be about a certificate of the path.",
    "RFC 5280 6.3.3 (b)(1); RFC 6960 4.1.1",
    "Give that of the CA that issued the certificate, or leave it out; it changes nothing."};
inline constexpr Check not_asked_for{
    "revocation.not_asked_for",
    Severity::notice,
    Counts::never,
    "A CRL or OCSP response that is given should be about a certificate whose status is asked for.",
    "RFC 5280 6.1.3 (a)(3)",
    "Ask for the status (--revocation soft or hard, --revocation-scope chain), or leave it out; it changes "
    "nothing."};
inline constexpr Check staple_for_another_certificate{
    "handshake.stapling.for_another_certificate",
    Severity::error,
    Counts::never,
    "A stapled OCSP response MUST be about the certificate that it comes with.",
    "RFC 8446 4.4.2.1; RFC 6066 8",
    "Let the server fetch the response anew after its certificate was renewed."};

}  // namespace checks

/// Every check above.
std::span<const Check* const> all_checks();

}  // namespace certcheck::revocation
