#pragma once

#include "certcheck/lint/lint.h"
#include "certcheck/x509/oids.h"

/// RFC 9608: one list for each file of this folder. Two lines a theme, in order of name.
namespace certcheck::lint::rfc9608 {

extern const Rows no_revocation_available_rows;

inline constexpr Theme themes[] = {
    {"no_revocation_available", &no_revocation_available_rows, {x509::oids::no_revocation_available}},
};

}  // namespace certcheck::lint::rfc9608
