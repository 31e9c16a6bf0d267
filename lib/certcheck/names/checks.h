#pragma once

#include "certcheck/base/check.h"

#include <span>

namespace certcheck::names {

/// Ways in which a certificate is for another name than the one wanted (host.*), or for a name that a CA
/// above it may not give out (names.constraints.*).
namespace checks {

inline constexpr Check mismatch{
    .id = "host.mismatch",
    .severity = Severity::error,
    .counts = Counts::always,
    .requirement = "The certificate MUST contain the name that the client verifies.",
    .citation = "RFC 9525 6",
    .hint = "Use a name that the certificate lists, or have one issued that lists this name."};
inline constexpr Check no_subject_alternative_name{
    .id = "host.no_subject_alternative_name",
    .severity = Severity::error,
    .counts = Counts::always,
    .requirement =
        "Names MUST be in the subjectAltName extension, which is the only place where clients look for them.",
    .citation = "RFC 9525 6.1; RFC 5280 4.2.1.6",
    .hint = "Issue the certificate again with the name in its subjectAltName."};
inline constexpr Check common_name_only{
    .id = "host.common_name_only",
    .severity = Severity::notice,
    .counts = Counts::never,
    .requirement = "The host name MUST be in subjectAltName and not only in the common name.",
    .citation = "RFC 9525 2, 6.3",
    .hint = "The common name is no longer read as a host name: repeat it in the subjectAltName."};
inline constexpr Check presented_name_malformed{
    .id = "host.presented_name_malformed",
    .severity = Severity::warning,
    .counts = Counts::never,
    .requirement =
        "The names in subjectAltName SHOULD have the syntax of their type; otherwise they match nothing.",
    .citation = "RFC 5280 4.2.1.6; RFC 9525 6.3",
    .hint = "Issue the certificate again with names that clients can match."};
inline constexpr Check several_uris{
    .id = "host.several_uris",
    .severity = Severity::error,
    .counts = Counts::always,
    .requirement = "A certificate that proves a SPIFFE ID MUST have exactly one URI.",
    .citation = "X509-SVID 2, 5.2",
    .hint = "Issue the certificate again with the SPIFFE ID as its only URI."};
inline constexpr Check wildcard_single_label{
    .id = "host.wildcard_single_label",
    .severity = Severity::error,
    .counts = Counts::webpki_or_strict,
    .requirement = "A wildcard MUST NOT be directly below a single label.",
    .citation = "Chromium net/cert/x509_certificate.cc VerifyHostname; RFC 9525 7.1",
    .hint =
        "Issue the certificate for the names that are meant, or for a wildcard below two labels such as "
        "*.example.internal: Chromium-based browsers refuse this wildcard."};
inline constexpr Check wildcard_public_suffix{
    .id = "host.wildcard_public_suffix",
    .severity = Severity::error,
    .counts = Counts::webpki_or_strict,
    .requirement = "A wildcard MUST NOT be directly below a public suffix such as com or co.uk.",
    .citation = "CA/Browser Forum BR 3.2.2.6; RFC 9525 7.1",
    .hint = "Issue the certificate for the intended names; browsers refuse this wildcard."};

inline constexpr Check not_permitted{
    .id = "names.constraints.not_permitted",
    .severity = Severity::error,
    .counts = Counts::always,
    .requirement =
        "A name MUST be within a permitted subtree of its type of each CA certificate above it that has any.",
    .citation = "RFC 5280 6.1.3 (b), 4.2.1.10",
    .hint =
        "Have the certificate issued for permitted names or by another CA; if the constraint is your own and "
        "not intended, issue the CA certificate again with the constraint changed."};
inline constexpr Check excluded{
    .id = "names.constraints.excluded",
    .severity = Severity::error,
    .counts = Counts::always,
    .requirement = "A name MUST NOT be within an excluded subtree of a CA certificate above it.",
    .citation = "RFC 5280 6.1.3 (c), 4.2.1.10",
    .hint =
        "Have the certificate issued without this name or by another CA; if the constraint is your own and "
        "not intended, issue the CA certificate again with the constraint changed."};
inline constexpr Check not_comparable{
    .id = "names.constraints.name_not_comparable",
    .severity = Severity::error,
    .counts = Counts::always,
    .requirement =
        "A name of a type that a CA certificate above constrains MUST be comparable with the constraints: "
        "well-formed, and with a domain name as its host if it is a URI.",
    .citation = "RFC 5280 4.2.1.10",
    .hint =
        "Issue the certificate again without the name or with one that can "
        "be compared; if the constraints are "
        "your own, do not constrain this kind of name."};
inline constexpr Check unprocessable{
    .id = "names.constraints.unprocessable",
    .severity = Severity::error,
    .counts = Counts::always,
    .requirement =
        "Clients MUST be able to process critical constraints on a type of name that occurs below.",
    .citation = "RFC 5280 4.2.1.10",
    .hint = "Constrain only directory, DNS, email, URI and IP names, in the forms that RFC 5280 defines."};
inline constexpr Check ignored{
    .id = "names.constraints.ignored",
    .severity = Severity::warning,
    .counts = Counts::never,
    .requirement = "Constraints on a type of name that occurs below SHOULD be ones that clients can process.",
    .citation = "RFC 5280 4.2.1.10",
    .hint = "Constrain only directory, DNS, email, URI and IP names, in the forms that RFC 5280 defines."};
inline constexpr Check malformed{
    .id = "names.constraints.malformed",
    .severity = Severity::error,
    .counts = Counts::always,
    .requirement = "Constraints MUST have the syntax of their type of name.",
    .citation = "RFC 5280 4.2.1.10",
    .hint = "Issue the CA certificate again with constraints that clients can read."};
inline constexpr Check no_known_form{
    .id = "names.constraints.no_known_form",
    .severity = Severity::warning,
    .counts = Counts::never,
    .requirement = "A constraint MUST have one of the forms that RFC 5280 defines for its type of name.",
    .citation = "RFC 5280 4.2.1.10",
    .hint = "Specify the intended hosts or domains: clients differ in what an empty constraint permits."};
// Section 6 of RFC 5280 has no rule that refuses a path for it, and every client known reads on.
inline constexpr Check leading_period{
    .id = "names.constraints.leading_period",
    .severity = Severity::error,
    .counts = Counts::strict,
    .requirement = "A constraint on DNS names MUST NOT begin with a period.",
    .citation = "RFC 5280 4.2.1.10",
    .hint = "Omit the period: example.com covers its subdomains. Browsers read .example.com as only these."};
inline constexpr Check budget_spent{
    .id = "names.constraints.budget_spent",
    .severity = Severity::error,
    .counts = Counts::always,
    .requirement = "A path MUST NOT have more names and constraints than clients are willing to compare.",
    .citation = "RFC 5280 6.1.3 (b), (c)",
    .hint = "Use fewer names or fewer constraints: other clients refuse such paths too."};

}  // namespace checks

/// Every check above, in that order.
std::span<const Check* const> all_checks();

}  // namespace certcheck::names
