#pragma once

#include "certcheck/base/check.h"

#include <span>

namespace certcheck::dane {

/// What can be wrong with a server's TLSA records (--dane). None of them changes the verdict, which is about
/// the certificate.
namespace checks {

inline constexpr Check no_match{
    .id = "dane.no_match",
    .severity = Severity::error,
    .counts = Counts::never,
    .requirement = "At least one usable TLSA record MUST match the certificates that the server presents.",
    .citation = "RFC 6698 4.1; RFC 7671 5, 8; RFC 7672 3.2",
    .hint =
        "Publish a record for the certificate in use; before the next change, publish the new one first and "
        "wait for two TTLs."};
inline constexpr Check lookup_failed{
    .id = "dane.lookup_failed",
    .severity = Severity::error,
    .counts = Counts::never,
    .requirement = "Name servers MUST answer questions for TLSA records, with signatures that are valid.",
    .citation = "RFC 6698 4.1; RFC 7672 2.1.1",
    .hint =
        "Check the zone's signatures and that its servers answer questions for TLSA: clients that use DANE "
        "do not connect without an answer."};
inline constexpr Check unauthenticated{
    .id = "dane.unauthenticated",
    .severity = Severity::error,
    .counts = Counts::never,
    .requirement = "TLSA records that DNSSEC does not authenticate MUST be considered unusable.",
    .citation = "RFC 6698 4.1",
    .hint = "Sign the zone (DNSSEC), or ask a resolver that validates (--resolver; docs/dns.md)."};
inline constexpr Check no_records{
    .id = "dane.no_records",
    .severity = Severity::warning,
    .counts = Counts::never,
    .requirement = "A server SHOULD publish TLSA records if clients are to authenticate it by DANE.",
    .citation = "RFC 6698 3; RFC 7671 7",
    .hint = "Publish a record \"3 1 1\" under the name that the message has, or omit --dane."};
inline constexpr Check record_unusable{
    .id = "dane.record_unusable",
    .severity = Severity::error,
    .counts = Counts::never,
    .requirement = "The fields of a TLSA record MUST have values that are defined, and its data their form.",
    .citation = "RFC 6698 2.1, 4.1",
    .hint = "Correct the record, or remove it: clients skip it."};
inline constexpr Check pkix_usage{
    .id = "dane.pkix_usage",
    .severity = Severity::warning,
    .counts = Counts::never,
    .requirement =
        "TLSA records for SMTP at port 25 SHOULD NOT have certificate usage PKIX-TA(0) or PKIX-EE(1).",
    .citation = "RFC 7672 3.1.3",
    .hint =
        "Publish the same data with usage DANE-EE(3) or DANE-TA(2): senders of mail may skip the others."};
inline constexpr Check combination_without_match{
    .id = "dane.combination_without_match",
    .severity = Severity::error,
    .counts = Counts::never,
    .requirement =
        "Of each combination of usage, selector and matching type, at least one TLSA record MUST match what "
        "the server presents.",
    .citation = "RFC 7671 8, 9",
    .hint = "Add the record that is missing, or remove those of the combination: some clients use no other."};
inline constexpr Check stale_record{
    .id = "dane.stale_record",
    .severity = Severity::notice,
    .counts = Counts::never,
    .requirement = "TLSA records of other certificates SHOULD be there only while keys are being changed.",
    .citation = "RFC 7671 8.1",
    .hint = "Remove the record once no server uses its certificate any more."};
inline constexpr Check wrong_usage{
    .id = "dane.wrong_usage",
    .severity = Severity::error,
    .counts = Counts::never,
    .requirement =
        "A TLSA record of usage 1 or 3 MUST be about the server's own certificate, one of usage 0 or 2 about "
        "a CA's.",
    .citation = "RFC 6698 2.1.1",
    .hint = "Change the record's usage to the one that the certificate has a place for."};
inline constexpr Check anchor_not_sent{
    .id = "dane.anchor_not_sent",
    .severity = Severity::error,
    .counts = Counts::never,
    .requirement = "A server with TLSA records of usage DANE-TA(2) MUST send the certificate they are about.",
    .citation = "RFC 7671 5.2, 5.2.2; RFC 7672 3.1.2",
    .hint = "Add the CA's certificate to the file that the server sends, even if it is a root."};
inline constexpr Check pkix_ignored{.id = "dane.pkix_ignored",
                                    .severity = Severity::notice,
                                    .counts = Counts::never,
                                    .requirement =
                                        "Clients that match a TLSA record of usage DANE-EE(3) MUST ignore "
                                        "the names and dates of the certificate.",
                                    .citation = "RFC 7671 5.1; RFC 7672 3.1.1",
                                    .hint = "Nothing is needed for such clients; others go by the verdict."};

}  // namespace checks

/// Every check above.
std::span<const Check* const> all_checks();

}  // namespace certcheck::dane
