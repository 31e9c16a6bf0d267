#include "certcheck/lint/zlint/parser_lints.h"

#include "certcheck/der/checks.h"
#include "certcheck/der/reader.h"
#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/x509/checks.h"
#include "certcheck/x509/oids.h"

#include <algorithm>

namespace certcheck::lint {
namespace {

bool any_certificate(const x509::Certificate&) { return true; }
bool is_of_version_3(const x509::Certificate& certificate) { return certificate.version == 3; }
bool has_basic_constraints(const x509::Certificate& certificate) {
  return certificate.find(x509::oids::basic_constraints) != nullptr;
}
bool has_key_usage(const x509::Certificate& certificate) {
  return certificate.find(x509::oids::key_usage) != nullptr;
}
// zlint holds the last byte of a key usage without bits, 03 01 00, for superfluous. It is the number of
// unused bits, and X.690 11.2.2 asks for just this.
bool key_usage_ends_with_zero(const x509::Certificate& certificate) {
  const x509::Extension* extension = certificate.find(x509::oids::key_usage);
  return !extension->value.empty() && extension->value.back() == 0;
}

bool has_utc_time(const x509::Certificate& certificate) {
  return certificate.not_before.tag == der::tag::utc_time || certificate.not_after.tag == der::tag::utc_time;
}
bool has_generalized_time(const x509::Certificate& certificate) {
  return certificate.not_before.tag == der::tag::generalized_time ||
         certificate.not_after.tag == der::tag::generalized_time;
}

/// X.680 46 and 47: the digits up to the minutes, or fewer, are all that is before the zone or a
/// fraction.
bool lacks_seconds(const x509::EncodedTime& time) {
  const std::string_view text = as_text(time.text);
  const size_t with_seconds = time.tag == der::tag::utc_time ? 12 : 14;
  return std::min(text.find_first_not_of("0123456789"), text.size()) < with_seconds;
}
// zlint takes a time differential for a fraction.
bool has_fraction(const x509::EncodedTime& time) {
  return as_text(time.text).find_first_of(".,") != std::string_view::npos;
}
bool is_not_zulu(const x509::EncodedTime& time) { return !as_text(time.text).ends_with('Z'); }

/// True if a validity date of the type is so.
template <uint8_t tag, bool (*is_so)(const x509::EncodedTime&)>
bool any_time(const x509::Certificate& certificate) {
  return (certificate.not_before.tag == tag && is_so(certificate.not_before)) ||
         (certificate.not_after.tag == tag && is_so(certificate.not_after));
}
constexpr auto utc_time_lacks_seconds = any_time<der::tag::utc_time, lacks_seconds>;
constexpr auto utc_time_is_not_zulu = any_time<der::tag::utc_time, is_not_zulu>;
constexpr auto generalized_time_lacks_seconds = any_time<der::tag::generalized_time, lacks_seconds>;
constexpr auto generalized_time_has_fraction = any_time<der::tag::generalized_time, has_fraction>;
constexpr auto generalized_time_is_not_zulu = any_time<der::tag::generalized_time, is_not_zulu>;

// zlint asks final certificates of subscribers. That a self-issued one signed itself is not worth proving.
bool is_final_certificate(const x509::Certificate& certificate) {
  return !certificate.is_ca() && !certificate.self_issued() &&
         certificate.find(x509::oids::precertificate_poison) == nullptr;
}
/// RFC 6962 3.3: an OCTET STRING that starts with the list's length in two bytes.
bool has_empty_sct_list(const x509::Certificate& certificate) {
  const x509::Extension* extension = certificate.find(x509::oids::signed_certificate_timestamps);
  return extension != nullptr && extension->value.size() >= 4 && extension->value[2] == 0 &&
         extension->value[3] == 0;
}

bool is_printable_string(const x509::Attribute& attribute) {
  return attribute.string_tag == der::tag::printable_string;
}
/// X.680 41.4
bool leaves_alphabet(const x509::Attribute& attribute) {
  return as_text(attribute.value)
             .find_first_not_of(
                 "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 '()+,-./:=?") !=
         std::string_view::npos;
}
bool has_wrong_printable_string(const x509::Certificate& certificate) {
  const auto& attributes = certificate.subject.attributes;
  return std::any_of(attributes.begin(), attributes.end(), [](const x509::Attribute& attribute) {
    return is_printable_string(attribute) && leaves_alphabet(attribute);
  });
}

bool in_validity(const Finding& finding) { return finding.node_path.starts_with("tbsCertificate.validity"); }
bool in_subject(const Finding& finding) {
  return finding.node_path == "tbsCertificate.subject" ||
         finding.node_path.starts_with("tbsCertificate.subject.");
}
bool in_ca_flag(const Finding& finding) { return finding.node_path.ends_with(".extnValue.cA"); }
bool in_path_length(const Finding& finding) {
  return finding.node_path.ends_with(".extnValue.pathLenConstraint");
}
// Of the extensions that are read only keyUsage is a BIT STRING as a whole.
bool in_key_usage(const Finding& finding) { return finding.node_path.ends_with(".extnValue"); }
bool in_criticality(const Finding& finding) { return finding.node_path.ends_with(".critical"); }
bool in_extension_value(const Finding& finding) { return finding.node_path.ends_with(".extnValue"); }
bool in_dns_name(const Finding& finding) { return finding.node_path.ends_with(".dNSName"); }
bool in_uri(const Finding& finding) { return finding.node_path.ends_with(".uniformResourceIdentifier"); }

/// What is missing from a value is reported at its end.
bool lies_in(const Finding& finding, const x509::Extension& extension) {
  return finding.offset && *finding.offset >= extension.value_offset &&
         *finding.offset <= extension.value_offset + extension.value.size();
}

constexpr ParserLint all_parser_lints[] = {
    {"e_basic_constr_invalid_der", &der::checks::boolean_invalid, dates::rfc2459, has_basic_constraints,
     in_ca_flag},
    {"e_basic_constr_invalid_der", &x509::checks::ca_false_encoded, dates::rfc2459, has_basic_constraints,
     any_finding},
    {"e_cert_ext_invalid_der", &der::checks::boolean_invalid, dates::rfc5280, any_certificate,
     in_criticality},
    {"e_cert_ext_invalid_der", &der::checks::default_encoded, dates::rfc5280, any_certificate,
     in_criticality},
    {"e_cert_extensions_version_not_3", &x509::checks::extensions_not_allowed, dates::rfc2459,
     any_certificate, any_finding},
    {"e_cert_sig_alg_not_match_tbs_sig_alg", &x509::checks::algorithm_mismatch, dates::rfc5280,
     any_certificate, any_finding},
    {"e_cert_unique_identifier_version_not_2_or_3", &x509::checks::unique_id_not_allowed, dates::rfc5280,
     any_certificate, any_finding},
    {"e_empty_sct_list", &x509::checks::sct_malformed, dates::rfc6962, is_final_certificate, any_finding,
     has_empty_sct_list},
    {"e_ext_cannot_be_empty_sequence", &x509::checks::sequence_empty, dates::rfc2459, any_certificate,
     in_extension_value},
    {"e_ext_duplicate_extension", &x509::checks::extension_duplicate, dates::rfc2459, is_of_version_3,
     any_finding},
    {"e_ext_ian_dns_not_ia5_string", &x509::checks::general_name_not_ascii, dates::rfc2459, any_certificate,
     in_dns_name, nullptr, x509::oids::issuer_alternative_name},
    {"e_ext_ian_no_entries", &x509::checks::sequence_empty, dates::rfc2459, any_certificate,
     in_extension_value, nullptr, x509::oids::issuer_alternative_name},
    {"e_ext_ian_uri_not_ia5", &x509::checks::general_name_not_ascii, dates::rfc5280, any_certificate, in_uri,
     nullptr, x509::oids::issuer_alternative_name},
    {"e_ext_san_dns_not_ia5_string", &x509::checks::general_name_not_ascii, dates::rfc2459, any_certificate,
     in_dns_name, nullptr, x509::oids::subject_alternative_name},
    {"e_ext_san_no_entries", &x509::checks::sequence_empty, dates::rfc2459, any_certificate,
     in_extension_value, nullptr, x509::oids::subject_alternative_name},
    {"e_ext_san_uri_not_ia5", &x509::checks::general_name_not_ascii, dates::rfc5280, any_certificate, in_uri,
     nullptr, x509::oids::subject_alternative_name},
    {"e_generalized_time_does_not_include_seconds", &x509::checks::time_not_der_form, dates::rfc2459,
     has_generalized_time, in_validity, generalized_time_lacks_seconds},
    {"e_generalized_time_does_not_include_seconds", &x509::checks::time_invalid, dates::rfc2459,
     has_generalized_time, in_validity, generalized_time_lacks_seconds},
    {"e_generalized_time_includes_fraction_seconds", &x509::checks::time_not_der_form, dates::rfc2459,
     has_generalized_time, in_validity, generalized_time_has_fraction},
    {"e_generalized_time_includes_fraction_seconds", &x509::checks::time_invalid, dates::rfc2459,
     has_generalized_time, in_validity, generalized_time_has_fraction},
    {"e_generalized_time_not_in_zulu", &x509::checks::time_not_der_form, dates::rfc2459, has_generalized_time,
     in_validity, generalized_time_is_not_zulu},
    {"e_generalized_time_not_in_zulu", &x509::checks::time_invalid, dates::rfc2459, has_generalized_time,
     in_validity, generalized_time_is_not_zulu},
    {"e_incorrect_ku_encoding", &der::checks::bit_string_invalid, dates::always, has_key_usage, in_key_usage},
    {"e_incorrect_ku_encoding", &der::checks::named_bits_not_minimal, dates::always, has_key_usage,
     in_key_usage},
    {"e_key_usage_incorrect_length", &der::checks::bit_string_invalid, dates::rfc5280, has_key_usage,
     in_key_usage},
    {"e_path_len_constraint_zero_or_less", &der::checks::integer_out_of_range, dates::rfc2459,
     has_basic_constraints, in_path_length},
    {"e_subject_not_dn", &der::checks::missing_element, dates::rfc2459, any_certificate, in_subject},
    {"e_subject_not_dn", &der::checks::unexpected_tag, dates::rfc2459, any_certificate, in_subject},
    {"e_subject_printable_string_badalpha", &x509::checks::string_invalid_characters, dates::rfc2459,
     any_certificate, in_subject, has_wrong_printable_string},
    {"e_subject_printable_string_badalpha", &x509::checks::string_tolerated_characters, dates::rfc2459,
     any_certificate, in_subject, has_wrong_printable_string},
    {"e_superfluous_ku_encoding", &der::checks::named_bits_not_minimal, dates::always, has_key_usage,
     in_key_usage, key_usage_ends_with_zero},
    {"e_utc_time_does_not_include_seconds", &x509::checks::time_not_der_form, dates::rfc2459, has_utc_time,
     in_validity, utc_time_lacks_seconds},
    {"e_utc_time_does_not_include_seconds", &x509::checks::time_invalid, dates::rfc2459, has_utc_time,
     in_validity, utc_time_lacks_seconds},
    {"e_utc_time_not_in_zulu", &x509::checks::time_not_der_form, dates::rfc2459, has_utc_time, in_validity,
     utc_time_is_not_zulu},
    {"e_utc_time_not_in_zulu", &x509::checks::time_invalid, dates::rfc2459, has_utc_time, in_validity,
     utc_time_is_not_zulu},
};

}  // namespace

bool any_finding(const Finding&) { return true; }

std::span<const ParserLint> parser_lints() { return all_parser_lints; }

Outcome outcome_of(const ParserLint& lint, const x509::Certificate& certificate, std::optional<Time> as_of) {
  const bool anywhere = lint.extension.empty();
  const x509::Extension* extension = anywhere ? nullptr : certificate.find(lint.extension);
  if (!lint.applies(certificate) || (!anywhere && extension == nullptr)) return Outcome::not_applicable;
  const auto issued = as_of ? as_of : certificate.not_before.time;
  if (issued && *issued < lint.effective.time) return Outcome::not_effective;
  if (lint.provided != nullptr && !lint.provided(certificate)) return Outcome::pass;
  return std::any_of(certificate.findings.begin(), certificate.findings.end(),
                     [&lint, anywhere, extension](const Finding& finding) {
                       return finding.check == lint.check && lint.is_meant(finding) &&
                              (anywhere || lies_in(finding, *extension));
                     })
             ? Outcome::fired
             : Outcome::pass;
}

}  // namespace certcheck::lint
