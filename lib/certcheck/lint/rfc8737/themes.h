#pragma once

#include "certcheck/lint/lint.h"
#include "certcheck/x509/oids.h"

/// RFC 8737: one list for each file of this folder. Two lines a theme, in order of name.
namespace certcheck::lint::rfc8737 {

extern const Rows acme_identifier_rows;

inline constexpr Theme themes[] = {
    {"acme_identifier", &acme_identifier_rows, {x509::oids::acme_identifier}},
};

}  // namespace certcheck::lint::rfc8737
