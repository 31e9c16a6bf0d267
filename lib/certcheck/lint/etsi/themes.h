#pragma once

#include "certcheck/lint/lint.h"
#include "certcheck/x509/oids.h"

/// ETSI EN 319 412, certificate profiles: one function for each file of this folder. Two lines a theme, in
/// order of name.
namespace certcheck::lint::etsi {

std::span<const Lint> identifiers();
std::span<const Lint> key_usage();
std::span<const Lint> payment_services();
std::span<const Lint> qc_statements();
std::span<const Lint> statements();

inline constexpr Theme themes[] = {
    {"identifiers", identifiers},
    {"key_usage", key_usage},
    {"payment_services", payment_services},
    {"qc_statements", qc_statements, {x509::oids::qc_statements}},
    {"statements", statements, {x509::oids::qc_statements}},
};

}  // namespace certcheck::lint::etsi
