#pragma once

#include "certcheck/lint/lint.h"
#include "certcheck/x509/oids.h"

/// RFC 7633: one list for each file of this folder. Two lines a theme, in order of name.
namespace certcheck::lint::rfc7633 {

extern const Rows tls_feature_rows;

inline constexpr Theme themes[] = {
    {"tls_feature", &tls_feature_rows, {x509::oids::tls_feature}},
};

}  // namespace certcheck::lint::rfc7633
