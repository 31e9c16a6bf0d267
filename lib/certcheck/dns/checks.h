#pragma once

#include "certcheck/base/check.h"

#include <span>

namespace certcheck::dns {

/// What can be wrong with what DNS says of an endpoint: of a domain's mail exchangers (--mx), and of the CAs
/// that may issue for it (--caa).
namespace checks {

inline constexpr Check mx_null{
    .id = "mx.null",
    .severity = Severity::error,
    .counts = Counts::never,
    .requirement = "A domain that accepts mail MUST NOT advertise a null MX.",
    .citation = "RFC 7505 3, 4",
    .hint = "If the domain is to receive mail, publish MX records of its servers instead of the null MX."};
inline constexpr Check mx_null_with_others{
    .id = "mx.null_with_others",
    .severity = Severity::error,
    .counts = Counts::never,
    .requirement = "A domain that advertises a null MX MUST NOT advertise any other MX record.",
    .citation = "RFC 7505 3",
    .hint = "Remove the null MX, or the others: senders differ in which of them they obey."};
inline constexpr Check mx_implicit{
    .id = "mx.implicit",
    .severity = Severity::notice,
    .counts = Counts::never,
    .requirement =
        "A domain that receives mail SHOULD have MX records; without them its mail goes to the host of the "
        "same name.",
    .citation = "RFC 5321 5.1",
    .hint = "Publish an MX record that names the server, or a null MX (RFC 7505) if there is none."};
inline constexpr Check mx_malformed{
    .id = "mx.malformed",
    .severity = Severity::error,
    .counts = Counts::never,
    .requirement = "An MX record MUST have a preference and the name of a host.",
    .citation = "RFC 1035 3.3.9; RFC 5321 2.3.5, 5.1",
    .hint = "Name the exchanger by a host name that has an address; an address itself is not allowed there."};
inline constexpr Check mx_alias{
    .id = "mx.alias",
    .severity = Severity::error,
    .counts = Counts::never,
    .requirement = "The host that an MX record names MUST NOT be an alias.",
    .citation = "RFC 2181 10.3; RFC 5321 5.1",
    .hint = "Name the host itself in the MX record instead of its alias (CNAME)."};
inline constexpr Check mx_unauthenticated{
    .id = "mx.unauthenticated",
    .severity = Severity::notice,
    .counts = Counts::never,
    .requirement =
        "DNSSEC or an MTA-STS policy SHOULD say which mail exchangers are a domain's; otherwise it is not "
        "known.",
    .citation = "RFC 7672 1.3.2, 2.2.1; RFC 8461 4.1",
    .hint =
        "Sign the zone (DNSSEC), or publish an MTA-STS policy that names the exchangers; the resolver has to "
        "validate (docs/dns.md)."};

inline constexpr Check caa_none{.id = "caa.none",
                                .severity = Severity::notice,
                                .counts = Counts::never,
                                .requirement = "Without CAA records, any CA MAY issue for a domain.",
                                .citation = "RFC 8659 3",
                                .hint = "Publish CAA records that name the CAs in use."};
inline constexpr Check caa_forbidden{
    .id = "caa.issuance_forbidden",
    .severity = Severity::warning,
    .counts = Counts::never,
    .requirement = "A CA MUST NOT issue for a name whose CAA records allow nobody to.",
    .citation = "RFC 8659 4.2, 4.3",
    .hint =
        "If the certificate is wanted, name its CA in the CAA records before it has to be renewed; if not, "
        "ask "
        "the CA how it came to issue it."};
inline constexpr Check caa_issuer_not_allowed{
    .id = "caa.issuer_not_allowed",
    .severity = Severity::error,
    .counts = Counts::never,
    .requirement = "The CAA records of a name MUST allow the CA that is to issue for it.",
    .citation = "RFC 8659 4.2, 4.3; CA/Browser BR 3.2.2.8",
    .hint =
        "Add the CA to the CAA records, or correct --caa-issuer: it is the name that the CA's documents "
        "give."};
inline constexpr Check caa_not_compared{
    .id = "caa.not_compared",
    .severity = Severity::notice,
    .counts = Counts::never,
    .requirement =
        "Whether CAA records allow a certificate's CA MUST be determined with the names that the CA goes by.",
    .citation = "RFC 8659 4.2",
    .hint =
        "Give the name by --caa-issuer; section 4.2 of the CA's practice statement has it (CA/Browser BR "
        "3.2.2.8)."};
inline constexpr Check caa_malformed{
    .id = "caa.malformed",
    .severity = Severity::error,
    .counts = Counts::never,
    .requirement = "The properties in CAA records MUST follow their grammar.",
    .citation = "RFC 8659 4.1, 4.2, 4.4; RFC 8657 3, 4",
    .hint = "Correct the record: an issue property that cannot be read allows nobody."};
inline constexpr Check caa_unknown_critical{
    .id = "caa.unknown_critical",
    .severity = Severity::error,
    .counts = Counts::never,
    .requirement = "A CA MUST NOT issue where a CAA property is critical and unknown to it.",
    .citation = "RFC 8659 4.1, 4.5",
    .hint = "Correct the tag, or clear the critical flag (128)."};
inline constexpr Check caa_lookup_failed{
    .id = "caa.lookup_failed",
    .severity = Severity::warning,
    .counts = Counts::never,
    .requirement = "Name servers SHOULD answer questions for CAA records.",
    .citation = "RFC 8659 6.1, 6.2; CA/Browser BR 3.2.2.8",
    .hint = "Check the servers of the zone: CAs may refuse to issue without an answer."};

}  // namespace checks

/// Every check above.
std::span<const Check* const> all_checks();

}  // namespace certcheck::dns
