#pragma once

#include "certcheck/base/check.h"

#include <span>

/// What a user expects of an endpoint or a chain beyond trust. None decides the verdict: a certificate that
/// browsers trust is trusted, also where the user wanted another.
namespace certcheck::engine::checks {

inline constexpr Check expires_too_soon{
    .id = "expectation.expires_too_soon",
    .severity = Severity::error,
    .counts = Counts::never,
    .requirement = "Every certificate of the best path MUST remain valid for as long as the user requires.",
    .citation = "certcheck",
    .hint = "Renew the certificate that the message names, or find out why its renewal did not run."};
inline constexpr Check expires_soon{
    .id = "expectation.expires_soon",
    .severity = Severity::warning,
    .counts = Counts::never,
    .requirement = "Every certificate of the best path SHOULD remain valid for a while.",
    .citation = "certcheck",
    .hint = "Renew the certificate that the message names, or find out why its renewal did not run."};
inline constexpr Check other_issuer{
    .id = "expectation.issuer",
    .severity = Severity::error,
    .counts = Counts::never,
    .requirement = "The leaf MUST be issued by the CA that the user specifies.",
    .citation = "certcheck",
    .hint = "Have the certificate issued by that CA, or correct --expect-issuer."};
inline constexpr Check other_names{
    .id = "expectation.subject_alternative_name",
    .severity = Severity::error,
    .counts = Counts::never,
    .requirement = "The leaf MUST have every subject alternative name that the user specifies.",
    .citation = "certcheck",
    .hint = "Have the certificate issued again with this name, or correct --expect-san."};
inline constexpr Check pin_missing{
    .id = "expectation.pin",
    .severity = Severity::error,
    .counts = Counts::never,
    .requirement = "A certificate of the best path MUST have one of the public keys that the user pins.",
    .citation = "RFC 7469 2.4",
    .hint = "Find out who changed the key; if it was you, pin the new one as well."};
inline constexpr Check other_certificate{
    .id = "expectation.fingerprint",
    .severity = Severity::error,
    .counts = Counts::never,
    .requirement = "The leaf MUST have the fingerprint that the user specifies.",
    .citation = "certcheck",
    .hint = "Install that certificate, or correct --expect-fingerprint."};
inline constexpr Check other_key{
    .id = "expectation.key",
    .severity = Severity::error,
    .counts = Counts::never,
    .requirement = "The leaf's key MUST be of the kind that the user specifies.",
    .citation = "certcheck",
    .hint = "Have the certificate issued for such a key, or correct --expect-key."};
inline constexpr Check other_version{
    .id = "expectation.tls_version",
    .severity = Severity::error,
    .counts = Counts::never,
    .requirement = "The server MUST negotiate a TLS version that the user specifies.",
    .citation = "certcheck",
    .hint = "Enable that version on the server, or correct --expect-tls."};
inline constexpr Check not_public{
    .id = "expectation.public_root",
    .severity = Severity::error,
    .counts = Counts::never,
    .requirement = "The best path MUST end in a public root.",
    .citation = "certcheck",
    .hint = "Have the certificate issued by a public CA, or omit --expect-public."};
inline constexpr Check other_root{
    .id = "expectation.root",
    .severity = Severity::error,
    .counts = Counts::never,
    .requirement = "The best path MUST end in a trust anchor that the user specifies.",
    .citation = "certcheck",
    .hint = "Have the certificate issued below that root, or correct --expect-root."};
inline constexpr Check no_timestamp{.id = "expectation.signed_certificate_timestamp",
                                    .severity = Severity::error,
                                    .counts = Counts::never,
                                    .requirement =
                                        "The certificate, the handshake or the stapled OCSP response MUST "
                                        "contain a signed certificate timestamp.",
                                    .citation = "RFC 6962 3.3",
                                    .hint = "Have the CA embed SCTs, or configure the server to send them."};
inline constexpr Check not_transparent{
    .id = "expectation.certificate_transparency",
    .severity = Severity::error,
    .counts = Counts::never,
    .requirement = "The SCTs of the certificate MUST suffice for Chrome and Apple.",
    .citation =
        "Chrome CT Policy (2026-07-22); Apple Certificate Transparency policy "
        "(support.apple.com/103214)",
    .hint = "Have the certificate issued with SCTs of enough logs; findings ct.* say what is missing."};
inline constexpr Check no_staple{
    .id = "expectation.staple",
    .severity = Severity::error,
    .counts = Counts::never,
    .requirement = "The server MUST staple a valid OCSP response with status good for its leaf.",
    .citation = "RFC 6066 8; RFC 8446 4.4.2.1",
    .hint = "Turn OCSP stapling on and let the server fetch responses in time."};

}  // namespace certcheck::engine::checks

namespace certcheck::engine {

/// Every check above.
std::span<const Check* const> expectation_checks();

}  // namespace certcheck::engine
