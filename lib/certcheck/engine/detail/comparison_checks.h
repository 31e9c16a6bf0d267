#pragma once

#include "certcheck/base/check.h"

namespace certcheck::engine::checks {

/// What the answers of one endpoint have to have in common: those of all addresses of a name
/// (--all-addresses), and all certificates of a server (--all-certificates). None decides about trust: each
/// answer has a verdict of its own.

// Of the addresses.
inline constexpr Check addresses_certificate{
    .id = "endpoint.addresses_differ.certificate",
    .severity = Severity::notice,
    .counts = Counts::never,
    .requirement =
        "The addresses of a name SHOULD present the same certificate, or each one that is as good.",
    .citation = "RFC 8305 5; certcheck",
    .hint =
        "Check that the certificate was replaced at every address; nothing is wrong where each server "
        "has one of its own."};
inline constexpr Check addresses_names{
    .id = "endpoint.addresses_differ.names",
    .severity = Severity::warning,
    .counts = Counts::never,
    .requirement = "The certificates at all addresses of a name SHOULD be for the same names.",
    .citation = "RFC 8305 5; RFC 9525 4.1",
    .hint =
        "Present a certificate for all of the names at every address: which one a client connects to is "
        "chance."};
inline constexpr Check addresses_verdict{
    .id = "endpoint.addresses_differ.verdict",
    .severity = Severity::warning,
    .counts = Counts::never,
    .requirement = "The verdict SHOULD be the same at every address of a name.",
    .citation = "RFC 8305 5; certcheck",
    .hint =
        "Correct the address whose report says what is wrong: clients connect to any of them, and fail "
        "now and then."};
inline constexpr Check addresses_expiry{
    .id = "endpoint.addresses_differ.expiry",
    .severity = Severity::warning,
    .counts = Counts::never,
    .requirement =
        "The certificate at one address SHOULD NOT expire more than 30 days before the one at "
        "another address of the name.",
    .citation = "RFC 8305 5; certcheck",
    .hint =
        "Renew the certificate at this address: what is renewed together expires within some days of "
        "each other, so its renewal may have been forgotten."};
inline constexpr Check addresses_chain{
    .id = "endpoint.addresses_differ.chain",
    .severity = Severity::warning,
    .counts = Counts::never,
    .requirement = "With the same certificate, every address of a name SHOULD send the same chain.",
    .citation = "RFC 8305 5; RFC 8446 4.4.2",
    .hint = "Configure the same chain at every address; where it is shorter an intermediate may be missing."};
inline constexpr Check addresses_version{
    .id = "endpoint.addresses_differ.version",
    .severity = Severity::warning,
    .counts = Counts::never,
    .requirement = "Every address of a name SHOULD negotiate the same version of TLS.",
    .citation = "RFC 8305 5; RFC 9325 3.1.1",
    .hint = "Configure the newer version at every address."};
inline constexpr Check addresses_cipher_suite{
    .id = "endpoint.addresses_differ.cipher_suite",
    .severity = Severity::warning,
    .counts = Counts::never,
    .requirement =
        "The cipher suites that the addresses of a name negotiate SHOULD all have forward secrecy "
        "and authenticated encryption, or none of them.",
    .citation = "RFC 8305 5; RFC 9325 4.1, 4.2",
    .hint = "Configure the suites of the better address at every address."};

// Of the certificates of one server.
inline constexpr Check certificates_names{
    .id = "endpoint.certificates_differ.names",
    .severity = Severity::warning,
    .counts = Counts::never,
    .requirement = "Every certificate of an endpoint SHOULD be for the same names.",
    .citation = "RFC 8446 4.4.2.2; RFC 9525 4.1",
    .hint =
        "Have the certificate issued again with all names: which one a client gets depends on the "
        "signature schemes that it offers, not on the name."};
inline constexpr Check certificates_issuer{
    .id = "endpoint.certificates_differ.issuer",
    .severity = Severity::notice,
    .counts = Counts::never,
    .requirement = "The certificates of an endpoint SHOULD have the same issuer and the same anchor.",
    .citation = "RFC 8446 4.4.2.2; certcheck",
    .hint =
        "Check that both CAs are meant: clients that know one of the roots alone trust one of the "
        "certificates alone."};
inline constexpr Check certificates_verdict{
    .id = "endpoint.certificates_differ.verdict",
    .severity = Severity::warning,
    .counts = Counts::never,
    .requirement = "The verdict SHOULD be the same for every certificate of an endpoint.",
    .citation = "RFC 8446 4.4.2.2; certcheck",
    .hint = "Correct the certificate whose report says what is wrong: some clients get it, and fail."};
inline constexpr Check certificates_expiry{
    .id = "endpoint.certificates_differ.expiry",
    .severity = Severity::warning,
    .counts = Counts::never,
    .requirement = "One certificate of an endpoint SHOULD NOT expire more than 30 days before another one.",
    .citation = "RFC 8446 4.4.2.2; certcheck",
    .hint =
        "Renew the certificate: what is renewed together expires within some days of each other, so its "
        "renewal may have been forgotten, and only those clients that get it will notice."};
inline constexpr Check default_certificate{
    .id = "endpoint.default_certificate.other_names",
    .severity = Severity::notice,
    .counts = Counts::never,
    .requirement =
        "A server MAY show clients that send no server name a certificate for other names; such "
        "clients refuse it.",
    .citation = "RFC 6066 3",
    .hint = "Make the certificate of this name the default one if clients without SNI matter."};

}  // namespace certcheck::engine::checks
