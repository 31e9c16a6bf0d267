#pragma once

#include "certcheck/base/check.h"

#include <span>

namespace certcheck::revocation {

namespace checks {

inline constexpr Check revoked{
    .id = "revocation.revoked",
    .severity = Severity::error,
    .counts = Counts::always,
    .requirement = "A certificate of a path MUST NOT have been revoked by its issuer.",
    .citation = "RFC 5280 6.1.3 (a)(3)",
    .hint = "Replace the certificate; its issuer has withdrawn it."};
inline constexpr Check status_unknown{
    .id = "revocation.status_unknown",
    .severity = Severity::error,
    .counts = Counts::always,
    .requirement =
        "If revocation checking is required, the status of every certificate of a path MUST be determined.",
    .citation = "RFC 5280 6.3.3",
    .hint = "Provide a current CRL or OCSP response of the issuer, or use soft revocation checking."};
inline constexpr Check crl_not_usable{
    .id = "revocation.crl_not_usable",
    .severity = Severity::warning,
    .counts = Counts::never,
    .requirement =
        "A CRL MUST be well-formed, current, applicable to the certificate, and signed by an authorized "
        "issuer.",
    .citation = "RFC 5280 5, 6.3.3",
    .hint = "Supply the issuer's current CRL for this certificate; the message says what excludes this one."};
inline constexpr Check ocsp_not_usable{
    .id = "revocation.ocsp_not_usable",
    .severity = Severity::warning,
    .counts = Counts::never,
    .requirement = "An OCSP response MUST be well-formed, current, and signed by the issuer or its delegate.",
    .citation = "RFC 6960 3.2, 4.2.2",
    .hint =
        "Fetch the response again (a server that staples: let it); the message says what excludes this one."};
inline constexpr Check responder_does_not_know{
    .id = "revocation.responder_does_not_know",
    .severity = Severity::warning,
    .counts = Counts::never,
    .requirement = "A responder MUST know the certificates for which it answers.",
    .citation = "RFC 6960 2.2",
    .hint = "Check that the certificate was really issued by this CA, and that its responder is up to date."};
inline constexpr Check nonce_missing{
    .id = "revocation.nonce_missing",
    .severity = Severity::notice,
    .counts = Counts::never,
    .requirement =
        "An OCSP response SHOULD contain the nonce of its request, which shows that it is not an older one.",
    .citation = "RFC 9654 2.1; RFC 5019 4",
    .hint =
        "Ask the CA whether its responder supports nonces; without one, a response may have been replayed "
        "until its nextUpdate."};
inline constexpr Check superseded{
    .id = "revocation.superseded",
    .severity = Severity::notice,
    .counts = Counts::never,
    .requirement = "Of several CRLs or OCSP responses for a certificate only the newest SHOULD be provided.",
    .citation = "RFC 5280 5.2.3; RFC 6960 4.2.2.1",
    .hint = "Omit the older one; it changes nothing."};
inline constexpr Check contradicted{
    .id = "revocation.contradicted",
    .severity = Severity::warning,
    .counts = Counts::never,
    .requirement = "A revoked certificate MUST remain revoked, unless it was on hold.",
    .citation = "RFC 5280 5.3.1",
    .hint = "Ask the CA why its newer CRL or response no longer lists the certificate."};
inline constexpr Check weak_digest{
    .id = "revocation.weak_digest",
    .severity = Severity::warning,
    .counts = Counts::never,
    .requirement = "A CRL or OCSP response SHOULD NOT be signed with SHA-1.",
    .citation = "RFC 6194 3; BR 7.1.3.2.1",
    .hint = "Have the CA sign with SHA-256 or better; --refuse-sha1 leaves such statements unused."};
inline constexpr Check algorithm_not_allowed{
    .id = "revocation.algorithm_not_allowed",
    .severity = Severity::warning,
    .counts = Counts::never,
    .requirement =
        "A CRL or OCSP response MUST be signed with an algorithm that the Baseline Requirements list.",
    .citation = "BR 7.1.3.2",
    .hint = "Have the CA sign with RSA or ECDSA and SHA-256, SHA-384 or SHA-512."};
inline constexpr Check unrelated{
    .id = "revocation.unrelated",
    .severity = Severity::notice,
    .counts = Counts::never,
    .requirement = "A CRL or OCSP response that is provided SHOULD be for a certificate of the path.",
    .citation = "RFC 5280 6.3.3 (b)(1); RFC 6960 4.1.1",
    .hint = "Provide one from the CA that issued the certificate, or omit it; it changes nothing."};
inline constexpr Check not_asked_for{
    .id = "revocation.not_asked_for",
    .severity = Severity::notice,
    .counts = Counts::never,
    .requirement =
        "A CRL or OCSP response that is provided SHOULD be for a certificate whose status is checked.",
    .citation = "RFC 5280 6.1.3 (a)(3)",
    .hint =
        "Check the status (--revocation soft or hard, --revocation-scope chain), or omit the evidence; it "
        "changes nothing."};
inline constexpr Check staple_for_another_certificate{
    .id = "handshake.stapling.for_another_certificate",
    .severity = Severity::error,
    .counts = Counts::never,
    .requirement = "A stapled OCSP response MUST be for the certificate that it accompanies.",
    .citation = "RFC 8446 4.4.2.1; RFC 6066 8",
    .hint = "Let the server fetch the response anew after its certificate was renewed."};

}  // namespace checks

/// Every check above.
std::span<const Check* const> all_checks();

}  // namespace certcheck::revocation
