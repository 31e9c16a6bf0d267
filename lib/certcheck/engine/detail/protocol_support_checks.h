#pragma once

#include "certcheck/base/check.h"

namespace certcheck::engine::checks {

/// What can be wrong with all that a server accepts (--protocols), in addition to what it chose at first.

inline constexpr Check protocols_obsolete_version{
    .id = "protocols.obsolete_version",
    .severity = Severity::error,
    .counts = Counts::never,
    .requirement = "A server MUST NOT negotiate SSL, TLS 1.0 or TLS 1.1.",
    .citation = "RFC 8996 4, 5; RFC 7568 3; RFC 9325 3.1.1",
    .hint = "Allow TLS 1.2 and 1.3 alone."};
inline constexpr Check protocols_key_transport{
    .id = "protocols.key_transport",
    .severity = Severity::warning,
    .counts = Counts::never,
    .requirement = "A server SHOULD NOT negotiate cipher suites based on RSA key transport.",
    .citation = "RFC 9325 4.1",
    .hint =
        "Turn off the suites whose names begin with TLS_RSA: who gets the server's key later can read what "
        "was recorded."};
inline constexpr Check protocols_incomplete{
    .id = "protocols.incomplete",
    .severity = Severity::notice,
    .counts = Counts::never,
    .requirement = "Everything that the server accepts SHOULD be found out.",
    .citation = "certcheck",
    .hint = "Give it more time with --timeout; the server may also limit how often one client connects."};

}  // namespace certcheck::engine::checks
