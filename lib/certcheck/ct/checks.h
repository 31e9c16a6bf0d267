#pragma once

#include "certcheck/base/check.h"

#include <span>

namespace certcheck::ct {

/// What signed certificate timestamps and browsers' policies about them can be short of. Nothing here counts
/// against a path; --require-ct makes an expectation of the policies.
namespace checks {

inline constexpr Check signature_invalid{
    .id = "ct.sct.signature_invalid",
    .severity = Severity::error,
    .counts = Counts::never,
    .requirement = "An SCT MUST be signed by its log over the certificate that it comes with.",
    .citation = "RFC 6962 3.2, 5.2",
    .hint = "Embed or serve the SCTs that the logs returned for this very certificate."};
inline constexpr Check timestamp_in_future{
    .id = "ct.sct.in_future",
    .severity = Severity::error,
    .counts = Counts::never,
    .requirement = "The timestamp of an SCT MUST NOT be in the future.",
    .citation = "RFC 6962 5.2",
    .hint = "Check the clock; if it is right, the log's is not: use SCTs of another log."};
inline constexpr Check log_unknown{
    .id = "ct.sct.log_unknown",
    .severity = Severity::notice,
    .counts = Counts::never,
    .requirement = "The log of an SCT SHOULD be in the log list.",
    .citation = "Chrome CT Policy (2026-07-22), CT Log States",
    .hint = "Use a current log list; clients ignore SCTs of logs that they do not know."};
inline constexpr Check log_not_accepted{
    .id = "ct.sct.log_not_accepted",
    .severity = Severity::warning,
    .counts = Counts::never,
    .requirement =
        "The log of an SCT SHOULD be qualified, usable or read-only, or retired after the SCT was issued.",
    .citation = "Chrome CT Log Lifecycle (2026-07-22)",
    .hint = "Issue the certificate again with SCTs of logs that clients accept."};
inline constexpr Check outside_temporal_interval{
    .id = "ct.sct.outside_temporal_interval",
    .severity = Severity::warning,
    .counts = Counts::never,
    .requirement = "The notAfter of a logged certificate SHOULD be within the temporal interval of its log.",
    .citation = "Chrome CT Log Policy (2026-07-22); log list schema 3, temporal_interval",
    .hint = "Log certificates in the shard of the log for their expiry."};
inline constexpr Check extensions_malformed{
    .id = "ct.sct.extensions_malformed",
    .severity = Severity::error,
    .counts = Counts::never,
    .requirement = "The extensions of an SCT MUST be a list of CtExtensions without duplicates.",
    .citation = "C2SP static-ct-api 1.1.0, SCT Extension",
    .hint = "Report it to the log's operator; embed the SCT's extensions as the log returned them."};
inline constexpr Check leaf_index_missing{
    .id = "ct.sct.leaf_index_missing",
    .severity = Severity::error,
    .counts = Counts::never,
    .requirement = "An SCT of a log with the static API MUST have the extension leaf_index.",
    .citation = "C2SP static-ct-api 1.1.0, SCT Extension",
    .hint = "Report it to the log's operator; embed the SCT's extensions as the log returned them."};
inline constexpr Check not_verifiable{
    .id = "ct.sct.not_verifiable",
    .severity = Severity::notice,
    .counts = Counts::never,
    .requirement = "What a log signed SHOULD be reconstructible from the certificate and its issuer's key.",
    .citation = "RFC 6962 3.2",
    .hint = "Supply the issuer's certificate; the message says what is missing."};
inline constexpr Check timestamps_left_out{
    .id = "ct.sct.left_out",
    .severity = Severity::warning,
    .counts = Counts::never,
    .requirement = "A certificate SHOULD come with no more SCTs than clients verify.",
    .citation = "certcheck: ct/transparency.h",
    .hint = "Embed or serve two or three SCTs; more change nothing."};
inline constexpr Check log_list_outdated{
    .id = "ct.log_list.outdated",
    .severity = Severity::warning,
    .counts = Counts::never,
    .requirement = "The log list SHOULD be no older than 70 days.",
    .citation = "Chrome CT Policy (2026-07-22), CT Enforcement Timeout",
    .hint = "Get the current list: https://www.gstatic.com/ct/log_list/v3/log_list.json"};

inline constexpr Check chrome_too_few{
    .id = "ct.chrome.too_few_scts",
    .severity = Severity::error,
    .counts = Counts::never,
    .requirement =
        "A certificate MUST come with valid SCTs of two logs that Chrome accepts, of three if it is valid "
        "for more than 180 days.",
    .citation = "Chrome CT Policy (2026-07-22), CT Compliant Certificates",
    .hint = "Issue the certificate again with SCTs of further logs: Chrome refuses it."};
inline constexpr Check chrome_no_current_log{
    .id = "ct.chrome.no_current_log",
    .severity = Severity::error,
    .counts = Counts::never,
    .requirement =
        "At least one SCT MUST be of a log that is qualified, usable or read-only at the time of check.",
    .citation = "Chrome CT Policy (2026-07-22), CT Compliant Certificates",
    .hint = "Issue the certificate again: the logs that it was submitted to have been retired."};
inline constexpr Check chrome_too_few_operators{
    .id = "ct.chrome.too_few_operators",
    .severity = Severity::error,
    .counts = Counts::never,
    .requirement = "The SCTs MUST be of logs of at least two operators.",
    .citation = "Chrome CT Policy (2026-07-22), CT Compliant Certificates",
    .hint = "Issue the certificate again with an SCT of another operator's log: Chrome refuses it."};
inline constexpr Check chrome_no_rfc6962_log{
    .id = "ct.chrome.no_rfc6962_log",
    .severity = Severity::error,
    .counts = Counts::never,
    .requirement = "Before 15 April 2026 at least one SCT MUST be of a log with the API of RFC 6962.",
    .citation = "Chrome CT Policy (2025-12-01), CT Compliant Certificates",
    .hint = "Submit to a log with the API of RFC 6962, too, or update Chrome."};
inline constexpr Check apple_too_few{
    .id = "ct.apple.too_few_scts",
    .severity = Severity::error,
    .counts = Counts::never,
    .requirement =
        "A certificate MUST come with valid SCTs of two approved logs, of three if it is valid for more than "
        "180 days.",
    .citation = "Apple Certificate Transparency policy (support.apple.com/103214)",
    .hint = "Issue the certificate again with SCTs of further logs: Apple's platforms refuse it."};
inline constexpr Check apple_no_current_log{
    .id = "ct.apple.no_current_log",
    .severity = Severity::error,
    .counts = Counts::never,
    .requirement = "At least one SCT MUST be of a log that is approved at the time of check.",
    .citation = "Apple Certificate Transparency policy (support.apple.com/103214)",
    .hint = "Issue the certificate again: the logs that it was submitted to are no longer approved."};
inline constexpr Check apple_too_few_operators{
    .id = "ct.apple.too_few_operators",
    .severity = Severity::error,
    .counts = Counts::never,
    .requirement =
        "Of the logs of one operator, one SCT MUST count at most, or two if the certificate is valid for "
        "more than 180 days.",
    .citation = "Apple Certificate Transparency policy (support.apple.com/103214)",
    .hint =
        "Issue the certificate again with an SCT of another operator's log: Apple's platforms refuse it."};
inline constexpr Check apple_no_rfc6962_log{
    .id = "ct.apple.no_rfc6962_log",
    .severity = Severity::error,
    .counts = Counts::never,
    .requirement = "At least one SCT MUST be of a log that complies with RFC 6962.",
    .citation = "Apple Certificate Transparency policy (support.apple.com/103214)",
    .hint = "Submit to a log with the API of RFC 6962, too: Apple's platforms refuse the certificate."};

}  // namespace checks

/// Every check above, in that order.
std::span<const Check* const> all_checks();

}  // namespace certcheck::ct
