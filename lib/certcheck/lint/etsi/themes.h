#pragma once

#include "certcheck/lint/lint.h"
#include "certcheck/x509/oids.h"

/// ETSI EN 319 412, certificate profiles: one list for each file of this folder. Two lines a theme, in
/// order of name.
namespace certcheck::lint::etsi {

extern const Rows identifiers_rows;
extern const Rows key_usage_rows;
extern const Rows payment_services_rows;
extern const Rows qc_statements_rows;
extern const Rows statements_rows;

inline constexpr Theme themes[] = {
    {"identifiers", &identifiers_rows},
    {"key_usage", &key_usage_rows},
    {"payment_services", &payment_services_rows},
    {"qc_statements", &qc_statements_rows, {x509::oids::qc_statements}},
    {"statements", &statements_rows, {x509::oids::qc_statements}},
};

}  // namespace certcheck::lint::etsi
