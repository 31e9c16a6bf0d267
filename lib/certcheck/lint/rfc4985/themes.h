#pragma once

#include "certcheck/lint/lint.h"

/// RFC 4985: one function for each file of this folder. Two lines a theme, in order of name.
namespace certcheck::lint::rfc4985 {

std::span<const Lint> service_names();

inline constexpr Theme themes[] = {
    {"service_names", service_names, x509::GeneralName::Kind::other_name},
};

}  // namespace certcheck::lint::rfc4985
