#include "certcheck/lint/dates.h"
#include "certcheck/lint/rfc5280/themes.h"
#include "certcheck/lint/support/alternative_names.h"
#include "certcheck/lint/support/domain_names.h"

/// dNSNames of subjectAltName and issuerAltName. The labels of their names are looked at one by one
/// elsewhere.
namespace certcheck::lint::rfc5280 {
namespace {

using Kind = x509::GeneralName::Kind;

// RFC 5280 4.2.1.6: "The name MUST be in the 'preferred name syntax', as specified by Section 3.5 of
// [RFC1034] and as modified by Section 2.1 of [RFC1123]." Since RFC 2459. A wildcard as the whole leftmost
// label is let pass: the RFC leaves it to others, RFC 9525 6.3 defines it. Some faults have checks of their
// own: the empty name (empty_name), " ", a name that is too long, and characters beyond ASCII, which the
// parser finds (x509.general_name.not_ascii).
constexpr NameFault syntax_fault = dns_syntax_fault;

// RFC 5280 4.2.1.6: "while the string ' ' is a legal domain name, subjectAltName extensions with a dNSName of
// ' ' MUST NOT be used". Since RFC 2459.
std::string_view space_fault(const x509::GeneralName& name) {
  return name.kind == Kind::dns_name && name.text() == " " ? "is a space" : std::string_view();
}

// RFC 1034 3.1: "the total number of octets that represent a domain name (...) is limited to 255", which are
// 253 characters between the first length byte and the root's. RFC 5280 4.2.1.6 takes the syntax of names
// from there.
std::string_view length_fault(const x509::GeneralName& name) {
  return name.value.size() > max_dns_name ? "is longer than 253 bytes" : std::string_view();
}

template <const AlternativeNames& where>
constexpr Lint not_preferred_syntax(std::string_view id, Counts counts) {
  return {.check = {.id = id,
                    .severity = Severity::error,
                    .counts = counts,
                    .requirement =
                        "A dNSName MUST consist of letters, digits and hyphens in labels of 1 to 63 bytes.",
                    .citation = "RFC 5280 4.2.1.6; RFC 1034 3.5; RFC 1123 2.1",
                    .hint = "Issue the certificate for a name that DNS hosts can have; addresses go into "
                            "iPAddress."},
          .example = "the dNSName under_score.example, or 192.0.2.1 as a dNSName",
          .only_with = {where.extension},
          .finds_in = Unusual::domain,
          .effective = dates::rfc2459,
          .certificate = names_of_kind<where, Kind::dns_name, syntax_fault>};
}

template <const AlternativeNames& where>
constexpr Lint space(std::string_view id, Counts counts, std::string_view zlint) {
  return {.check = {.id = id,
                    .severity = Severity::error,
                    .counts = counts,
                    .requirement = "A dNSName MUST NOT be a single space.",
                    .citation = "RFC 5280 4.2.1.6",
                    .hint = "Issue the certificate again without the name.",
                    .zlint = zlint},
          .example = "the dNSName \" \"",
          .only_with = {where.extension},
          .finds_in = Unusual::domain,
          .effective = dates::rfc2459,
          .certificate = any_name<where, space_fault>};
}

template <const AlternativeNames& where>
constexpr Lint too_long(std::string_view id, Counts counts, std::string_view zlint) {
  return {.check = {.id = id,
                    .severity = Severity::error,
                    .counts = counts,
                    .requirement = "A dNSName MUST NOT be longer than 253 bytes, the limit of DNS.",
                    .citation = "RFC 5280 4.2.1.6; RFC 1034 3.1",
                    .hint = "Issue the certificate for a name that DNS hosts can have.",
                    .zlint = zlint},
          .example = "a dNSName of 254 bytes",
          .only_with = {where.extension},
          .finds_in = Unusual::domain,
          .effective = dates::rfc5280,
          .certificate = names_of_kind<where, Kind::dns_name, length_fault>};
}

// Nobody matches against the issuer's names (RFC 5280 4.2.1.7), so they count against nothing.
constexpr Lint alternative_name_dns_lints[] = {
    not_preferred_syntax<subject_names>("rfc5280.subject_alternative_name.dns_name_not_preferred_syntax",
                                        Counts::strict),
    not_preferred_syntax<issuer_names>("rfc5280.issuer_alternative_name.dns_name_not_preferred_syntax",
                                       Counts::never),
    space<subject_names>("rfc5280.subject_alternative_name.dns_name_space", Counts::strict,
                         "e_ext_san_space_dns_name"),
    space<issuer_names>("rfc5280.issuer_alternative_name.dns_name_space", Counts::never,
                        "e_ext_ian_space_dns_name"),
    too_long<subject_names>("rfc5280.subject_alternative_name.dns_name_too_long", Counts::strict,
                            "e_ext_san_dns_name_too_long"),
    too_long<issuer_names>("rfc5280.issuer_alternative_name.dns_name_too_long", Counts::never, {}),
};

}  // namespace

constinit const Rows alternative_name_dns_rows = alternative_name_dns_lints;

}  // namespace certcheck::lint::rfc5280
