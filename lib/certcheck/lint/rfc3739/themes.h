#pragma once

#include "certcheck/lint/lint.h"
#include "certcheck/x509/oids.h"

/// RFC 3739, qualified certificates: one function for each file of this folder. Two lines a theme, in order
/// of name.
namespace certcheck::lint::rfc3739 {

std::span<const Lint> biometric_info();
std::span<const Lint> semantics_information();
std::span<const Lint> subject_directory_attributes();

inline constexpr Theme themes[] = {
    {"biometric_info", biometric_info, {x509::oids::biometric_info}},
    {"semantics_information", semantics_information, {x509::oids::qc_statements}},
    {"subject_directory_attributes",
     subject_directory_attributes,
     {x509::oids::subject_directory_attributes}},
};

}  // namespace certcheck::lint::rfc3739
