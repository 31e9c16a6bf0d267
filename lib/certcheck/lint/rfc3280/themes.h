#pragma once

#include "certcheck/lint/lint.h"
#include "certcheck/x509/oids.h"

/// RFC 3280, what RFC 5280 left out: one function for each file of this folder. Two lines a theme, in order
/// of name.
namespace certcheck::lint::rfc3280 {

std::span<const Lint> private_key_usage_period();

inline constexpr Theme themes[] = {
    {"private_key_usage_period", private_key_usage_period, {x509::oids::private_key_usage_period}},
};

}  // namespace certcheck::lint::rfc3280
