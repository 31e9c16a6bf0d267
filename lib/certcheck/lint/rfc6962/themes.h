#pragma once

#include "certcheck/lint/lint.h"
#include "certcheck/x509/oids.h"

/// RFC 6962: one list for each file of this folder. Two lines a theme, in order of name.
namespace certcheck::lint::rfc6962 {

extern const Rows precertificates_rows;
extern const Rows sct_list_rows;

inline constexpr Theme themes[] = {
    {"precertificates", &precertificates_rows, {x509::oids::precertificate_poison}},
    {"sct_list", &sct_list_rows},
};

}  // namespace certcheck::lint::rfc6962
