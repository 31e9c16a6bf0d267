#pragma once

#include "certcheck/lint/lint.h"

/// RFC 5280: one function for each file of this folder. Two lines a theme, in order of name.
namespace certcheck::lint::rfc5280 {

std::span<const Lint> attribute_lengths();
std::span<const Lint> attribute_types();
std::span<const Lint> basic_constraints();
std::span<const Lint> crl_entries();
std::span<const Lint> crl_extensions();
std::span<const Lint> crl_fields();
std::span<const Lint> distinguished_names();
std::span<const Lint> information_access();
std::span<const Lint> key_identifiers();
std::span<const Lint> key_usage();
std::span<const Lint> name_constraint_subtrees();
std::span<const Lint> name_constraints();
std::span<const Lint> policy_constraints();
std::span<const Lint> serial_number();
std::span<const Lint> subject_alternative_name();
std::span<const Lint> subject_attributes();
std::span<const Lint> subject_directory_attributes();
std::span<const Lint> validity();

inline constexpr Theme themes[] = {
    {"attribute_lengths", attribute_lengths},
    {"attribute_types", attribute_types},
    {"basic_constraints", basic_constraints},
    {"crl_entries", crl_entries},
    {"crl_extensions", crl_extensions},
    {"crl_fields", crl_fields},
    {"distinguished_names", distinguished_names},
    {"information_access", information_access},
    {"key_identifiers", key_identifiers},
    {"key_usage", key_usage},
    {"name_constraint_subtrees", name_constraint_subtrees},
    {"name_constraints", name_constraints},
    {"policy_constraints", policy_constraints},
    {"serial_number", serial_number},
    {"subject_alternative_name", subject_alternative_name},
    {"subject_attributes", subject_attributes},
    {"subject_directory_attributes", subject_directory_attributes},
    {"validity", validity},
};

}  // namespace certcheck::lint::rfc5280
