#pragma once

#include "certcheck/lint/lint.h"
#include "certcheck/x509/oids.h"

/// RFC 3280, what RFC 5280 left out: one list for each file of this folder. Two lines a theme, in order
/// of name.
namespace certcheck::lint::rfc3280 {

extern const Rows private_key_usage_period_rows;

inline constexpr Theme themes[] = {
    {"private_key_usage_period", &private_key_usage_period_rows, {x509::oids::private_key_usage_period}},
};

}  // namespace certcheck::lint::rfc3280
