#pragma once

#include "certcheck/base/check.h"

#include <span>

namespace certcheck::trust {

/// What can be wrong with a file of trust anchors. Nothing here counts against a chain: an anchor that cannot
/// be read is simply not there.
namespace checks {

inline constexpr Check block_label{.id = "trust.block.unexpected_label",
                                   .severity = Severity::notice,
                                   .counts = Counts::never,
                                   .requirement = "A file of trust anchors SHOULD contain certificates only.",
                                   .citation = "RFC 7468 5.1",
                                   .hint = "Remove the block, or check that this is the file you meant."};
inline constexpr Check block_unreadable{
    .id = "trust.block.unreadable",
    .severity = Severity::warning,
    .counts = Counts::never,
    .requirement = "A PEM block SHOULD have base64 and an END line with its label.",
    .citation = "RFC 7468 2, 3",
    .hint = "Copy the complete certificate again: the anchor is not used."};
inline constexpr Check not_a_certificate{
    .id = "trust.not_a_certificate",
    .severity = Severity::warning,
    .counts = Counts::never,
    .requirement =
        "A trust anchor SHOULD be a certificate that can be parsed at least as far as its subject.",
    .citation = "RFC 5280 4.1",
    .hint = "Give the certificate in PEM or DER: the anchor is not used."};

inline constexpr Check trailing_data{
    .id = "trust.certificate.trailing_data",
    .severity = Severity::notice,
    .counts = Counts::never,
    .requirement = "The certificate of a trust anchor SHOULD NOT be followed by other data.",
    .citation = "RFC 5280 4.1; RFC 7468 5.1",
    .hint = "Write the certificate again without what follows it: GnuTLS, Go and Python do not load it so."};

inline constexpr Check file_unreadable{
    .id = "trust.file.unreadable",
    .severity = Severity::warning,
    .counts = Counts::never,
    .requirement = "Every file in a directory of trust anchors SHOULD be readable.",
    .citation = "POSIX.1-2017 open()",
    .hint = "Check the file's permissions: its anchors are not used."};

inline constexpr Check constraints_without_anchor{
    .id = "trust.constraints.no_anchor",
    .severity = Severity::warning,
    .counts = Counts::never,
    .requirement = "Constraints on a trust anchor MUST name one of the anchors that are used.",
    .citation = "certcheck",
    .hint =
        "Correct the hash, of the certificate or of its SubjectPublicKeyInfo: the constraints bind nothing."};

inline constexpr Check roots_of_environment{
    .id = "trust.roots_of_environment",
    .severity = Severity::notice,
    .counts = Counts::never,
    .requirement = "The roots in use SHOULD be those that the system provides.",
    .citation = "OpenSSL X509_get_default_cert_file_env",
    .hint = "Unset SSL_CERT_FILE and SSL_CERT_DIR if the system's own roots are intended."};

}  // namespace checks

/// Every check above, in that order.
std::span<const Check* const> all_checks();

}  // namespace certcheck::trust
