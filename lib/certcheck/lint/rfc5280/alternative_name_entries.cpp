#include "certcheck/lint/dates.h"
#include "certcheck/lint/rfc5280/themes.h"
#include "certcheck/lint/support/alternative_names.h"

/// What names of any kind in subjectAltName and issuerAltName hold. That the list of names is not empty is
/// the parser's to find (x509.sequence.empty).
namespace certcheck::lint::rfc5280 {
namespace {

using Kind = x509::GeneralName::Kind;

// RFC 5280 4.2.1.6: "Unlike the subject field, conforming CAs MUST NOT issue certificates with
// subjectAltNames containing empty GeneralName fields." Since RFC 2459. A directoryName is empty if it has no
// attribute, which zlint lets pass. otherNames without a value and registeredIDs without arcs do not follow
// the ASN.1, so the parser finds them.
constexpr NameFault empty_fault = empty_name_fault;

// RFC 5280 4.2.1.6: "For IP version 4, as specified in [RFC791], the octet string MUST contain exactly four
// octets. For IP version 6 (...) the octet string MUST contain exactly sixteen octets." Since RFC 2459.
// In the subject's names bssl::pki and Go refuse to parse any other, which counts in webpki; so one without
// any byte is reported here, too, not as an empty name alone.
std::string_view address_fault(const x509::GeneralName& name) {
  return name.value.empty() ? "has neither 4 nor 16 bytes" : ip_address_fault(name);
}

template <const AlternativeNames& where>
constexpr Lint empty_name(std::string_view id, Counts counts, std::string_view zlint) {
  return {.check = {.id = id,
                    .severity = Severity::error,
                    .counts = counts,
                    .requirement = "An alternative name MUST NOT be empty.",
                    .citation = "RFC 5280 4.2.1.6",
                    .hint = "Issue the certificate again without the empty name.",
                    .zlint = zlint},
          .example = "an rfc822Name without characters, or a directoryName without attributes",
          .only_with = {where.extension},
          .effective = dates::rfc2459,
          .certificate = any_name<where, empty_fault>};
}

template <const AlternativeNames& where>
constexpr Lint ip_address_length(std::string_view id, Counts counts) {
  return {.check = {.id = id,
                    .severity = Severity::error,
                    .counts = counts,
                    .requirement = "An iPAddress MUST have 4 bytes (IPv4) or 16 (IPv6).",
                    .citation = "RFC 5280 4.2.1.6",
                    .hint = "Encode the address as its bytes, not as text and without a mask."},
          .example = "an iPAddress with the text \"192.0.2.1\"",
          .only_with = {where.extension},
          .finds_in = Kind::ip_address,
          .effective = dates::rfc2459,
          .certificate = names_of_kind<where, Kind::ip_address, address_fault>};
}

// Nobody matches against the issuer's names (RFC 5280 4.2.1.7), so they count against nothing.
constexpr Lint alternative_name_entries_lints[] = {
    empty_name<subject_names>("rfc5280.subject_alternative_name.empty_name", Counts::strict,
                              "e_ext_san_empty_name"),
    empty_name<issuer_names>("rfc5280.issuer_alternative_name.empty_name", Counts::never,
                             "e_ext_ian_empty_name"),
    ip_address_length<subject_names>("rfc5280.subject_alternative_name.ip_address_length",
                                     Counts::webpki_or_strict),
    ip_address_length<issuer_names>("rfc5280.issuer_alternative_name.ip_address_length", Counts::never),
};

}  // namespace

constinit const Rows alternative_name_entries_rows = alternative_name_entries_lints;

}  // namespace certcheck::lint::rfc5280
