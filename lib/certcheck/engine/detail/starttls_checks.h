#pragma once

#include "certcheck/base/check.h"

namespace certcheck::engine::checks {

/// What can be wrong before TLS, on a connection that begins in plaintext.

inline constexpr Check starttls_not_offered{
    .id = "starttls.not_offered",
    .severity = Severity::error,
    .counts = Counts::never,
    .requirement = "A server SHOULD offer TLS to clients that request it.",
    .citation = "RFC 3207 4; RFC 8314 4.1; RFC 7817 3",
    .hint =
        "Give the server a certificate and turn on TLS, or check whether a device on the way strips the "
        "offer."};
inline constexpr Check starttls_refused{
    .id = "starttls.refused",
    .severity = Severity::error,
    .counts = Counts::never,
    .requirement = "A server that offers TLS MUST be able to start it.",
    .citation = "RFC 3207 4; RFC 9051 6.2.1; RFC 2595 4",
    .hint = "Check the server's log: usually it cannot read its certificate or key."};
inline constexpr Check starttls_no_service{
    .id = "starttls.no_service",
    .severity = Severity::error,
    .counts = Counts::never,
    .requirement = "The server MUST be ready to serve clients.",
    .citation = "RFC 5321 3.1, 3.8; RFC 9051 7.1.5",
    .hint = "The message quotes the server: it is busy, or does not serve this client's address."};
inline constexpr Check starttls_malformed{
    .id = "starttls.malformed",
    .severity = Severity::error,
    .counts = Counts::never,
    .requirement = "A server MUST follow the protocol in which the client requests TLS.",
    .citation = "RFC 5321 4.2; RFC 9051 7; RFC 4511 4.1.1; certcheck",
    .hint = "Check the port and the protocol given with --starttls; with none, TLS begins at once."};
inline constexpr Check starttls_injected{
    .id = "starttls.injected",
    .severity = Severity::error,
    .counts = Counts::never,
    .requirement =
        "A server MUST NOT send anything between its approval of STARTTLS and the client's first TLS record.",
    .citation = "RFC 3207 4, 6; CVE-2011-0411; CVE-2021-23222",
    .hint =
        "Update the server, or find the device on the way that inserts data: clients that take these bytes "
        "for part of the secured connection act on them."};

}  // namespace certcheck::engine::checks
