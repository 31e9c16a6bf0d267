#include "certcheck/lint/dates.h"
#include "certcheck/lint/rfc5280/themes.h"
#include "certcheck/lint/support/alternative_names.h"
#include "certcheck/lint/support/uri.h"

/// URIs of subjectAltName and issuerAltName. Characters beyond ASCII are left to the parser
/// (x509.general_name.not_ascii).
namespace certcheck::lint::rfc5280 {
namespace {

bool is_uri(const x509::GeneralName& name) { return name.kind == x509::GeneralName::Kind::uri; }

// RFC 5280 4.2.1.6: "The name MUST NOT be a relative URI". New in this form in RFC 5280. The empty text is
// one (RFC 3986 4.2), so that it is reported here alongside empty_name, as in zlint. A URI that has a scheme
// is not relative, whatever else is wrong with it; zlint takes all for relative that it cannot read.
std::string_view relative_fault(const x509::GeneralName& name) {
  return is_uri(name) && split_uri(name.text()).scheme.empty() ? "is a relative reference"
                                                               : std::string_view();
}

// RFC 5280 4.2.1.6: "it MUST follow the URI syntax and encoding rules specified in [RFC3986]. The name MUST
// include both a scheme (e.g., 'http' or 'ftp') and a scheme-specific-part." A URI without a scheme, which
// relative_fault has told, is reported again: zlint has two lints that overlap there, and both are named
// here. zlint lets characters pass that RFC 3986 does not have.
constexpr NameFault format_fault = uri_format_fault;

// RFC 5280 4.2.1.6: "URIs that include an authority ([RFC3986], Section 3.2) MUST include a fully qualified
// domain name or IP address as the host." New in RFC 5280. A relative reference, whose host is
// unknown, is reported as zlint does. A URI with a scheme and without authority passes
// ("mailto:...", "urn:..."): the RFC asks nothing of it, though zlint takes some (in issuerAltName all) for
// faulty. zlint also takes IPv6 addresses for faulty, in subjectAltName every IPv4 address with a port, and
// what it cannot read for reasons other than the host, which is malformed. It leaves the empty URI out.
constexpr NameFault host_fault = uri_host_fault;

template <const AlternativeNames& where>
constexpr Lint relative(std::string_view id, std::string_view zlint) {
  return {.check = {.id = id,
                    .severity = Severity::error,
                    .counts = Counts::never,
                    .requirement = "A URI MUST NOT be relative.",
                    .citation = "RFC 5280 4.2.1.6",
                    .hint = "Write the URI with its scheme.",
                    .zlint = zlint},
          .example = "the URI www.example.com",
          .only_with = {where.extension},
          .finds_in = Unusual::uri,
          .effective = dates::rfc5280,
          .certificate = any_name<where, relative_fault>};
}

template <const AlternativeNames& where>
constexpr Lint malformed(std::string_view id, std::string_view zlint) {
  return {.check = {.id = id,
                    .severity = Severity::error,
                    .counts = Counts::never,
                    .requirement = "A URI MUST follow the syntax of RFC 3986 and MUST include a scheme and a "
                                   "scheme-specific part.",
                    .citation = "RFC 5280 4.2.1.6; RFC 3986 3",
                    .hint = "Write a complete URI and percent-encode the characters that URIs do not allow.",
                    .zlint = zlint},
          .example = "the URI http:, or http://a.example/a b",
          .only_with = {where.extension},
          .finds_in = Unusual::uri,
          .effective = dates::rfc5280,
          .certificate = any_name<where, format_fault>};
}

template <const AlternativeNames& where>
constexpr Lint host_not_qualified(std::string_view id, std::string_view zlint) {
  return {
      .check = {.id = id,
                .severity = Severity::error,
                .counts = Counts::never,
                .requirement = "The host of a URI MUST be a fully qualified domain name or an IP address.",
                .citation = "RFC 5280 4.2.1.6; RFC 3986 3.2",
                .hint = "Write the host's fully qualified domain name.",
                .zlint = zlint},
      .example = "the URI https://localhost/",
      .only_with = {where.extension},
      .finds_in = Unusual::uri,
      .effective = dates::rfc5280,
      .certificate = any_name<where, host_fault>};
}

constexpr Lint alternative_name_uris_lints[] = {
    relative<subject_names>("rfc5280.subject_alternative_name.uri_relative", "e_ext_san_uri_relative"),
    relative<issuer_names>("rfc5280.issuer_alternative_name.uri_relative", "e_ext_ian_uri_relative"),
    malformed<subject_names>("rfc5280.subject_alternative_name.uri_malformed",
                             "e_ext_san_uri_format_invalid"),
    malformed<issuer_names>("rfc5280.issuer_alternative_name.uri_malformed", "e_ext_ian_uri_format_invalid"),
    host_not_qualified<subject_names>("rfc5280.subject_alternative_name.uri_host_not_qualified",
                                      "e_ext_san_uri_host_not_fqdn_or_ip"),
    host_not_qualified<issuer_names>("rfc5280.issuer_alternative_name.uri_host_not_qualified",
                                     "e_ext_ian_uri_host_not_fqdn_or_ip"),
};

}  // namespace

constinit const Rows alternative_name_uris_rows = alternative_name_uris_lints;

}  // namespace certcheck::lint::rfc5280
