#pragma once

#include "certcheck/base/check.h"

#include <span>

namespace certcheck::trust {

/// What can be wrong with a file of trust anchors. Nothing here counts against a chain: an anchor that cannot
/// be read is simply not there.
namespace checks {

inline constexpr Check block_label{"trust.block.unexpected_label",
                                   Severity::notice,
                                   Counts::never,
                                   "A file of trust anchors holds certificates only.",
                                   "RFC 7468 5.1",
                                   "Remove the block, or check that this is the file you meant."};
inline constexpr Check block_unreadable{"trust.block.unreadable",
                                        Severity::warning,
                                        Counts::never,
                                        "A PEM block has an END line with its label and base64 between.",
                                        "RFC 7468 2, 3",
                                        "Copy the certificate again, whole: the anchor is not used."};
inline constexpr Check not_a_certificate{
    "trust.not_a_certificate",
    Severity::warning,
    Counts::never,
    "What is given as a trust anchor is a certificate, readable up to its subject at least.",
    "RFC 5280 4.1",
    "Give the certificate in PEM or DER: the anchor is not used."};

inline constexpr Check file_unreadable{
    "trust.file.unreadable", Severity::warning,
    Counts::never,           "Every file in a directory of trust anchors can be read.",
    "POSIX.1-2017 open()",   "Check the file's permissions: its anchors are not used."};

inline constexpr Check roots_of_environment{
    .id = "trust.roots_of_environment",
    .severity = Severity::notice,
    .counts = Counts::never,
    .requirement = "The roots of the system SHOULD be those that the system came with.",
    .citation = "OpenSSL X509_get_default_cert_file_env",
    .hint = "Unset SSL_CERT_FILE and SSL_CERT_DIR if the system's own roots are meant."};

}  // namespace checks

/// Every check above, in that order.
std::span<const Check* const> all_checks();

}  // namespace certcheck::trust
