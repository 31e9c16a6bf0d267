#pragma once

#include "certcheck/lint/lint.h"

/// CA/Browser Forum Baseline Requirements: one list for each file of this folder. Two lines a theme, in
/// order of name.
namespace certcheck::lint::cabf_br {

extern const Rows authority_information_access_rows;
extern const Rows basic_constraints_rows;
extern const Rows ca_extended_key_usage_rows;
extern const Rows ca_names_rows;
extern const Rows certificate_fields_rows;
extern const Rows certificate_policies_rows;
extern const Rows common_name_rows;
extern const Rows crl_distribution_points_rows;
extern const Rows crls_rows;
extern const Rows dns_names_rows;
extern const Rows extended_key_usage_rows;
extern const Rows given_kinds_rows;
extern const Rows ip_addresses_rows;
extern const Rows key_identifiers_rows;
extern const Rows key_usage_rows;
extern const Rows name_constraints_rows;
extern const Rows name_encoding_rows;
extern const Rows ocsp_responders_rows;
extern const Rows ocsp_responses_rows;
extern const Rows onion_rows;
extern const Rows public_keys_rows;
extern const Rows reverse_zones_rows;
extern const Rows signatures_rows;
extern const Rows subject_alternative_name_rows;
extern const Rows subject_attributes_rows;
extern const Rows validated_subjects_rows;
extern const Rows validity_rows;

inline constexpr Theme themes[] = {
    {"authority_information_access", &authority_information_access_rows},
    {"basic_constraints", &basic_constraints_rows},
    {"ca_extended_key_usage", &ca_extended_key_usage_rows},
    {"ca_names", &ca_names_rows},
    {"certificate_fields", &certificate_fields_rows},
    {"certificate_policies", &certificate_policies_rows},
    {"common_name", &common_name_rows},
    {"crl_distribution_points", &crl_distribution_points_rows},
    {"crls", &crls_rows},
    {"dns_names", &dns_names_rows},
    {"extended_key_usage", &extended_key_usage_rows},
    {"given_kinds", &given_kinds_rows},
    {"ip_addresses", &ip_addresses_rows},
    {"key_identifiers", &key_identifiers_rows},
    {"key_usage", &key_usage_rows},
    {"name_constraints", &name_constraints_rows},
    {"name_encoding", &name_encoding_rows},
    {"ocsp_responders", &ocsp_responders_rows},
    {"ocsp_responses", &ocsp_responses_rows},
    {"onion", &onion_rows},
    {"public_keys", &public_keys_rows},
    {"reverse_zones", &reverse_zones_rows},
    {"signatures", &signatures_rows},
    {"subject_alternative_name", &subject_alternative_name_rows},
    {"subject_attributes", &subject_attributes_rows},
    {"validated_subjects", &validated_subjects_rows},
    {"validity", &validity_rows},
};

}  // namespace certcheck::lint::cabf_br
