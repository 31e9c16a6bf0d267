#pragma once

#include "certcheck/lint/lint.h"
#include "certcheck/x509/oids.h"

/// RFC 5280: one list for each file of this folder. Two lines a theme, in order of name.
namespace certcheck::lint::rfc5280 {

extern const Rows access_uris_rows;
extern const Rows alternative_name_dns_rows;
extern const Rows alternative_name_emails_rows;
extern const Rows alternative_name_entries_rows;
extern const Rows alternative_name_uris_rows;
extern const Rows attribute_lengths_rows;
extern const Rows attribute_types_rows;
extern const Rows basic_constraints_rows;
extern const Rows certificate_policies_rows;
extern const Rows crl_distribution_points_rows;
extern const Rows crl_entries_rows;
extern const Rows crl_extensions_rows;
extern const Rows crl_fields_rows;
extern const Rows distinguished_names_rows;
extern const Rows dns_labels_rows;
extern const Rows extended_key_usage_rows;
extern const Rows general_names_rows;
extern const Rows information_access_rows;
extern const Rows issuer_alternative_name_rows;
extern const Rows key_identifiers_rows;
extern const Rows key_usage_rows;
extern const Rows name_constraint_subtrees_rows;
extern const Rows name_constraints_rows;
extern const Rows names_rows;
extern const Rows policy_constraints_rows;
extern const Rows policy_mappings_rows;
extern const Rows policy_qualifiers_rows;
extern const Rows self_signature_rows;
extern const Rows serial_number_rows;
extern const Rows subject_alternative_name_rows;
extern const Rows subject_attributes_rows;
extern const Rows subject_directory_attributes_rows;
extern const Rows texts_rows;
extern const Rows unique_identifiers_rows;
extern const Rows validity_rows;
extern const Rows version_rows;

inline constexpr Theme themes[] = {
    {"access_uris", &access_uris_rows},
    {"alternative_name_dns", &alternative_name_dns_rows},
    {"alternative_name_emails", &alternative_name_emails_rows},
    {"alternative_name_entries", &alternative_name_entries_rows},
    {"alternative_name_uris", &alternative_name_uris_rows},
    {"attribute_lengths", &attribute_lengths_rows},
    {"attribute_types", &attribute_types_rows},
    {"basic_constraints", &basic_constraints_rows},
    {"certificate_policies", &certificate_policies_rows},
    {"crl_distribution_points", &crl_distribution_points_rows},
    {"crl_entries", &crl_entries_rows},
    {"crl_extensions", &crl_extensions_rows},
    {"crl_fields", &crl_fields_rows},
    {"distinguished_names", &distinguished_names_rows},
    {"dns_labels", &dns_labels_rows},
    {"extended_key_usage", &extended_key_usage_rows},
    {"general_names", &general_names_rows},
    {"information_access", &information_access_rows},
    {"issuer_alternative_name", &issuer_alternative_name_rows, {x509::oids::issuer_alternative_name}},
    {"key_identifiers", &key_identifiers_rows},
    {"key_usage", &key_usage_rows},
    {"name_constraint_subtrees", &name_constraint_subtrees_rows, {x509::oids::name_constraints}},
    {"name_constraints", &name_constraints_rows, {x509::oids::name_constraints}},
    {"names", &names_rows},
    {"policy_constraints",
     &policy_constraints_rows,
     {x509::oids::policy_constraints, x509::oids::inhibit_any_policy}},
    {"policy_mappings", &policy_mappings_rows, {x509::oids::policy_mappings}},
    {"policy_qualifiers", &policy_qualifiers_rows},
    {"self_signature", &self_signature_rows},
    {"serial_number", &serial_number_rows},
    {"subject_alternative_name", &subject_alternative_name_rows},
    {"subject_attributes", &subject_attributes_rows},
    {"subject_directory_attributes",
     &subject_directory_attributes_rows,
     {x509::oids::subject_directory_attributes}},
    {"texts", &texts_rows},
    {"unique_identifiers", &unique_identifiers_rows},
    {"validity", &validity_rows},
    {"version", &version_rows},
};

}  // namespace certcheck::lint::rfc5280
