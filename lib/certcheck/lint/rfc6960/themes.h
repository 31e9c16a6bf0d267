#pragma once

#include "certcheck/lint/lint.h"
#include "certcheck/x509/oids.h"

/// RFC 6960: one list for each file of this folder. Two lines a theme, in order of name.
namespace certcheck::lint::rfc6960 {

extern const Rows ocsp_nocheck_rows;
extern const Rows requests_rows;
extern const Rows responses_rows;

inline constexpr Theme themes[] = {
    {"ocsp_nocheck", &ocsp_nocheck_rows, {x509::oids::ocsp_no_check}},
    {"requests", &requests_rows},
    {"responses", &responses_rows},
};

}  // namespace certcheck::lint::rfc6960
