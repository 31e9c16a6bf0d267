#pragma once

#include "certcheck/lint/lint.h"
#include "certcheck/x509/oids.h"

/// RFC 9608: one function for each file of this folder. Two lines a theme, in order of name.
namespace certcheck::lint::rfc9608 {

std::span<const Lint> no_revocation_available();

inline constexpr Theme themes[] = {
    {"no_revocation_available", no_revocation_available, {x509::oids::no_revocation_available}},
};

}  // namespace certcheck::lint::rfc9608
