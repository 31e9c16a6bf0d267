#pragma once

#include "certcheck/base/check.h"

#include <span>

namespace certcheck::names {

/// Ways in which a certificate is for another name than the one wanted (host.*), or for a name that a CA
/// above it may not give out (names.constraints.*).
namespace checks {

inline constexpr Check mismatch{
    "host.mismatch", Severity::error,
    Counts::always,  "The certificate is for the name that was asked for.",
    "RFC 9525 6",    "Use a name that the certificate lists, or have one issued that lists this name."};
inline constexpr Check no_subject_alternative_name{
    "host.no_subject_alternative_name",
    Severity::error,
    Counts::always,
    "Names stand in the subjectAltName extension, where alone they are looked for.",
    "RFC 9525 6.1; RFC 5280 4.2.1.6",
    "Issue the certificate again with the name in its subjectAltName."};
inline constexpr Check common_name_only{
    "host.common_name_only",
    Severity::notice,
    Counts::never,
    "A name stands in the subjectAltName, not in the subject's common name alone.",
    "RFC 9525 2, 6.3",
    "The common name is no longer read as a host name: repeat it in the subjectAltName."};
inline constexpr Check presented_name_malformed{
    "host.presented_name_malformed",
    Severity::warning,
    Counts::never,
    "The names of the subjectAltName have the form of their kind, so that they can match.",
    "RFC 5280 4.2.1.6; RFC 9525 6.3",
    "Issue the certificate again with names that clients can match."};
inline constexpr Check several_uris{
    "host.several_uris", Severity::error,
    Counts::always,      "A certificate that is to prove a SPIFFE ID MUST have exactly one URI.",
    "X509-SVID 2, 5.2",  "Issue the certificate again with the SPIFFE ID as its only URI."};
inline constexpr Check wildcard_single_label{
    "host.wildcard_single_label",
    Severity::error,
    Counts::webpki_or_strict,
    "A wildcard MUST NOT stand directly below a single label.",
    "Chromium net/cert/x509_certificate.cc VerifyHostname; RFC 9525 7.1",
    "Issue the certificate for the names that are meant, or for a wildcard below two labels such as "
    "*.example.internal: Chromium-based browsers refuse this wildcard."};
inline constexpr Check wildcard_public_suffix{
    "host.wildcard_public_suffix",
    Severity::error,
    Counts::webpki_or_strict,
    "A wildcard does not stand directly below a public suffix such as com or co.uk.",
    "CA/Browser Forum BR 3.2.2.6; RFC 9525 7.1",
    "Issue the certificate for the names that are meant; browsers refuse this wildcard."};

inline constexpr Check not_permitted{
    "names.constraints.not_permitted",
    Severity::error,
    Counts::always,
    "Every name lies within a permitted subtree of its kind of each CA above that has any.",
    "RFC 5280 6.1.3 (b), 4.2.1.10",
    "Have the certificate issued for permitted names or by another CA; if the constraint is your own and not "
    "meant so, issue the CA certificate again with the constraint changed."};
inline constexpr Check excluded{
    "names.constraints.excluded",
    Severity::error,
    Counts::always,
    "No name lies within an excluded subtree of a CA above.",
    "RFC 5280 6.1.3 (c), 4.2.1.10",
    "Have the certificate issued without this name or by another CA; if the constraint is your own and not "
    "meant so, issue the CA certificate again with the constraint changed."};
inline constexpr Check not_comparable{
    "names.constraints.name_not_comparable",
    Severity::error,
    Counts::always,
    "A name of a kind that a CA above constrains MUST be comparable with the constraints: well-formed, and a "
    "URI with a domain name for its host.",
    "RFC 5280 4.2.1.10",
    "Issue the certificate again without the name or with one that can be compared; if the constraints are "
    "your own, do not constrain this kind of name."};
inline constexpr Check unprocessable{
    "names.constraints.unprocessable",
    Severity::error,
    Counts::always,
    "A critical constraint on a kind of name that appears below can be processed.",
    "RFC 5280 4.2.1.10",
    "Constrain only directory, DNS, e-mail, URI and IP names, in the forms that RFC 5280 gives them."};
inline constexpr Check ignored{
    "names.constraints.ignored",
    Severity::warning,
    Counts::never,
    "A constraint on a kind of name that appears below can be processed.",
    "RFC 5280 4.2.1.10",
    "Constrain only directory, DNS, e-mail, URI and IP names, in the forms that RFC 5280 gives them."};
inline constexpr Check malformed{"names.constraints.malformed",
                                 Severity::error,
                                 Counts::always,
                                 "Constraints have the form that their kind of name asks for.",
                                 "RFC 5280 4.2.1.10",
                                 "Issue the CA certificate again with constraints that clients can read."};
inline constexpr Check no_known_form{
    "names.constraints.no_known_form",
    Severity::warning,
    Counts::never,
    "A constraint MUST have one of the forms that RFC 5280 gives its kind of name.",
    "RFC 5280 4.2.1.10",
    "Name the hosts or domains that are meant: clients differ in what an empty constraint permits."};
// Section 6 of RFC 5280 has no rule that refuses a path for it, and every client known reads on.
inline constexpr Check leading_period{
    "names.constraints.leading_period",
    Severity::error,
    Counts::strict,
    "A constraint on DNS names does not begin with a period.",
    "RFC 5280 4.2.1.10",
    "Leave the period out: example.com covers its subdomains. Browsers read .example.com as these alone."};
inline constexpr Check budget_spent{
    "names.constraints.budget_spent",
    Severity::error,
    Counts::always,
    "A path has few enough names and constraints that clients compare them all.",
    "RFC 5280 6.1.3 (b), (c)",
    "Use fewer names or fewer constraints: other clients refuse such paths too."};

}  // namespace checks

/// Every check above, in that order.
std::span<const Check* const> all_checks();

}  // namespace certcheck::names
