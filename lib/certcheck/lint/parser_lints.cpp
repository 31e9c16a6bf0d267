#include "certcheck/lint/parser_lints.h"

#include "certcheck/der/checks.h"
#include "certcheck/lint/dates.h"
#include "certcheck/x509/checks.h"
#include "certcheck/x509/oids.h"

#include <algorithm>

namespace certcheck::lint {
namespace {

bool always(const x509::Certificate&) { return true; }
bool has_basic_constraints(const x509::Certificate& certificate) {
  return certificate.find(x509::oids::basic_constraints) != nullptr;
}
bool has_key_usage(const x509::Certificate& certificate) {
  return certificate.find(x509::oids::key_usage) != nullptr;
}
bool key_usage_ends_with_zero(const x509::Certificate& certificate) {
  const x509::Extension* extension = certificate.find(x509::oids::key_usage);
  return !extension->value.empty() && extension->value.back() == 0;
}
bool has_unique_identifier(const x509::Certificate& certificate) {
  return certificate.issuer_unique_id || certificate.subject_unique_id;
}

bool any(const Finding&) { return true; }
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

/// What is missing from a value is told at its end.
bool lies_in(const Finding& finding, const x509::Extension& extension) {
  return finding.offset && *finding.offset >= extension.value_offset &&
         *finding.offset <= extension.value_offset + extension.value.size();
}

constexpr ParserLint table[] = {
    {"e_basic_constr_invalid_der", &der::checks::boolean_invalid, dates::rfc2459, has_basic_constraints,
     in_ca_flag},
    {"e_basic_constr_invalid_der", &x509::checks::ca_false_encoded, dates::rfc2459, has_basic_constraints,
     any},
    {"e_cert_ext_invalid_der", &der::checks::boolean_invalid, dates::rfc5280, always, in_criticality},
    {"e_cert_ext_invalid_der", &der::checks::default_encoded, dates::rfc5280, always, in_criticality},
    {"e_cert_extensions_version_not_3", &x509::checks::extensions_not_allowed, dates::rfc2459, always, any},
    {"e_cert_sig_alg_not_match_tbs_sig_alg", &x509::checks::algorithm_mismatch, dates::rfc5280, always, any},
    {"e_cert_unique_identifier_version_not_2_or_3", &x509::checks::unique_id_not_allowed, dates::rfc5280,
     has_unique_identifier, any},
    {"e_ext_cannot_be_empty_sequence", &x509::checks::sequence_empty, dates::rfc2459, always, any},
    {"e_ext_duplicate_extension", &x509::checks::extension_duplicate, dates::rfc2459, always, any},
    {"e_ext_ian_dns_not_ia5_string", &x509::checks::general_name_not_ascii, dates::rfc2459, always,
     in_dns_name, nullptr, x509::oids::issuer_alternative_name},
    {"e_ext_ian_no_entries", &x509::checks::sequence_empty, dates::rfc2459, always, in_extension_value,
     nullptr, x509::oids::issuer_alternative_name},
    {"e_ext_ian_uri_not_ia5", &x509::checks::general_name_not_ascii, dates::rfc5280, always, in_uri, nullptr,
     x509::oids::issuer_alternative_name},
    {"e_ext_san_dns_not_ia5_string", &x509::checks::general_name_not_ascii, dates::rfc2459, always,
     in_dns_name, nullptr, x509::oids::subject_alternative_name},
    {"e_ext_san_no_entries", &x509::checks::sequence_empty, dates::rfc2459, always, in_extension_value,
     nullptr, x509::oids::subject_alternative_name},
    {"e_ext_san_uri_not_ia5", &x509::checks::general_name_not_ascii, dates::rfc5280, always, in_uri, nullptr,
     x509::oids::subject_alternative_name},
    {"e_incorrect_ku_encoding", &der::checks::bit_string_invalid, dates::always, has_key_usage, in_key_usage},
    {"e_incorrect_ku_encoding", &der::checks::named_bits_not_minimal, dates::always, has_key_usage,
     in_key_usage},
    {"e_key_usage_incorrect_length", &der::checks::bit_string_invalid, dates::rfc5280, has_key_usage,
     in_key_usage},
    {"e_path_len_constraint_zero_or_less", &der::checks::integer_out_of_range, dates::rfc2459,
     has_basic_constraints, in_path_length},
    {"e_superfluous_ku_encoding", &der::checks::named_bits_not_minimal, dates::always, has_key_usage,
     in_key_usage, key_usage_ends_with_zero},
};

}  // namespace

std::span<const ParserLint> parser_lints() { return table; }

Outcome outcome_of(const ParserLint& lint, const x509::Certificate& certificate) {
  const bool anywhere = lint.extension.empty();
  const x509::Extension* extension = anywhere ? nullptr : certificate.find(lint.extension);
  if (!lint.applies(certificate) || (!anywhere && extension == nullptr)) {
    return Outcome::not_applicable;
  }
  if (certificate.not_before.time && *certificate.not_before.time < lint.effective) {
    return Outcome::not_effective;
  }
  if (lint.provided != nullptr && !lint.provided(certificate)) {
    return Outcome::pass;
  }
  return std::any_of(certificate.findings.begin(), certificate.findings.end(),
                     [&lint, anywhere, extension](const Finding& finding) {
                       return finding.check == lint.check && lint.is_meant(finding) &&
                              (anywhere || lies_in(finding, *extension));
                     })
             ? Outcome::fired
             : Outcome::pass;
}

}  // namespace certcheck::lint
