#pragma once

#include "certcheck/x509/certificate.h"

#include <string_view>

namespace certcheck::lint {

/// What nameConstraints of a CA for TLS lacks for the CA to be technically constrained by BR 7.1.2.5.2, as
/// the end of a sentence about it: "neither permits a dNSName nor excludes all of them", ... Empty if it
/// lacks nothing.
std::string_view missing_technical_constraint(const x509::Certificate& certificate);

}  // namespace certcheck::lint
