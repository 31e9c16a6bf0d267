#pragma once

#include "certcheck/base/check.h"

#include <span>

namespace certcheck::files {

/// What can be wrong with an input before there is anything in it to look at. Nothing here counts against a
/// chain.
namespace checks {

inline constexpr Check block_not_terminated{
    "input.pem.not_terminated",
    Severity::error,
    Counts::never,
    "A PEM block ends with an END line that has the label of its BEGIN line.",
    "RFC 7468 2",
    "Copy the block again, whole."};
inline constexpr Check block_not_base64{"input.pem.not_base64", Severity::error,
                                        Counts::never,          "A PEM block holds base64.",
                                        "RFC 7468 3",           "Copy the block again, whole."};
inline constexpr Check block_not_portable{
    "input.pem.not_portable",
    Severity::notice,
    Counts::never,
    "BEGIN and END SHOULD each stand alone on a line, with lines of base64 and nothing else between them.",
    "RFC 7468 3; OpenSSL PEM_read_bio(3)",
    "Write the block anew, e.g. with openssl x509 or a text editor: OpenSSL and programs built on it do not "
    "load it."};
inline constexpr Check spare_bits{
    "input.base64.spare_bits",
    Severity::notice,
    Counts::never,
    "Bits that the last group of base64 has to spare MUST be zero.",
    "RFC 4648 3.5",
    "Encode the block again: strict decoders reject it, and the file may have been changed by hand."};
inline constexpr Check utf16_text{"input.text.utf16",
                                  Severity::notice,
                                  Counts::never,
                                  "PEM SHOULD be written in ASCII or a superset of it.",
                                  "RFC 7468 2",
                                  "Save the file as UTF-8 or ASCII (in PowerShell: Out-File -Encoding "
                                  "ascii): OpenSSL and GnuTLS do not load it."};
inline constexpr Check several_elements{
    "input.der.several",
    Severity::notice,
    Counts::never,
    "A file of DER SHOULD hold one certificate, CRL or OCSP response.",
    "RFC 5280 4; RFC 2585 3",
    "Put each in a file of its own, or all in one PEM file: most programs read the first alone."};
inline constexpr Check container_unreadable{
    "input.container.unreadable",
    Severity::error,
    Counts::never,
    "A PKCS#7 or PKCS#12 file, a keystore or a log's entry can be read as far as the certificates in it.",
    "RFC 5652 5.1; RFC 7292 4; RFC 6962 3.4",
    "Export the certificates again."};

}  // namespace checks

/// Every check above, in that order.
std::span<const Check* const> all_checks();

}  // namespace certcheck::files
