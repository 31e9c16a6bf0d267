#pragma once

#include "certcheck/lint/lint.h"

/// RFC 4985: one list for each file of this folder. Two lines a theme, in order of name.
namespace certcheck::lint::rfc4985 {

extern const Rows service_names_rows;

inline constexpr Theme themes[] = {
    {"service_names", &service_names_rows, x509::GeneralName::Kind::other_name},
};

}  // namespace certcheck::lint::rfc4985
