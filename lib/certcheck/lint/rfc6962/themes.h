#pragma once

#include "certcheck/lint/lint.h"
#include "certcheck/x509/oids.h"

/// RFC 6962: one function for each file of this folder. Two lines a theme, in order of name.
namespace certcheck::lint::rfc6962 {

std::span<const Lint> precertificates();
std::span<const Lint> sct_list();

inline constexpr Theme themes[] = {
    {"precertificates", precertificates, {x509::oids::precertificate_poison}},
    {"sct_list", sct_list},
};

}  // namespace certcheck::lint::rfc6962
