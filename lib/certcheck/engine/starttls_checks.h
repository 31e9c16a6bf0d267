#pragma once

#include "certcheck/base/check.h"

namespace certcheck::engine::checks {

/// What can be wrong before TLS, on a connection that begins in the clear.

inline constexpr Check starttls_not_offered{.id = "starttls.not_offered",
                                            .severity = Severity::error,
                                            .counts = Counts::never,
                                            .requirement = "A server that is asked for TLS SHOULD offer it.",
                                            .citation = "RFC 3207 4; RFC 8314 4.1; RFC 7817 3",
                                            .hint =
                                                "Give the server a certificate and turn TLS on, or look "
                                                "whether something on the way strips the offer."};
inline constexpr Check starttls_refused{
    .id = "starttls.refused",
    .severity = Severity::error,
    .counts = Counts::never,
    .requirement = "A server that offers TLS MUST be able to start it.",
    .citation = "RFC 3207 4; RFC 9051 6.2.1; RFC 2595 4",
    .hint = "Look into the server's log: mostly it cannot read its certificate or key."};
inline constexpr Check starttls_no_service{
    .id = "starttls.no_service",
    .severity = Severity::error,
    .counts = Counts::never,
    .requirement = "The server serves clients.",
    .citation = "RFC 5321 3.1, 3.8; RFC 9051 7.1.5",
    .hint = "The message quotes the server: it is busy, or does not serve this client's address."};
inline constexpr Check starttls_malformed{
    .id = "starttls.malformed",
    .severity = Severity::error,
    .counts = Counts::never,
    .requirement = "A server MUST speak the protocol in which it is asked for TLS.",
    .citation = "RFC 5321 4.2; RFC 9051 7; RFC 4511 4.1.1; certcheck",
    .hint = "Check the port and the protocol given with --starttls; with none, TLS begins at once."};
inline constexpr Check starttls_injected{
    .id = "starttls.injected",
    .severity = Severity::error,
    .counts = Counts::never,
    .requirement = "A server MUST NOT send anything between its go-ahead and the client's first byte of TLS.",
    .citation = "RFC 3207 4, 6; CVE-2011-0411; CVE-2021-23222",
    .hint =
        "Update the server, or find who on the way adds to what it says: clients that take these bytes for "
        "part of "
        "the secured connection obey them."};

}  // namespace certcheck::engine::checks
