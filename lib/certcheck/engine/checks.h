#pragma once

#include "certcheck/base/check.h"

#include <span>

namespace certcheck::engine {

/// What can be wrong with the way a server presents its chain and speaks TLS. Hardly any decides about trust:
/// clients that build paths themselves get over the former, and a handshake that fails is "unchecked".
namespace checks {

inline constexpr Check chain_leaf_not_first{
    "chain.leaf_not_first",
    Severity::error,
    Counts::never,
    "The first certificate sent is the server's own.",
    "RFC 8446 4.4.2; RFC 5246 7.4.2",
    "Put the server's certificate first in the file that the server sends."};
inline constexpr Check chain_wrong_order{
    "chain.wrong_order",
    Severity::warning,
    Counts::never,
    "Each certificate sent directly certifies the one before it.",
    "RFC 5246 7.4.2; RFC 8446 4.4.2",
    "Order the file that the server sends: its own certificate, then each issuer in turn."};
inline constexpr Check chain_missing_intermediate{
    "chain.missing_intermediate",
    Severity::error,
    Counts::never,
    "The server sends every certificate between its own and a trust anchor.",
    "RFC 5246 7.4.2; RFC 8446 4.4.2",
    "Add the named issuer's certificate to the file that the server sends."};
inline constexpr Check chain_root_sent{
    "chain.root_sent", Severity::notice,
    Counts::never,     "A self-signed root need not be sent: clients trust only the one they have.",
    "RFC 5246 7.4.2",  "Leave the root out; it only makes the handshake larger."};
inline constexpr Check chain_duplicate{
    "chain.duplicate", Severity::warning,
    Counts::never,     "No certificate is sent twice.",
    "RFC 8446 4.4.2",  "Remove the copy from the file that the server sends."};
inline constexpr Check chain_unrelated{
    "chain.unrelated", Severity::warning,
    Counts::never,     "Every certificate sent belongs to a path from the server's own.",
    "RFC 8446 4.4.2",  "Remove the certificate from the file that the server sends."};
inline constexpr Check chain_not_current{
    .id = "chain.not_current",
    .severity = Severity::warning,
    .counts = Counts::never,
    .requirement = "Certificates that a server sends beside a valid path SHOULD be valid themselves.",
    .citation = "RFC 5280 4.1.2.5; RFC 8446 4.4.2",
    .hint =
        "Remove the certificate from the file that the server sends: clients that try one path only (OpenSSL "
        "1.0, old LibreSSL, embedded systems) fail on it."};
inline constexpr Check chain_empty{
    "chain.empty",      Severity::error,
    Counts::always,     "A server that authenticates itself sends at least one certificate.",
    "RFC 8446 4.4.2.4", "Configure a certificate for this name."};

inline constexpr Check handshake_unresolved{"handshake.unresolved", Severity::error,
                                            Counts::never,          "The name has an address.",
                                            "RFC 1034 3.7",         "Check the name and DNS."};
inline constexpr Check handshake_refused{
    "handshake.not_connected",
    Severity::error,
    Counts::never,
    "A server takes the connection.",
    "RFC 9293 3.5",
    "Check that the server runs there and that nothing filters the port."};
inline constexpr Check handshake_dead_address{
    .id = "handshake.address_not_connected",
    .severity = Severity::warning,
    .counts = Counts::never,
    .requirement = "A server SHOULD accept connections at every address of its name.",
    .citation = "RFC 8305 4; RFC 9293 3.5",
    .hint = "Start the server there, or remove the address from DNS: some clients try it first, and wait."};
inline constexpr Check handshake_timeout{
    "handshake.timeout", Severity::error,
    Counts::never,       "The server answers within the time given.",
    "RFC 8446 4",        "Look at the server's load, or give it more time with --timeout."};
inline constexpr Check handshake_closed{
    "handshake.closed", Severity::error,
    Counts::never,      "The server keeps the connection open through the handshake.",
    "RFC 8446 6.1",     "Look into the server's log for why it closed the connection."};
inline constexpr Check handshake_plaintext{
    "handshake.plaintext",
    Severity::error,
    Counts::never,
    "The server speaks TLS on this port.",
    "RFC 8446 5.1",
    "Check the port: this one is for another protocol, or one that begins in plain text."};
inline constexpr Check handshake_alert{"handshake.alert", Severity::error,
                                       Counts::never,     "Client and server agree without an alert.",
                                       "RFC 8446 6.2",    "The alert's name says what the server refused."};
inline constexpr Check handshake_protocol_too_old{
    "handshake.protocol_too_old",
    Severity::error,
    Counts::never,
    "The server speaks TLS 1.2 or later.",
    "RFC 8996 2; RFC 9325 3.1.1",
    "Enable TLS 1.2 and 1.3 on the server; turn older versions off."};
inline constexpr Check handshake_unsupported{
    "handshake.unsupported", Severity::error,
    Counts::never,           "The server offers a cipher suite and key exchange that clients of today speak.",
    "RFC 9325 4.2",          "Enable an ECDHE suite with AES-GCM or ChaCha20-Poly1305, or TLS 1.3."};
inline constexpr Check handshake_client_certificate{
    "handshake.client_certificate_required",
    Severity::notice,
    Counts::never,
    "A server that wants to know its clients gets a certificate that it accepts.",
    "RFC 8446 4.3.2",
    "Give a certificate that the server accepts with --cert and --key."};
inline constexpr Check handshake_invalid_certificate{
    "handshake.invalid_certificate",
    Severity::error,
    Counts::never,
    "The server's certificate can be read by TLS clients.",
    "RFC 8446 4.4.2",
    "See the findings about the certificate; have it issued again."};
inline constexpr Check handshake_failed{
    "handshake.failed", Severity::error,
    Counts::never,      "Both sides follow the protocol to the end of the handshake.",
    "RFC 8446 6.2",     "The message says what was wrong with which step."};
inline constexpr Check handshake_certificates_left_out{
    "handshake.limit.certificates",
    Severity::error,
    Counts::never,
    "A server MUST NOT send more certificates than clients read.",
    "RFC 8446 4.4.2; certcheck",
    "Configure the server's own certificate and its intermediates alone."};
inline constexpr Check handshake_protocol_violation{
    "handshake.protocol_violation",
    Severity::error,
    Counts::never,
    "A server MUST follow the protocol behind the handshake, too.",
    "RFC 8446 4.6, 5; RFC 5246 7.4",
    "Check the server, or what stands before it: clients end the connection over this."};
inline constexpr Check local_resources_exhausted{
    "engine.resources_exhausted",
    Severity::error,
    Counts::never,
    "The machine that checks MUST have what the connection needs.",
    "certcheck",
    "Raise the limit that the message names, or lower --concurrency; the server is not at fault."};
inline constexpr Check time_limit_reached{
    "engine.time_limit_reached",
    Severity::error,
    Counts::never,
    "What a server presents MUST be validated and linted within the time given.",
    "certcheck",
    "Give it more time with --timeout; the message says what was not done."};
inline constexpr Check handshake_certificates_too_large{
    "handshake.certificates_too_large",
    Severity::warning,
    Counts::never,
    "The server's certificates SHOULD fit into what clients read of one message.",
    "RFC 8446 4.4.2; OpenSSL SSL_CTX_set_max_cert_list",
    "Send the server's certificate and its intermediates alone; split a certificate with very many names."};
inline constexpr Check handshake_no_forward_secrecy{
    "handshake.no_forward_secrecy",
    Severity::warning,
    Counts::never,
    "The keys of a connection do not depend on the server's long-lived key alone.",
    "RFC 9325 4.1",
    "Enable ECDHE key exchange and turn static RSA off."};
inline constexpr Check staple_missing{
    "handshake.stapling.promised_and_missing",
    Severity::error,
    Counts::webpki_or_strict,
    "A server whose certificate promises stapled OCSP responses MUST staple one that is valid.",
    "RFC 7633 4.1, 4.2.3.1",
    "Turn OCSP stapling on and let the server fetch responses in time, or get a certificate without "
    "must-staple."};
inline constexpr Check fetch_failed{
    .id = "engine.fetch_failed",
    .severity = Severity::warning,
    .counts = Counts::never,
    .requirement = "What a certificate says can be had at an address MUST be there.",
    .citation = "RFC 5280 4.2.1.13, 4.2.2.1",
    .hint = "Tell the CA, or check the network between here and there; the message says what failed."};
inline constexpr Check input_unusable{"engine.input_unusable",
                                      Severity::error,
                                      Counts::never,
                                      "The client's own settings can be used.",
                                      "certcheck",
                                      "Mend the option that the message names."};
inline constexpr Check key_repeated{
    "input.key.repeated",
    Severity::warning,
    Counts::never,
    "Certificates of different subjects do not have the same key.",
    "Heninger et al., Mining Your Ps and Qs, USENIX Security 2012",
    "Give each holder a key of its own: whoever has one of the private keys can pose as the others."};

}  // namespace checks

/// Every check above.
std::span<const Check* const> all_checks();

}  // namespace certcheck::engine
