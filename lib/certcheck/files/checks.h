#pragma once

#include "certcheck/base/check.h"

#include <span>

namespace certcheck::files {

/// What can be wrong with an input before there is anything in it to look at. Nothing here counts against a
/// chain.
namespace checks {

inline constexpr Check block_not_terminated{
    .id = "input.pem.not_terminated",
    .severity = Severity::error,
    .counts = Counts::never,
    .requirement = "A PEM block MUST end with an END line that has the label of its BEGIN line.",
    .citation = "RFC 7468 2",
    .hint = "Copy the complete block again."};
inline constexpr Check block_not_base64{.id = "input.pem.not_base64",
                                        .severity = Severity::error,
                                        .counts = Counts::never,
                                        .requirement = "A PEM block MUST contain base64.",
                                        .citation = "RFC 7468 3",
                                        .hint = "Copy the complete block again."};
inline constexpr Check wrong_label{
    .id = "input.pem.wrong_label",
    .severity = Severity::notice,
    .counts = Counts::never,
    .requirement = "The label of a PEM block MUST name the type of what the block contains.",
    .citation = "RFC 7468 2",
    .hint = "Write the block with the label of its type: other programs do not load it."};
inline constexpr Check wrong_content{
    .id = "input.pem.wrong_content",
    .severity = Severity::error,
    .counts = Counts::never,
    .requirement =
        "A PEM block with the label of a certificate, a CRL, an OCSP message or a certificate request MUST "
        "contain one.",
    .citation = "RFC 7468 2, 5 to 7",
    .hint = "Replace the block; if it is a private key, make sure that it has not been published."};
inline constexpr Check block_not_portable{.id = "input.pem.not_portable",
                                          .severity = Severity::notice,
                                          .counts = Counts::never,
                                          .requirement =
                                              "The BEGIN and END lines of a PEM block SHOULD contain nothing "
                                              "else, and the lines between them nothing but base64.",
                                          .citation = "RFC 7468 3; OpenSSL PEM_read_bio(3)",
                                          .hint =
                                              "Write the block again, e.g. with openssl x509 or a text "
                                              "editor: OpenSSL and programs built on it do not load it."};
inline constexpr Check spare_bits{
    .id = "input.base64.spare_bits",
    .severity = Severity::notice,
    .counts = Counts::never,
    .requirement = "The unused bits of the last base64 group MUST be zero.",
    .citation = "RFC 4648 3.5",
    .hint = "Encode the block again: strict decoders reject it, and the file may have been changed by hand."};
inline constexpr Check utf16_text{.id = "input.text.utf16",
                                  .severity = Severity::notice,
                                  .counts = Counts::never,
                                  .requirement = "PEM SHOULD be in ASCII or a superset of it.",
                                  .citation = "RFC 7468 2",
                                  .hint =
                                      "Save the file as UTF-8 or ASCII (in PowerShell: Out-File -Encoding "
                                      "ascii): OpenSSL and GnuTLS do not load it."};
inline constexpr Check several_elements{
    .id = "input.der.several",
    .severity = Severity::notice,
    .counts = Counts::never,
    .requirement = "A DER file SHOULD contain a single certificate, CRL or OCSP response.",
    .citation = "RFC 5280 4; RFC 2585 3",
    .hint = "Put each in a file of its own, or all in one PEM file: most programs read only the first."};
inline constexpr Check container_unreadable{.id = "input.container.unreadable",
                                            .severity = Severity::error,
                                            .counts = Counts::never,
                                            .requirement =
                                                "A PKCS#7 or PKCS#12 file, a keystore or a log entry MUST be "
                                                "well-formed as far as the certificates in it.",
                                            .citation = "RFC 5652 5.1; RFC 7292 4; RFC 6962 3.4",
                                            .hint = "Export the certificates again."};

}  // namespace checks

/// Every check above, in that order.
std::span<const Check* const> all_checks();

}  // namespace certcheck::files
