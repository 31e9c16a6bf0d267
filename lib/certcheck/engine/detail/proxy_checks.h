#pragma once

#include "certcheck/base/check.h"

namespace certcheck::engine::checks {

/// What can be wrong on the way to the server where a proxy makes the connection. Nothing of it says anything
/// about the server but that the proxy could not reach it.

inline constexpr Check proxy_unreachable{
    .id = "proxy.unreachable",
    .severity = Severity::error,
    .counts = Counts::never,
    .requirement = "A proxy MUST accept the connections of its clients.",
    .citation = "RFC 9110 9.3.6; RFC 1928 3",
    .hint = "Check the proxy's host and port; --proxy none connects without one."};
inline constexpr Check proxy_authentication{
    .id = "proxy.authentication",
    .severity = Severity::error,
    .counts = Counts::never,
    .requirement = "A client MUST authenticate to a proxy that demands it.",
    .citation = "RFC 9110 11.7, 15.5.8; RFC 1928 3; RFC 1929 2",
    .hint = "Give user name and password in the proxy's URL, or in a file with --proxy-credentials."};
inline constexpr Check proxy_refused{
    .id = "proxy.refused",
    .severity = Severity::error,
    .counts = Counts::never,
    .requirement = "A proxy that is to reach the server MUST allow connections to its port.",
    .citation = "RFC 9110 9.3.6; RFC 1928 6",
    .hint = "Have the proxy allow this host and port: many allow CONNECT to port 443 alone."};
inline constexpr Check proxy_no_connection{
    .id = "proxy.no_connection",
    .severity = Severity::error,
    .counts = Counts::never,
    .requirement = "A server MUST accept the connections that a proxy makes.",
    .citation = "RFC 9110 15.6.3, 15.6.5; RFC 1928 6",
    .hint = "Check that the server runs there and that the proxy resolves its name."};
inline constexpr Check proxy_malformed{
    .id = "proxy.malformed",
    .severity = Severity::error,
    .counts = Counts::never,
    .requirement = "A proxy MUST speak the protocol that its URL names.",
    .citation = "RFC 9112 4; RFC 1928 3, 6; RFC 1929 2; RFC 9110 4.2.2; certcheck",
    .hint =
        "Check the port and the scheme of the proxy's URL: http for CONNECT, https for CONNECT by TLS, "
        "socks5 or socks5h for SOCKS."};
inline constexpr Check proxy_untrusted{
    .id = "proxy.untrusted",
    .severity = Severity::error,
    .counts = Counts::never,
    .requirement = "A proxy that is reached by TLS MUST present a certificate that is trusted for its name.",
    .citation = "RFC 9110 4.3.4; RFC 9525 2",
    .hint = "Give the root of the proxy's certificate with --proxy-ca; nothing was sent to the proxy."};

}  // namespace certcheck::engine::checks
