#pragma once

#include "certcheck/lint/lint.h"
#include "certcheck/x509/oids.h"

/// RFC 6960: one function for each file of this folder. Two lines a theme, in order of name.
namespace certcheck::lint::rfc6960 {

std::span<const Lint> ocsp_nocheck();
std::span<const Lint> requests();
std::span<const Lint> responses();

inline constexpr Theme themes[] = {
    {"ocsp_nocheck", ocsp_nocheck, {x509::oids::ocsp_no_check}},
    {"requests", requests},
    {"responses", responses},
};

}  // namespace certcheck::lint::rfc6960
