#pragma once

#include "certcheck/base/check.h"

#include <span>

namespace certcheck::x509 {

/// Ways in which DER does not follow the ASN.1 of RFC 5280 A and its kin, beyond what der::checks names. What
/// the text of the standards asks on top of the ASN.1 is the linter's.
/// What counts against trust is what Go's crypto/x509, BoringSSL or OpenSSL refuse to read; where they read
/// on, the comment says so.
namespace checks {

inline constexpr Check version_unsupported{
    "x509.version.unsupported",
    Severity::error,
    Counts::always,
    "The version is one that the standard defines: 1 to 3 for a certificate, 1 or 2 for a CRL.",
    "RFC 5280 4.1.2.1, 5.1.2.1",
    "Issue a version 3 certificate or a version 2 CRL."};
inline constexpr Check extensions_not_allowed{
    "x509.extensions.not_allowed_in_version",
    Severity::error,
    Counts::always,
    "Extensions stand in version 3 certificates and version 2 CRLs only.",
    "RFC 5280 4.1.2.9, 5.1.2.1",
    "Set the version to 3 (CRLs: 2) or leave the extensions out.",
    "e_cert_extensions_version_not_3"};
inline constexpr Check unique_id_not_allowed{"x509.unique_id.not_allowed_in_version",
                                             Severity::error,
                                             Counts::always,
                                             "Unique identifiers stand in version 2 and 3 certificates only.",
                                             "RFC 5280 4.1.2.8",
                                             "Leave the unique identifiers out.",
                                             "e_cert_unique_identifier_version_not_2_or_3"};
inline constexpr Check algorithm_mismatch{
    "x509.algorithm.mismatch",
    Severity::error,
    Counts::always,
    "The signature algorithm is the same inside and outside of what is signed.",
    "RFC 5280 4.1.1.2, 5.1.1.2",
    "Encode the same AlgorithmIdentifier, parameters included, in both places.",
    "e_cert_sig_alg_not_match_tbs_sig_alg"};
inline constexpr Check extension_duplicate{"x509.extension.duplicate",
                                           Severity::error,
                                           Counts::always,
                                           "No extension stands more than once.",
                                           "RFC 5280 4.2",
                                           "Merge the extensions of the same type into one.",
                                           "e_ext_duplicate_extension"};
inline constexpr Check sequence_empty{"x509.sequence.empty",
                                      Severity::error,
                                      Counts::always,
                                      "A list that has at least one element by its definition has one.",
                                      "RFC 5280 A",
                                      "Leave the field out or put something in.",
                                      "e_ext_cannot_be_empty_sequence"};
// Apart from der.default_encoded, which counts always: an explicit FALSE here is old and common, and Go,
// BoringSSL and OpenSSL all read on, as they do not for `critical` or the version.
inline constexpr Check ca_false_encoded{"x509.basic_constraints.ca_false_encoded",
                                        Severity::error,
                                        Counts::strict,
                                        "A cA that is FALSE, the default, is left out.",
                                        "RFC 5280 4.2.1.9; X.690 11.5",
                                        "Encode the basic constraints of an end entity as an empty SEQUENCE.",
                                        "e_basic_constr_invalid_der"};
inline constexpr Check time_invalid{"x509.time.invalid",
                                    Severity::error,
                                    Counts::always,
                                    "A time is a moment that exists.",
                                    "RFC 5280 4.1.2.5; X.690 11.7, 11.8",
                                    "Encode the time again."};
inline constexpr Check time_not_der_form{
    "x509.time.not_der_form",
    Severity::error,
    Counts::always,
    "Times are given in UTC with seconds, without fractions: YYMMDDHHMMSSZ or YYYYMMDDHHMMSSZ.",
    "RFC 5280 4.1.2.5.1, 4.1.2.5.2",
    "Encode the time in UTC with seconds and a final Z."};
// Chrome (bssl::pki normalises both names of every certificate it parses) and Go refuse these; OpenSSL, NSS,
// GnuTLS and Java read on.
inline constexpr Check string_invalid_characters{
    "x509.string.invalid_characters",
    Severity::error,
    Counts::webpki_or_strict,
    "A string in the subject or issuer MUST hold only characters of its type.",
    "RFC 5280 4.1.2.4; X.680 41",
    "Use a UTF8String."};
// "*" in a PrintableString is old and common, and let pass by all; the other types and the names inside of
// extensions are not looked into.
inline constexpr Check string_tolerated_characters{
    "x509.string.tolerated_characters",
    Severity::error,
    Counts::never,
    "A string MUST hold only characters of its type, also where clients do not mind.",
    "RFC 5280 4.1.2.4; X.680 41",
    "Use a UTF8String."};
inline constexpr Check string_not_utf8{"x509.string.not_utf8",
                                       Severity::error,
                                       Counts::always,
                                       "A UTF8String is well-formed UTF-8.",
                                       "RFC 5280 4.1.2.4; RFC 3629 3",
                                       "Encode the string again; it may be Latin-1."};
inline constexpr Check string_malformed{
    "x509.string.malformed", Severity::error,
    Counts::always,          "A BMPString or UniversalString is a whole number of characters that exist.",
    "X.690 8.23.7, 8.23.8",  "Use a UTF8String."};
inline constexpr Check general_name_not_ascii{"x509.general_name.not_ascii",
                                              Severity::error,
                                              Counts::always,
                                              "DNS names, mail addresses and URIs are ASCII.",
                                              "RFC 5280 4.2.1.6, 7.2 to 7.5",
                                              "Write A-labels, or a SmtpUTF8Mailbox for mail."};
// Whether SCTs are enough is for the certificate transparency policy: one that cannot be read does not count.
inline constexpr Check sct_malformed{
    "x509.sct.malformed", Severity::error,
    Counts::never,        "A list of signed certificate timestamps follows its TLS encoding.",
    "RFC 6962 3.3",       "Embed the SCTs as the logs returned them."};

// What the response's type means for the certificate is revocation's to say.
inline constexpr Check ocsp_type_unknown{"x509.ocsp.type_unknown",
                                         Severity::error,
                                         Counts::never,
                                         "A successful OCSP response is a basic one.",
                                         "RFC 6960 4.2.1",
                                         "Configure the responder to answer with id-pkix-ocsp-basic."};

}  // namespace checks

/// Every check above, in that order.
std::span<const Check* const> all_checks();

}  // namespace certcheck::x509
