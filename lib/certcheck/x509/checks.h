#pragma once

#include "certcheck/base/check.h"

#include <span>

namespace certcheck::x509 {

/// Ways in which DER does not follow the ASN.1 of RFC 5280 A and related modules, beyond what
/// der::checks names. What the text of the standards asks on top of the ASN.1 is the linter's. What
/// counts against trust is what Go's crypto/x509, BoringSSL or OpenSSL refuse to read; where they read
/// on, the comment says so.
namespace checks {

inline constexpr Check version_unsupported{
    .id = "x509.version.unsupported",
    .severity = Severity::error,
    .counts = Counts::always,
    .requirement =
        "The version MUST be one that the standard defines: 1 to 3 for a certificate, 1 or 2 for a CRL.",
    .citation = "RFC 5280 4.1.2.1, 5.1.2.1",
    .hint = "Issue a version 3 certificate or a version 2 CRL."};
inline constexpr Check extensions_not_allowed{
    .id = "x509.extensions.not_allowed_in_version",
    .severity = Severity::error,
    .counts = Counts::always,
    .requirement =
        "Extensions MUST NOT appear in certificates of versions other than 3 or CRLs of versions other than "
        "2.",
    .citation = "RFC 5280 4.1.2.9, 5.1.2.1",
    .hint = "Set the version to 3 (CRLs: 2) or leave the extensions out.",
    .zlint = "e_cert_extensions_version_not_3"};
inline constexpr Check unique_id_not_allowed{
    .id = "x509.unique_id.not_allowed_in_version",
    .severity = Severity::error,
    .counts = Counts::always,
    .requirement = "Unique identifiers MUST NOT appear in certificates of version 1.",
    .citation = "RFC 5280 4.1.2.8",
    .hint = "Omit the unique identifiers.",
    .zlint = "e_cert_unique_identifier_version_not_2_or_3"};
inline constexpr Check algorithm_mismatch{
    .id = "x509.algorithm.mismatch",
    .severity = Severity::error,
    .counts = Counts::always,
    .requirement = "The signature algorithm MUST be the same inside and outside the signed data.",
    .citation = "RFC 5280 4.1.1.2, 5.1.1.2",
    .hint = "Encode the same AlgorithmIdentifier, parameters included, in both places.",
    .zlint = "e_cert_sig_alg_not_match_tbs_sig_alg"};
inline constexpr Check extension_duplicate{.id = "x509.extension.duplicate",
                                           .severity = Severity::error,
                                           .counts = Counts::always,
                                           .requirement = "An extension MUST NOT appear more than once.",
                                           .citation = "RFC 5280 4.2",
                                           .hint = "Merge the extensions of the same type into one.",
                                           .zlint = "e_ext_duplicate_extension"};
inline constexpr Check sequence_empty{
    .id = "x509.sequence.empty",
    .severity = Severity::error,
    .counts = Counts::always,
    .requirement = "A list that is defined with at least one element MUST NOT be empty.",
    .citation = "RFC 5280 A",
    .hint = "Omit the field or add an element.",
    .zlint = "e_ext_cannot_be_empty_sequence"};
// Apart from der.default_encoded, which counts always: an explicit FALSE here is old and common, and Go,
// BoringSSL and OpenSSL all read on, as they do not for `critical` or the version.
inline constexpr Check ca_false_encoded{
    .id = "x509.basic_constraints.ca_false_encoded",
    .severity = Severity::error,
    .counts = Counts::strict,
    .requirement = "A cA of FALSE, the default, MUST NOT be encoded.",
    .citation = "RFC 5280 4.2.1.9; X.690 11.5",
    .hint = "Encode basicConstraints of an end entity as an empty SEQUENCE.",
    .zlint = "e_basic_constr_invalid_der"};
inline constexpr Check time_invalid{.id = "x509.time.invalid",
                                    .severity = Severity::error,
                                    .counts = Counts::always,
                                    .requirement = "A time MUST be an existing date and time.",
                                    .citation = "RFC 5280 4.1.2.5; X.690 11.7, 11.8",
                                    .hint = "Encode the time again."};
inline constexpr Check time_not_der_form{
    .id = "x509.time.not_der_form",
    .severity = Severity::error,
    .counts = Counts::always,
    .requirement =
        "Times MUST be in UTC with seconds and without fractions: YYMMDDHHMMSSZ or YYYYMMDDHHMMSSZ.",
    .citation = "RFC 5280 4.1.2.5.1, 4.1.2.5.2",
    .hint = "Encode the time in UTC with seconds and a final Z."};
// Chrome (bssl::pki normalises both names of every certificate it parses) and Go refuse these; OpenSSL, NSS,
// GnuTLS and Java read on.
inline constexpr Check string_invalid_characters{
    .id = "x509.string.invalid_characters",
    .severity = Severity::error,
    .counts = Counts::webpki_or_strict,
    .requirement = "A string in the subject or issuer MUST contain only characters of its type.",
    .citation = "RFC 5280 4.1.2.4; X.680 41",
    .hint = "Use a UTF8String."};
// "*" in a PrintableString is old and common, and let pass by all; the other types and the names inside of
// extensions are not looked into.
inline constexpr Check string_tolerated_characters{
    .id = "x509.string.tolerated_characters",
    .severity = Severity::error,
    .counts = Counts::never,
    .requirement = "A string MUST contain only characters of its type, even if clients tolerate others.",
    .citation = "RFC 5280 4.1.2.4; X.680 41",
    .hint = "Use a UTF8String."};
inline constexpr Check string_not_utf8{.id = "x509.string.not_utf8",
                                       .severity = Severity::error,
                                       .counts = Counts::always,
                                       .requirement = "A UTF8String MUST be well-formed UTF-8.",
                                       .citation = "RFC 5280 4.1.2.4; RFC 3629 3",
                                       .hint = "Encode the string again; it may be Latin-1."};
inline constexpr Check string_malformed{
    .id = "x509.string.malformed",
    .severity = Severity::error,
    .counts = Counts::always,
    .requirement = "A BMPString or UniversalString MUST consist of complete, existing characters.",
    .citation = "X.690 8.23.7, 8.23.8",
    .hint = "Use a UTF8String."};
inline constexpr Check general_name_not_ascii{
    .id = "x509.general_name.not_ascii",
    .severity = Severity::error,
    .counts = Counts::always,
    .requirement = "DNS names, email addresses and URIs MUST be ASCII.",
    .citation = "RFC 5280 4.2.1.6, 7.2 to 7.5",
    .hint = "Use A-labels, or an SmtpUTF8Mailbox for email addresses."};
// Whether SCTs are enough is for the certificate transparency policy: one that cannot be read does not count.
inline constexpr Check sct_malformed{
    .id = "x509.sct.malformed",
    .severity = Severity::error,
    .counts = Counts::never,
    .requirement = "A list of signed certificate timestamps MUST have its TLS encoding.",
    .citation = "RFC 6962 3.3",
    .hint = "Embed the SCTs as the logs returned them."};

// What the response's type means for the certificate is revocation's to say.
inline constexpr Check ocsp_type_unknown{
    .id = "x509.ocsp.type_unknown",
    .severity = Severity::error,
    .counts = Counts::never,
    .requirement = "A successful OCSP response MUST be of type id-pkix-ocsp-basic.",
    .citation = "RFC 6960 4.2.1",
    .hint = "Configure the responder to answer with id-pkix-ocsp-basic."};

}  // namespace checks

/// Every check above, in that order.
std::span<const Check* const> all_checks();

}  // namespace certcheck::x509
