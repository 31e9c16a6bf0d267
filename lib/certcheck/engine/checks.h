#pragma once

#include "certcheck/base/check.h"

#include <span>

namespace certcheck::engine {

/// What can be wrong with the way a server presents its chain and speaks TLS. Few of them affect trust:
/// clients that build paths themselves tolerate the former, and a handshake that fails is "unchecked".
namespace checks {

inline constexpr Check chain_leaf_not_first{
    .id = "chain.leaf_not_first",
    .severity = Severity::error,
    .counts = Counts::never,
    .requirement = "The server's own certificate MUST be the first in its list.",
    .citation = "RFC 8446 4.4.2; RFC 5246 7.4.2",
    .hint = "Put the server's certificate first in the file that the server sends."};
inline constexpr Check chain_wrong_order{
    .id = "chain.wrong_order",
    .severity = Severity::warning,
    .counts = Counts::never,
    .requirement = "Each certificate SHOULD directly certify the one immediately preceding it.",
    .citation = "RFC 5246 7.4.2; RFC 8446 4.4.2",
    .hint = "Order the file that the server sends: its own certificate, then each issuer in turn."};
inline constexpr Check chain_missing_intermediate{
    .id = "chain.missing_intermediate",
    .severity = Severity::error,
    .counts = Counts::never,
    .requirement = "The server MUST send every certificate between its own and a trust anchor.",
    .citation = "RFC 5246 7.4.2; RFC 8446 4.4.2",
    .hint = "Add the named issuer's certificate to the file that the server sends."};
inline constexpr Check chain_root_sent{
    .id = "chain.root_sent",
    .severity = Severity::notice,
    .counts = Counts::never,
    .requirement = "A server MAY omit the self-signed root: clients trust only their own copy.",
    .citation = "RFC 5246 7.4.2",
    .hint = "Omit the root; it only makes the handshake larger."};
inline constexpr Check chain_duplicate{.id = "chain.duplicate",
                                       .severity = Severity::warning,
                                       .counts = Counts::never,
                                       .requirement = "A server SHOULD NOT send a certificate twice.",
                                       .citation = "RFC 8446 4.4.2",
                                       .hint = "Remove the copy from the file that the server sends."};
inline constexpr Check chain_unrelated{
    .id = "chain.unrelated",
    .severity = Severity::warning,
    .counts = Counts::never,
    .requirement = "Every certificate that a server sends SHOULD belong to a path from its own.",
    .citation = "RFC 8446 4.4.2",
    .hint = "Remove the certificate from the file that the server sends."};
inline constexpr Check chain_not_current{
    .id = "chain.not_current",
    .severity = Severity::warning,
    .counts = Counts::never,
    .requirement =
        "Certificates that a server sends in addition to a valid path SHOULD be within their validity "
        "periods.",
    .citation = "RFC 5280 4.1.2.5; RFC 8446 4.4.2",
    .hint =
        "Remove the certificate from the file that the server sends: clients that try one path only (OpenSSL "
        "1.0, old LibreSSL, embedded systems) fail on it."};
inline constexpr Check chain_empty{
    .id = "chain.empty",
    .severity = Severity::error,
    .counts = Counts::always,
    .requirement = "A server that authenticates itself MUST send at least one certificate.",
    .citation = "RFC 8446 4.4.2.4",
    .hint = "Configure a certificate for this name."};

inline constexpr Check handshake_unresolved{.id = "handshake.unresolved",
                                            .severity = Severity::error,
                                            .counts = Counts::never,
                                            .requirement = "The host name MUST resolve to an address.",
                                            .citation = "RFC 1034 3.7",
                                            .hint = "Check the name and DNS."};
inline constexpr Check handshake_refused{
    .id = "handshake.not_connected",
    .severity = Severity::error,
    .counts = Counts::never,
    .requirement = "The server MUST accept the connection.",
    .citation = "RFC 9293 3.5",
    .hint = "Check that the server runs there and that nothing filters the port."};
inline constexpr Check handshake_dead_address{
    .id = "handshake.address_not_connected",
    .severity = Severity::warning,
    .counts = Counts::never,
    .requirement = "A server SHOULD accept connections at every address of its name.",
    .citation = "RFC 8305 4; RFC 9293 3.5",
    .hint = "Start the server there, or remove the address from DNS: some clients try it first, and wait."};
inline constexpr Check handshake_timeout{
    .id = "handshake.timeout",
    .severity = Severity::error,
    .counts = Counts::never,
    .requirement = "The server MUST respond within the time limit.",
    .citation = "RFC 8446 4",
    .hint = "Look at the server's load, or give it more time with --timeout."};
inline constexpr Check handshake_closed{
    .id = "handshake.closed",
    .severity = Severity::error,
    .counts = Counts::never,
    .requirement = "The server MUST NOT close the connection during the handshake.",
    .citation = "RFC 8446 6.1",
    .hint = "Check the server's log for why it closed the connection."};
inline constexpr Check handshake_plaintext{
    .id = "handshake.plaintext",
    .severity = Severity::error,
    .counts = Counts::never,
    .requirement = "The server MUST speak TLS on this port.",
    .citation = "RFC 8446 5.1",
    .hint = "Check the port: this one is for another protocol, or one that begins in plain text."};
inline constexpr Check handshake_alert{
    .id = "handshake.alert",
    .severity = Severity::error,
    .counts = Counts::never,
    .requirement = "Client and server MUST complete the handshake without a fatal alert.",
    .citation = "RFC 8446 6.2",
    .hint = "The alert's name says what the server refused."};
inline constexpr Check handshake_protocol_too_old{
    .id = "handshake.protocol_too_old",
    .severity = Severity::error,
    .counts = Counts::never,
    .requirement = "The server MUST negotiate TLS 1.2 or later.",
    .citation = "RFC 8996 2; RFC 9325 3.1.1",
    .hint = "Enable TLS 1.2 and 1.3 on the server; turn older versions off."};
inline constexpr Check handshake_unsupported{
    .id = "handshake.unsupported",
    .severity = Severity::error,
    .counts = Counts::never,
    .requirement = "The server MUST support a cipher suite and key exchange that current clients offer.",
    .citation = "RFC 9325 4.2",
    .hint = "Enable an ECDHE suite with AES-GCM or ChaCha20-Poly1305, or TLS 1.3."};
inline constexpr Check handshake_client_certificate{
    .id = "handshake.client_certificate_required",
    .severity = Severity::notice,
    .counts = Counts::never,
    .requirement = "A client MAY be required to present a certificate that the server accepts.",
    .citation = "RFC 8446 4.3.2",
    .hint = "Give a certificate that the server accepts with --cert and --key."};
inline constexpr Check handshake_invalid_certificate{
    .id = "handshake.invalid_certificate",
    .severity = Severity::error,
    .counts = Counts::never,
    .requirement = "TLS clients MUST be able to parse the server's certificate.",
    .citation = "RFC 8446 4.4.2",
    .hint = "See the findings about the certificate; have it issued again."};
inline constexpr Check handshake_failed{
    .id = "handshake.failed",
    .severity = Severity::error,
    .counts = Counts::never,
    .requirement = "Both sides MUST follow the protocol to the end of the handshake.",
    .citation = "RFC 8446 6.2",
    .hint = "The message says what was wrong with which step."};
inline constexpr Check handshake_certificates_left_out{
    .id = "handshake.limit.certificates",
    .severity = Severity::error,
    .counts = Counts::never,
    .requirement = "A server MUST NOT send more certificates than clients accept.",
    .citation = "RFC 8446 4.4.2; certcheck",
    .hint = "Configure only the server's own certificate and its intermediates."};
inline constexpr Check local_resources_exhausted{
    .id = "engine.resources_exhausted",
    .severity = Severity::error,
    .counts = Counts::never,
    .requirement = "The machine MUST have the resources that the connection needs.",
    .citation = "certcheck",
    .hint = "Raise the limit that the message names, or lower --concurrency; the server is not at fault."};
inline constexpr Check time_limit_reached{
    .id = "engine.time_limit_reached",
    .severity = Severity::error,
    .counts = Counts::never,
    .requirement = "What a server presents MUST be validated and linted within the time limit.",
    .citation = "certcheck",
    .hint = "Raise --timeout; the message says what was not done."};
inline constexpr Check handshake_certificates_too_large{
    .id = "handshake.certificates_too_large",
    .severity = Severity::warning,
    .counts = Counts::never,
    .requirement = "The server's Certificate message SHOULD NOT be larger than clients accept.",
    .citation = "RFC 8446 4.4.2; OpenSSL SSL_CTX_set_max_cert_list",
    .hint =
        "Send only the server's certificate and its intermediates; split a certificate with very many "
        "names."};
inline constexpr Check handshake_no_forward_secrecy{
    .id = "handshake.no_forward_secrecy",
    .severity = Severity::warning,
    .counts = Counts::never,
    .requirement = "A server SHOULD NOT negotiate cipher suites without forward secrecy.",
    .citation = "RFC 9325 4.1",
    .hint = "Enable ECDHE key exchange and turn static RSA off."};
inline constexpr Check staple_missing{
    .id = "handshake.stapling.promised_and_missing",
    .severity = Severity::error,
    .counts = Counts::webpki_or_strict,
    .requirement = "A server whose certificate requires OCSP stapling MUST staple a valid OCSP response.",
    .citation = "RFC 7633 4.1, 4.2.3.1",
    .hint =
        "Turn OCSP stapling on and let the server fetch responses in time, or get a certificate without "
        "must-staple."};
inline constexpr Check fetch_failed{
    .id = "engine.fetch_failed",
    .severity = Severity::warning,
    .counts = Counts::never,
    .requirement =
        "The addresses in a certificate MUST serve the issuer certificates and revocation data that they "
        "point to.",
    .citation = "RFC 5280 4.2.1.13, 4.2.2.1",
    .hint = "Notify the CA, or check the network between here and there; the message says what failed."};
inline constexpr Check input_unusable{.id = "engine.input_unusable",
                                      .severity = Severity::error,
                                      .counts = Counts::never,
                                      .requirement = "The options of a check MUST be applicable.",
                                      .citation = "certcheck",
                                      .hint = "Correct the option that the message names."};
inline constexpr Check key_repeated{
    .id = "input.key.repeated",
    .severity = Severity::warning,
    .counts = Counts::never,
    .requirement = "Certificates of different subjects SHOULD NOT have the same key.",
    .citation = "Heninger et al., Mining Your Ps and Qs, USENIX Security 2012",
    .hint = "Give each holder a key of its own: whoever has one of the private keys can pose as the others."};

}  // namespace checks

/// Every check above.
std::span<const Check* const> all_checks();

}  // namespace certcheck::engine
