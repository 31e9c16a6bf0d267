#pragma once

#include "certcheck/lint/lint.h"

/// CA/Browser Forum Baseline Requirements: one function for each file of this folder. Two lines a theme, in
/// order of name.
namespace certcheck::lint::cabf_br {

std::span<const Lint> authority_information_access();
std::span<const Lint> basic_constraints();
std::span<const Lint> ca_extended_key_usage();
std::span<const Lint> ca_names();
std::span<const Lint> certificate_fields();
std::span<const Lint> certificate_policies();
std::span<const Lint> common_name();
std::span<const Lint> crl_distribution_points();
std::span<const Lint> crls();
std::span<const Lint> dns_names();
std::span<const Lint> extended_key_usage();
std::span<const Lint> given_kinds();
std::span<const Lint> ip_addresses();
std::span<const Lint> key_identifiers();
std::span<const Lint> key_usage();
std::span<const Lint> name_constraints();
std::span<const Lint> name_encoding();
std::span<const Lint> ocsp_responders();
std::span<const Lint> ocsp_responses();
std::span<const Lint> onion();
std::span<const Lint> public_keys();
std::span<const Lint> reverse_zones();
std::span<const Lint> signatures();
std::span<const Lint> subject_alternative_name();
std::span<const Lint> subject_attributes();
std::span<const Lint> validated_subjects();
std::span<const Lint> validity();

inline constexpr Theme themes[] = {
    {"authority_information_access", authority_information_access},
    {"basic_constraints", basic_constraints},
    {"ca_extended_key_usage", ca_extended_key_usage},
    {"ca_names", ca_names},
    {"certificate_fields", certificate_fields},
    {"certificate_policies", certificate_policies},
    {"common_name", common_name},
    {"crl_distribution_points", crl_distribution_points},
    {"crls", crls},
    {"dns_names", dns_names},
    {"extended_key_usage", extended_key_usage},
    {"given_kinds", given_kinds},
    {"ip_addresses", ip_addresses},
    {"key_identifiers", key_identifiers},
    {"key_usage", key_usage},
    {"name_constraints", name_constraints},
    {"name_encoding", name_encoding},
    {"ocsp_responders", ocsp_responders},
    {"ocsp_responses", ocsp_responses},
    {"onion", onion},
    {"public_keys", public_keys},
    {"reverse_zones", reverse_zones},
    {"signatures", signatures},
    {"subject_alternative_name", subject_alternative_name},
    {"subject_attributes", subject_attributes},
    {"validated_subjects", validated_subjects},
    {"validity", validity},
};

}  // namespace certcheck::lint::cabf_br
