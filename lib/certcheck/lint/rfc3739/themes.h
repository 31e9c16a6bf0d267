#pragma once

#include "certcheck/lint/lint.h"
#include "certcheck/x509/oids.h"

/// RFC 3739, qualified certificates: one list for each file of this folder. Two lines a theme, in order
/// of name.
namespace certcheck::lint::rfc3739 {

extern const Rows biometric_info_rows;
extern const Rows semantics_information_rows;
extern const Rows subject_directory_attributes_rows;

inline constexpr Theme themes[] = {
    {"biometric_info", &biometric_info_rows, {x509::oids::biometric_info}},
    {"semantics_information", &semantics_information_rows, {x509::oids::qc_statements}},
    {"subject_directory_attributes",
     &subject_directory_attributes_rows,
     {x509::oids::subject_directory_attributes}},
};

}  // namespace certcheck::lint::rfc3739
