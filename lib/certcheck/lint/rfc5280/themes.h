#pragma once

#include "certcheck/lint/lint.h"
#include "certcheck/x509/oids.h"

/// RFC 5280: one function for each file of this folder. Two lines a theme, in order of name.
namespace certcheck::lint::rfc5280 {

std::span<const Lint> access_uris();
std::span<const Lint> alternative_name_dns();
std::span<const Lint> alternative_name_emails();
std::span<const Lint> alternative_name_entries();
std::span<const Lint> alternative_name_uris();
std::span<const Lint> attribute_lengths();
std::span<const Lint> attribute_types();
std::span<const Lint> basic_constraints();
std::span<const Lint> certificate_policies();
std::span<const Lint> crl_distribution_points();
std::span<const Lint> crl_entries();
std::span<const Lint> crl_extensions();
std::span<const Lint> crl_fields();
std::span<const Lint> distinguished_names();
std::span<const Lint> dns_labels();
std::span<const Lint> extended_key_usage();
std::span<const Lint> general_names();
std::span<const Lint> information_access();
std::span<const Lint> issuer_alternative_name();
std::span<const Lint> key_identifiers();
std::span<const Lint> key_usage();
std::span<const Lint> name_constraint_subtrees();
std::span<const Lint> name_constraints();
std::span<const Lint> names();
std::span<const Lint> policy_constraints();
std::span<const Lint> policy_mappings();
std::span<const Lint> policy_qualifiers();
std::span<const Lint> self_signature();
std::span<const Lint> serial_number();
std::span<const Lint> subject_alternative_name();
std::span<const Lint> subject_attributes();
std::span<const Lint> subject_directory_attributes();
std::span<const Lint> texts();
std::span<const Lint> unique_identifiers();
std::span<const Lint> validity();
std::span<const Lint> version();

inline constexpr Theme themes[] = {
    {"access_uris", access_uris},
    {"alternative_name_dns", alternative_name_dns},
    {"alternative_name_emails", alternative_name_emails},
    {"alternative_name_entries", alternative_name_entries},
    {"alternative_name_uris", alternative_name_uris},
    {"attribute_lengths", attribute_lengths},
    {"attribute_types", attribute_types},
    {"basic_constraints", basic_constraints},
    {"certificate_policies", certificate_policies},
    {"crl_distribution_points", crl_distribution_points},
    {"crl_entries", crl_entries},
    {"crl_extensions", crl_extensions},
    {"crl_fields", crl_fields},
    {"distinguished_names", distinguished_names},
    {"dns_labels", dns_labels},
    {"extended_key_usage", extended_key_usage},
    {"general_names", general_names},
    {"information_access", information_access},
    {"issuer_alternative_name", issuer_alternative_name, {x509::oids::issuer_alternative_name}},
    {"key_identifiers", key_identifiers},
    {"key_usage", key_usage},
    {"name_constraint_subtrees", name_constraint_subtrees, {x509::oids::name_constraints}},
    {"name_constraints", name_constraints, {x509::oids::name_constraints}},
    {"names", names},
    {"policy_constraints",
     policy_constraints,
     {x509::oids::policy_constraints, x509::oids::inhibit_any_policy}},
    {"policy_mappings", policy_mappings, {x509::oids::policy_mappings}},
    {"policy_qualifiers", policy_qualifiers},
    {"self_signature", self_signature},
    {"serial_number", serial_number},
    {"subject_alternative_name", subject_alternative_name},
    {"subject_attributes", subject_attributes},
    {"subject_directory_attributes",
     subject_directory_attributes,
     {x509::oids::subject_directory_attributes}},
    {"texts", texts},
    {"unique_identifiers", unique_identifiers},
    {"validity", validity},
    {"version", version},
};

}  // namespace certcheck::lint::rfc5280
