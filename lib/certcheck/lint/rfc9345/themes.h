#pragma once

#include "certcheck/lint/lint.h"
#include "certcheck/x509/oids.h"

/// RFC 9345: one list for each file of this folder. Two lines a theme, in order of name.
namespace certcheck::lint::rfc9345 {

extern const Rows delegation_usage_rows;

inline constexpr Theme themes[] = {
    {"delegation_usage", &delegation_usage_rows, {x509::oids::delegation_usage}},
};

}  // namespace certcheck::lint::rfc9345
